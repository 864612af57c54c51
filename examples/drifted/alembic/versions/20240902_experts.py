"""Agronomists and their feedback

Revision ID: 20240902_experts
Revises: 20240819_unaccent
Create Date: 2024-09-02 09:00:00

The table of users is called "user", and its key is an INTEGER. The model says UUID for
expert_profiles.user_id; PostgreSQL would refuse that, so it is INTEGER here.
"""
from alembic import op

revision = "20240902_experts"
down_revision = "20240819_unaccent"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE TYPE feedback_kind AS ENUM ('correct', 'incomplete', 'wrong')")
    op.execute(
        """
        CREATE TABLE expert_profiles (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            user_id INTEGER NOT NULL UNIQUE REFERENCES "user"(id) ON DELETE CASCADE,
            speciality VARCHAR(80) NOT NULL,
            trust DOUBLE PRECISION NOT NULL DEFAULT 0.5,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()
        )
        """
    )
    op.execute(
        """
        CREATE TABLE expert_feedback (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            expert_id UUID NOT NULL REFERENCES expert_profiles(id) ON DELETE CASCADE,
            kind feedback_kind NOT NULL,
            question TEXT NOT NULL,
            correction TEXT,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()
        )
        """
    )
    op.execute("CREATE INDEX ix_expert_feedback_expert_id ON expert_feedback (expert_id)")
    op.execute(
        """
        CREATE TABLE review_note (
            id SERIAL PRIMARY KEY,
            feedback_id UUID NOT NULL REFERENCES expert_feedback(id) ON DELETE CASCADE,
            note TEXT NOT NULL
        )
        """
    )
    op.execute("CREATE INDEX ix_review_note_feedback_id ON review_note (feedback_id)")


def downgrade() -> None:
    pass
