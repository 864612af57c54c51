"""Split the full names, row by row."""
import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def _split(name):
    first, _, last = (name or "").partition(" ")
    return {"first": first, "last": last or first}


def upgrade():
    op.add_column("driver", sa.Column("first_name", sa.String(40)))
    op.add_column("driver", sa.Column("last_name", sa.String(40)))
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, full_name FROM driver")).fetchall()
    for row in rows:
        connection.execute(
            sa.text("UPDATE driver SET first_name = :first, last_name = :last WHERE id = :id"),
            id=row.id,
            **_split(row.full_name),
        )
    op.alter_column("driver", "last_name", nullable=False)
    op.drop_column("driver", "full_name")


def downgrade():
    op.add_column("driver", sa.Column("full_name", sa.String(80)))
    op.execute("UPDATE driver SET full_name = first_name || ' ' || last_name")
    op.drop_column("driver", "first_name")
    op.drop_column("driver", "last_name")
