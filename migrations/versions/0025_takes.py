"""What a consultation takes in, and who answered its questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consultation_takes",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "takes",
            sa.Enum(
                "dialogue",
                "questions",
                "both",
                name="takes_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_consultation_takes_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("consultation_id", name=op.f("pk_consultation_takes")),
    )
    op.create_table(
        "question_response",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("set_id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=True),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "web",
                "session",
                "paper",
                "phone",
                "email",
                "social",
                "letter",
                "import",
                name="channel_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_question_response_authority_id_authority"),
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_question_response_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_question_response_consultation_id_consultation"),
        ),
        sa.ForeignKeyConstraint(
            ["set_id"], ["answer_set.id"], name=op.f("fk_question_response_set_id_answer_set")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_response")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_question_response_comment_id")),
        sa.UniqueConstraint("ref", name=op.f("uq_question_response_ref")),
        sa.UniqueConstraint("set_id", name=op.f("uq_question_response_set_id")),
    )
    op.create_index(
        "ix_question_response_of",
        "question_response",
        ["consultation_id", "given_at"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index("ix_question_response_of", table_name="question_response")
    op.drop_table("question_response")
    op.drop_table("consultation_takes")
