"""Classes of schools and colleges that answer together, without names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "class_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("join_digest", sa.String(), nullable=False),
        sa.Column("code_digest", sa.String(), nullable=False),
        sa.Column("pupils", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(), nullable=True),
        sa.Column("school_shown", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("pupils BETWEEN 1 AND 60", name=op.f("ck_class_session_class_size")),
        sa.CheckConstraint(
            "answers BETWEEN 0 AND pupils", name=op.f("ck_class_session_answers_fit")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_class_session_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_class_session_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_session")),
        sa.UniqueConstraint("join_digest", name=op.f("uq_class_session_join_digest")),
        sa.UniqueConstraint("code_digest", name=op.f("uq_class_session_code_digest")),
    )
    for column in ("authority_id", "consultation_id"):
        op.create_index(op.f(f"ix_class_session_{column}"), "class_session", [column])
    op.create_table(
        "class_comment",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("class_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_class_comment_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["class_id"], ["class_session.id"], name=op.f("fk_class_comment_class_id_class_session")
        ),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_class_comment")),
    )
    op.create_index(op.f("ix_class_comment_class_id"), "class_comment", ["class_id"])


def downgrade() -> None:
    op.drop_table("class_comment")
    op.drop_table("class_session")
