"""What the firms of a cohort are to have done by when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0082"
down_revision = "0081"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cohort_milestone",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("baseline_on", sa.Date(), nullable=False),
        sa.Column("forecast_on", sa.Date(), nullable=True),
        sa.Column("actual_on", sa.Date(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["cohort_seat.id"], name=op.f("fk_cohort_milestone_seat_id_cohort_seat")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_milestone")),
    )
    op.create_index(op.f("ix_cohort_milestone_seat_id"), "cohort_milestone", ["seat_id"])


def downgrade() -> None:
    op.drop_table("cohort_milestone")
