"""Feedback to firms that were not chosen, its lines, and who wrote of it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None


def _at(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "firm_feedback",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "released",
                "read",
                name="feedbackstate_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        _at("drafted_at"),
        sa.Column("released_by_id", sa.Uuid(), nullable=True),
        _at("released_at", nullable=True),
        sa.Column("read_by_id", sa.Uuid(), nullable=True),
        _at("read_at", nullable=True),
        sa.CheckConstraint(
            "(state = 'draft') = (released_at IS NULL)",
            name=op.f("ck_firm_feedback_released_when"),
        ),
        sa.CheckConstraint(
            "(state = 'read') = (read_at IS NOT NULL)", name=op.f("ck_firm_feedback_read_when")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_firm_feedback_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_firm_feedback_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firm_feedback")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_firm_feedback_submission_id")),
    )
    op.create_index(op.f("ix_firm_feedback_authority_id"), "firm_feedback", ["authority_id"])
    op.create_table(
        "firm_feedback_line",
        sa.Column("feedback_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("top_mark", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["feedback_id"],
            ["firm_feedback.id"],
            name=op.f("fk_firm_feedback_line_feedback_id_firm_feedback"),
        ),
        sa.PrimaryKeyConstraint("feedback_id", "position", name=op.f("pk_firm_feedback_line")),
    )
    op.create_table(
        "firm_feedback_writer",
        sa.Column("feedback_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        _at("wrote_at"),
        sa.ForeignKeyConstraint(
            ["feedback_id"],
            ["firm_feedback.id"],
            name=op.f("fk_firm_feedback_writer_feedback_id_firm_feedback"),
        ),
        sa.PrimaryKeyConstraint("feedback_id", "person_id", name=op.f("pk_firm_feedback_writer")),
    )


def downgrade() -> None:
    for name in ("firm_feedback_writer", "firm_feedback_line", "firm_feedback"):
        op.drop_table(name)
