"""Notices of a procurement, and each step in the life of one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

CODES = tuple(f"uk{number}" for number in range(1, 13))
STATES = ("drafted", "checked", "published", "superseded")
TABLE = "procurement_notice"


def _one_of(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(
        *values, name=f"{name}_known", native_enum=False, create_constraint=True, length=40
    )


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("code", _one_of(CODES, "noticecode"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", _one_of(STATES, "noticestate"), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(state IN ('published', 'superseded')) = "
            "(published_on IS NOT NULL AND reference IS NOT NULL)",
            name=op.f("ck_procurement_notice_out_with_reference"),
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f(f"fk_{TABLE}_challenge_id_challenge")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint(
            "challenge_id", "code", "number", name=op.f(f"uq_{TABLE}_challenge_id_code_number")
        ),
    )
    for name, where in (
        ("open", sa.text("state IN ('drafted', 'checked')")),
        ("out", sa.text("state = 'published'")),
    ):
        op.create_index(
            f"uq_{TABLE}_{name}",
            TABLE,
            ["challenge_id", "code"],
            unique=True,
            sqlite_where=where,
            postgresql_where=where,
        )
    op.create_table(
        f"{TABLE}_step",
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("after", _one_of(STATES, "after"), nullable=False),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], [f"{TABLE}.id"], name=op.f(f"fk_{TABLE}_step_notice_id_{TABLE}")
        ),
        sa.PrimaryKeyConstraint("notice_id", "position", name=op.f(f"pk_{TABLE}_step")),
    )


def downgrade() -> None:
    op.drop_table(f"{TABLE}_step")
    op.drop_table(TABLE)
