"""Decisions, appeals and milestones, and news of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0085"
down_revision = "0084"
branch_labels = None
depends_on = None

NEWS = (
    *("moved", "stage_moved", "commented", "answered", "stepped", "moderated"),
    *("checked", "outcome", "delivered"),
)
TABLE = "afterwards_entry"


def one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    happenings = one_of("happening_known", "decided", "appealed", "appeal_decided", "milestone")
    results = one_of("result_known", "granted", "refused", "withdrawn", "allowed", "dismissed")
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("happening", happenings, nullable=False),
        sa.Column("result", results, nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [f"{to}_id"], [f"{to}.id"], name=op.f(f"fk_{TABLE}_{to}_id_{to}")
            )
            for to in ("authority", "consultation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint(
            "consultation_id", "number", name=op.f(f"uq_{TABLE}_consultation_id_number")
        ),
    )
    _let_news_be(*NEWS, "happened")


def downgrade() -> None:
    op.execute("DELETE FROM notice WHERE news = 'happened'")
    _let_news_be(*NEWS)
    op.drop_table(TABLE)


def _let_news_be(*values: str) -> None:
    known = ", ".join(f"'{value}'" for value in values)
    with op.batch_alter_table("notice") as notice:
        notice.drop_constraint(op.f("ck_notice_news_known"), type_="check")
        notice.create_check_constraint(op.f("ck_notice_news_known"), f"news IN ({known})")
