"""Pictures and documents that people add to what they say, and whether they are looked at first."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.add_column(
        "authority",
        sa.Column("files_first", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=True),
        sa.Column("owner_digest", sa.String(), nullable=False),
        sa.Column("kind", one_of("attachmentkind_known", "picture", "document"), nullable=False),
        sa.Column(
            "state",
            one_of(
                "attachmentstate_known",
                *("waiting", "quarantined", "shown", "refused", "removed"),
            ),
            nullable=False,
        ),
        sa.Column(
            "refused_for",
            one_of(
                "whyrefused_known",
                *("person", "personal_details", "offensive"),
                *("not_about_it", "not_theirs", "unreadable"),
            ),
            nullable=True,
        ),
        sa.Column("alt", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("small_digest", sa.String(), nullable=True),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(alt) <= 250", name=op.f("ck_attachment_alt_length")),
        sa.CheckConstraint(
            "state NOT IN ('refused', 'removed') OR digest IS NULL",
            name=op.f("ck_attachment_ended_without_content"),
        ),
        sa.CheckConstraint(
            "(state = 'refused') = (refused_for IS NOT NULL)", name=op.f("ck_attachment_says_why")
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{one}_id"], [f"{one}.id"], name=op.f(f"fk_attachment_{one}_id_{one}")
            )
            for one in ("authority", "comment", "consultation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    for name, columns in INDEXES.items():
        op.create_index(name, "attachment", columns)


INDEXES = {
    "ix_attachment_owner": ["consultation_id", "owner_digest", "made_at"],
    "ix_attachment_comment": ["comment_id", "made_at"],
    "ix_attachment_queue": ["authority_id", "state", "made_at", "id"],
    "ix_attachment_old": ["state", "made_at"],
    "ix_attachment_digest": ["digest"],
    "ix_attachment_small_digest": ["small_digest"],
}


def downgrade() -> None:
    op.drop_table("attachment")
    op.drop_column("authority", "files_first")
