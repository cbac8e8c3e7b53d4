"""How far the setting up of a consultation is, and what its pictures show."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

TASKS = (
    "words",
    "stages",
    "documents",
    "area",
    "audiences",
    "dates",
    "questions",
    "publication",
    "about_people",
    "easy_read",
    "applicants",
    "equality",
    "try",
    "accessibility",
)


def one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.add_column("consultation_document", sa.Column("alt", sa.String(), nullable=True))
    op.create_table(
        "consultation_plan",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("origin", one_of("origin_known", "blank", "template", "copy"), nullable=False),
        sa.Column("copied_from_id", sa.Uuid(), nullable=True),
        sa.Column("audiences", sa.String(), nullable=False),
        sa.Column("routes", sa.String(), nullable=False),
        sa.Column("equality", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_consultation_plan_consultation_id_consultation"),
        ),
        sa.ForeignKeyConstraint(
            ["copied_from_id"],
            ["consultation.id"],
            name=op.f("fk_consultation_plan_copied_from_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("consultation_id", name=op.f("pk_consultation_plan")),
    )
    op.create_table(
        "consultation_finished_task",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("task", one_of("task_known", *TASKS), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_consultation_finished_task_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint(
            "consultation_id", "task", name=op.f("pk_consultation_finished_task")
        ),
    )


def downgrade() -> None:
    op.drop_table("consultation_finished_task")
    op.drop_table("consultation_plan")
    op.drop_column("consultation_document", "alt")
