"""Counters of how people take part; whatever was said before is counted by the next job."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

MEASURES = ("day", "channel", "mark", "depth", "new", "back", "moved")


def upgrade() -> None:
    op.create_table(
        "activity_count",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "measure",
            sa.Enum(
                *MEASURES,
                name="measure_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_activity_count_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint(
            "consultation_id", "measure", "cell", name=op.f("pk_activity_count")
        ),
    )
    op.create_table(
        "activity_part",
        sa.Column("of_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_activity_part_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("of_id", name=op.f("pk_activity_part")),
    )
    op.execute(
        "INSERT INTO pending (event_id, reader, due_at, attempts)"
        " SELECT id, 'activity', happened_at, 0 FROM logged_event"
        " WHERE kind IN ('consultation.comment.posted', 'consultation.feedback.moved')"
    )


def downgrade() -> None:
    op.execute("DELETE FROM pending WHERE reader = 'activity'")
    op.drop_table("activity_part")
    op.drop_table("activity_count")
