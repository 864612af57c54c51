"""Which parser reads a weather feed

Revision ID: 20240610_feed_parser
Revises: 20240521_analyses
Create Date: 2024-06-10 09:00:00
"""
import sqlalchemy as sa
from alembic import op

revision = "20240610_feed_parser"
down_revision = "20240521_analyses"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("weather_feed", sa.Column("parser", sa.String(length=40), nullable=True))


def downgrade() -> None:
    op.drop_column("weather_feed", "parser")
