"""Entities that Alembic looks after."""
from alembic_utils.pg_extension import PGExtension
from alembic_utils.pg_function import PGFunction
from alembic_utils.pg_grant_table import PGGrantTable, PGGrantTableChoice
from alembic_utils.pg_materialized_view import PGMaterializedView
from alembic_utils.pg_policy import PGPolicy
from alembic_utils.pg_trigger import PGTrigger
from alembic_utils.pg_view import PGView

trigram = PGExtension(schema="public", signature="pg_trgm")
in_euros = PGFunction(
    schema="public",
    signature="in_euros(cents integer)",
    definition="returns numeric as $$ select cents / 100.0 $$ language sql immutable",
)
check_sale = PGFunction.from_sql(
    """
    CREATE FUNCTION public.check_sale() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.cents < 0 THEN RAISE EXCEPTION 'less than nothing: %', NEW.cents; END IF;
        RETURN NEW;
    END $$
    """
)
sales_by_city = PGView(
    schema="public",
    signature="sales_by_city",
    definition="select shop.city, sum(sale.cents) as cents from sale join shop on shop.id = sale.shop_id group by shop.city",
)
best_cities = PGMaterializedView(
    schema="public",
    signature="best_cities",
    definition="select city from sales_by_city where cents > 1000",
    with_data=False,
)
sale_trigger = PGTrigger(
    schema="public",
    signature="check_sale_first",
    on_entity="public.sale",
    definition="before insert or update on public.sale for each row execute function public.check_sale()",
)
only_own = PGPolicy(
    schema="public", signature="only_own", on_entity="sale", definition="for select using (shop_id = 1)"
)
readers = PGGrantTable(
    schema="public", table="sale", columns=["id", "cents"], role="postgres", grant=PGGrantTableChoice.SELECT
)
ALL = [trigram, in_euros, check_sale, sales_by_city, best_cities, sale_trigger, only_own]
