"""Plants, as one script of SQL."""
from alembic import op

revision = "g01"
down_revision = None

SCRIPT = """
-- Beds first; a semicolon in a comment; is none
CREATE TABLE bed (
    id serial PRIMARY KEY,
    name varchar(40) NOT NULL UNIQUE DEFAULT 'a; b',
    area numeric(6, 2) CHECK (area > 0)
);

CREATE TABLE plant (
    id serial PRIMARY KEY,
    bed_id integer REFERENCES bed,
    name text NOT NULL,
    state varchar(20) NOT NULL DEFAULT 'seed',
    planted date,
    facts json
);
CREATE INDEX plant_state ON plant (state) WHERE state <> 'dead';

CREATE FUNCTION bed_is_full(bed integer) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT count(*) > 10 FROM plant WHERE plant.bed_id = bed;
$$;
"""


def upgrade():
    op.execute(SCRIPT)
    op.get_bind().exec_driver_sql("INSERT INTO bed (name, area) VALUES ('north', 12.5), ('south %%', 7)")


def downgrade():
    for statement in (
        "DROP FUNCTION bed_is_full(integer)",
        "DROP TABLE plant",
        "DROP TABLE bed",
    ):
        op.execute(statement)
