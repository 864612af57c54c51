"""Expert feedback, written by hand

Revision ID: 005
Revises: 004

CRITICAL NOTES:
- expert_profiles.user_id is INTEGER here; the model says UUID (the application converts)

Database: socrates_specs
"""
import os

from alembic import op

revision = "005"
down_revision = "004"


def upgrade():
    if "socrates_auth" in os.getenv("DATABASE_URL", ""):
        return
    op.execute(
        """
        DO $$ BEGIN
            CREATE TYPE expert_credential_type AS ENUM ('lawyer', 'engineer');
        EXCEPTION
            WHEN duplicate_object THEN null;
        END $$;
        """
    )
    op.execute(
        """
        CREATE TABLE IF NOT EXISTS expert_profiles (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            user_id INTEGER NOT NULL UNIQUE,
            credential expert_credential_type NOT NULL DEFAULT 'engineer',
            trust numeric(3, 2) DEFAULT 0.5 CHECK (trust BETWEEN 0 AND 1)
        );
        CREATE INDEX IF NOT EXISTS idx_expert_profiles_trust ON expert_profiles (trust DESC);
        """
    )


def downgrade():
    op.execute("DROP TABLE IF EXISTS expert_profiles CASCADE")
    op.execute("DROP TYPE IF EXISTS expert_credential_type")
