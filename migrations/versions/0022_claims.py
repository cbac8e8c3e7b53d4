"""Claims that go round, what is known of them, and the comments that cite them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

NEWS = ("moved", "stage_moved", "commented", "answered", "stepped", "moderated")


def instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def known(name: str, *values: str) -> sa.Enum:
    return sa.Enum(
        *values, name=f"{name}_known", native_enum=False, create_constraint=True, length=40
    )


def refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def upgrade() -> None:
    op.create_table(
        "claim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("heard", sa.String(), nullable=True),
        sa.Column("shown", sa.Integer(), nullable=True),
        instant("made_at"),
        refers("claim", "authority_id", "authority"),
        refers("claim", "consultation_id", "consultation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint(
            "consultation_id", "number", name=op.f("uq_claim_consultation_id_number")
        ),
    )
    _versions()
    op.create_table(
        "claim_citation",
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        instant("made_at"),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        refers("claim_citation", "claim_id", "claim"),
        refers("claim_citation", "comment_id", "comment"),
        sa.PrimaryKeyConstraint("claim_id", "comment_id", name=op.f("pk_claim_citation")),
    )
    op.create_index("ix_claim_citation_comment", "claim_citation", ["comment_id"])
    _let_news_be(*NEWS, "checked")


def downgrade() -> None:
    op.execute("DELETE FROM notice WHERE news = 'checked'")
    _let_news_be(*NEWS)
    op.drop_table("claim_citation")
    op.drop_table("claim_version")
    op.drop_table("claim")


def _let_news_be(*values: str) -> None:
    known_ones = ", ".join(f"'{value}'" for value in values)
    with op.batch_alter_table("notice") as notice:
        notice.drop_constraint(op.f("ck_notice_news_known"), type_="check")
        notice.create_check_constraint(op.f("ck_notice_news_known"), f"news IN ({known_ones})")


def _versions() -> None:
    op.create_table(
        "claim_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", known("claimstate", "draft", "waiting", "published"), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column(
            "verdict",
            known("verdict", "correct", "partly", "incorrect", "not_yet_known"),
            nullable=False,
        ),
        sa.Column("fact", sa.String(), nullable=False),
        sa.Column("checked_by", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("is_material", sa.Boolean(), nullable=False),
        sa.Column("writers", sa.JSON(), nullable=False),
        instant("saved_at"),
        sa.Column("looked_at_by_id", sa.Uuid(), nullable=True),
        instant("published_at", nullable=True),
        sa.CheckConstraint(
            "(state = 'published') = (published_at IS NOT NULL)",
            name=op.f("ck_claim_version_says_when"),
        ),
        refers("claim_version", "claim_id", "claim"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_version")),
        sa.UniqueConstraint("claim_id", "number", name=op.f("uq_claim_version_claim_id_number")),
    )
