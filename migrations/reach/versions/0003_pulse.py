"""Who has said how it was to be asked; what they said is counted in cells."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pulse_given",
        sa.Column("giver_key", sa.String(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("giver_key", name=op.f("pk_pulse_given")),
    )


def downgrade() -> None:
    op.drop_table("pulse_given")
