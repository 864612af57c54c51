"""Reports over both, made last."""
import sqlalchemy as sa
from alembic import op

revision = "r1"
down_revision = None
branch_labels = ('reports', 'readonly')
depends_on = ('b3', 'c4')


def upgrade():
    op.execute("CREATE SCHEMA reports")
    op.execute(
        """
        CREATE VIEW reports.income AS
            SELECT t.station_code, count(*) AS invoices, sum(t.cents) AS cents
            FROM billing.invoice AS i JOIN billing.tariff AS t ON t.id = i.tariff_id
            GROUP BY t.station_code
        """
    )


def downgrade():
    op.execute("DROP SCHEMA reports CASCADE")
