"""Figures of the feedback loop, kept as they were last counted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

PARTS = ("all", "kind", "topic", "ward")
COUNTS = ("comments", "answered", "ended", "overdue")
DAYS = ("answer_half", "answer_most", "fate_half", "fate_most")


def upgrade() -> None:
    op.create_table(
        "loop_counted",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        _of_consultation("loop_counted"),
        sa.PrimaryKeyConstraint("consultation_id", name=op.f("pk_loop_counted")),
    )
    parts = sa.Enum(*PARTS, name="part_known", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        "loop_figure",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("part", parts, nullable=False),
        sa.Column("which", sa.String(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in DAYS),
        _of_consultation("loop_figure"),
        sa.PrimaryKeyConstraint("consultation_id", "part", "which", name=op.f("pk_loop_figure")),
    )


def downgrade() -> None:
    op.drop_table("loop_figure")
    op.drop_table("loop_counted")


def _of_consultation(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_consultation_id_consultation")
    return sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=name)
