"""Who decides after a consultation, and when a planning application was decided."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("consultation", sa.Column("decides", sa.String(), nullable=True))
    op.add_column("application", sa.Column("decided_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("application", "decided_on")
    op.drop_column("consultation", "decides")
