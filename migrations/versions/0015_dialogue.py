"""Earlier versions of comments, and what readers report of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

REASONS = ("personal_data", "abuse", "not_true", "spam", "something_else")


def instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    op.add_column("comment", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("comment", instant("edited_at", nullable=True))
    op.add_column("comment", sa.Column("moderation_note", sa.String(), nullable=True))
    answered = sa.Column("of_version", sa.Integer(), nullable=False, server_default="1")
    op.add_column("official_reply", answered)
    op.create_table(
        "comment_version",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        instant("made_at"),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_comment_version_comment_id_comment")
        ),
        sa.PrimaryKeyConstraint("comment_id", "number", name=op.f("pk_comment_version")),
    )
    op.create_table(
        "concern",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("voice_id", sa.Uuid(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                *REASONS,
                name="concernreason_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(), nullable=True),
        instant("raised_at"),
        instant("settled_at", nullable=True),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_concern_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(["voice_id"], ["voice.id"], name=op.f("fk_concern_voice_id_voice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
        sa.UniqueConstraint("comment_id", "voice_id", name=op.f("uq_concern_comment_id_voice_id")),
    )
    op.create_index("ix_concern_open", "concern", ["settled_at", "comment_id"])
    op.create_index(op.f("ix_concern_voice_id"), "concern", ["voice_id"])


def downgrade() -> None:
    op.drop_table("concern")
    op.drop_table("comment_version")
    op.drop_column("official_reply", "of_version")
    op.drop_column("comment", "moderation_note")
    op.drop_column("comment", "edited_at")
    op.drop_column("comment", "version")
