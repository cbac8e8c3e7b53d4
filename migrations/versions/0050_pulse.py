"""What people felt about being asked, as it was published."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

QUESTIONS = ("easy", "believable", "listened", "many_people", "our_values", "told")


def upgrade() -> None:
    op.create_table(
        "pulse_figure",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "question",
            sa.Enum(
                *QUESTIONS, name="pulse_known", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "percent BETWEEN 0 AND 100", name=op.f("ck_pulse_figure_percent_is_a_share")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_pulse_figure_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint(
            "consultation_id", "question", "counted_on", name=op.f("pk_pulse_figure")
        ),
    )


def downgrade() -> None:
    op.drop_table("pulse_figure")
