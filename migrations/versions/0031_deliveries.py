"""What was done about an issue after its outcome was told, and that it is news."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

NEWS = ("moved", "stage_moved", "commented", "answered", "stepped", "moderated", "checked")
MORE = ("outcome", "delivered")


def upgrade() -> None:
    states = sa.Enum(
        *("promised", "done", "not_done"),
        name="delivery_known",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.create_table(
        "issue_delivery",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("issue_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("delivery", states, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_issue_delivery_issue_id_issue")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_delivery")),
        sa.UniqueConstraint("issue_id", "number", name=op.f("uq_issue_delivery_issue_id_number")),
    )
    _let_news_be(*NEWS, *MORE)


def downgrade() -> None:
    op.execute("DELETE FROM notice WHERE news IN ('outcome', 'delivered')")
    _let_news_be(*NEWS)
    op.drop_table("issue_delivery")


def _let_news_be(*values: str) -> None:
    known = ", ".join(f"'{value}'" for value in values)
    with op.batch_alter_table("notice") as notice:
        notice.drop_constraint(op.f("ck_notice_news_known"), type_="check")
        notice.create_check_constraint(op.f("ck_notice_news_known"), f"news IN ({known})")
