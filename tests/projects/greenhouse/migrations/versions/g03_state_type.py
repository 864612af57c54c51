"""The state becomes an enum, and then another one."""
import enum

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ENUM

revision = "g03"
down_revision = "g02"


class State(enum.Enum):
    seed = 0
    sprout = 1
    grown = 2


first = ENUM(State, name="plant_state_old")
second = sa.Enum("seed", "sprout", "grown", "dead", name="plant_state_type")
table = sa.sql.table("plant", sa.sql.column("state", second))


def upgrade():
    op.execute("DROP INDEX plant_state; ALTER TABLE plant ALTER state DROP DEFAULT")
    first.create(op.get_bind(), checkfirst=False)
    op.alter_column("plant", "state", type_=first, postgresql_using="state::plant_state_old", existing_type=sa.String(20))
    second.create(op.get_bind())
    with op.batch_alter_table("plant") as batch_op:
        batch_op.alter_column("state", existing_type=first, type_=second, existing_nullable=False, server_default=None, postgresql_using="state::text::plant_state_type")
    first.drop(op.get_bind())
    op.execute(table.update().where(table.c.state == "grown").values(state="dead"))
    op.alter_column("plant", "state", server_default=sa.text("'seed'::plant_state_type"))


def downgrade():
    op.alter_column("plant", "state", server_default=None)
    op.alter_column("plant", "state", type_=sa.String(20), existing_type=second, postgresql_using="state::text")
    second.drop(op.get_bind(), checkfirst=True)
    op.alter_column("plant", "state", server_default="seed")
    op.create_index("plant_state", "plant", ["state"], postgresql_where=sa.text("state <> 'dead'"))
