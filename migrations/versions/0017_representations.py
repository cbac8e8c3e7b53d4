"""Formal comments: who is behind them, what of it is published, and which came late."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

FLAGS = (("authority", "late_comments"), ("comment", "is_late"), ("comment", "is_withheld"))
COUNTERS = ("formal", "withheld")
PUBLISHING = ("name_and_address", "name_only", "neither", "nothing")


def upgrade() -> None:
    for table, column in FLAGS:
        flag: sa.Column[bool] = sa.Column(
            column, sa.Boolean(), nullable=False, server_default=sa.false()
        )
        op.add_column(table, flag)
    for column in COUNTERS:
        counter: sa.Column[int] = sa.Column(
            column, sa.Integer(), nullable=False, server_default="0"
        )
        op.add_column("consultation_tally", counter)
    _correspondent()
    _representation()


def downgrade() -> None:
    op.drop_table("representation")
    op.drop_table("correspondent")
    for column in COUNTERS:
        op.drop_column("consultation_tally", column)
    for table, column in FLAGS:
        op.drop_column(table, column)


def _correspondent() -> None:
    op.create_table(
        "correspondent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_correspondent_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correspondent")),
    )
    op.create_index(op.f("ix_correspondent_authority_id"), "correspondent", ["authority_id"])


def _representation() -> None:
    policy = sa.Enum(
        *PUBLISHING,
        name="publishing_known",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.create_table(
        "representation",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("correspondent_id", sa.Uuid(), nullable=False),
        sa.Column("became_formal_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("publishing", policy, nullable=False),
        sa.Column("published_name", sa.String(), nullable=True),
        sa.Column("published_address", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_representation_comment_id_comment")
        ),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_representation")),
        sa.UniqueConstraint("correspondent_id", name=op.f("uq_representation_correspondent_id")),
    )
