"""Entities: functions, views, triggers, written down by alembic_utils"""
from alembic import op
from alembic_utils.pg_extension import PGExtension
from alembic_utils.pg_function import PGFunction
from alembic_utils.pg_materialized_view import PGMaterializedView
from alembic_utils.pg_trigger import PGTrigger
from alembic_utils.pg_view import PGView
from sqlalchemy import text as sql_text

revision = "v2"
down_revision = "v1"


def upgrade():
    public_pg_trgm = PGExtension(schema="public", signature="pg_trgm")
    op.create_entity(public_pg_trgm)
    public_in_euros = PGFunction(
        schema="public",
        signature="in_euros(cents integer)",
        definition="returns numeric as $$ select cents / 100.0 $$ language sql immutable",
    )
    op.create_entity(public_in_euros)
    public_check_sale = PGFunction(
        schema="public",
        signature="check_sale()",
        definition="returns trigger language plpgsql as $$ begin return NEW; end $$",
    )
    op.create_entity(public_check_sale)
    public_sales_by_city = PGView(
        schema="public",
        signature="sales_by_city",
        definition="select shop.city, sum(sale.cents) as cents\n from sale join shop on shop.id = sale.shop_id group by shop.city",
    )
    op.create_entity(public_sales_by_city)
    op.create_entity(
        PGMaterializedView(
            schema="public",
            signature="best_cities",
            definition="select city from sales_by_city where cents > 1000",
            with_data=False,
        )
    )
    public_sale_trigger = PGTrigger(
        schema="public",
        signature="check_sale_first",
        on_entity="public.sale",
        is_constraint=False,
        definition="before insert or update on public.sale for each row execute function public.check_sale()",
    )
    op.create_entity(public_sale_trigger)
    op.execute(sql_text("COMMENT ON VIEW sales_by_city IS 'a\\:b'"))


def downgrade():
    op.drop_entity(PGTrigger(schema="public", signature="check_sale_first", on_entity="public.sale", definition="# not needed"))
    op.drop_entity(PGMaterializedView(schema="public", signature="best_cities", definition="# not needed", with_data=False))
    op.drop_entity(PGView(schema="public", signature="sales_by_city", definition="# not needed"))
    op.drop_entity(PGFunction(schema="public", signature="check_sale()", definition="# not needed"))
    op.drop_entity(PGFunction(schema="public", signature="in_euros(cents integer)", definition="# not needed"))
    op.drop_entity(PGExtension(schema="public", signature="pg_trgm"))
