"""What is said about the items of a handover pack, and the check of its chain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

ITEMS = (
    *("brief", "evidence", "case", "outcomes", "fairness", "conflicts", "evaluation_model"),
    *("evaluation_report", "prototype", "phases", "measures", "risks", "social_value"),
    *("route", "notices", "manager", "feedback", "open_data"),
)


def upgrade() -> None:
    items = sa.Enum(*ITEMS, name="item_known", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        "pack_item",
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("item", items, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_pack_item_challenge_id_challenge")
        ),
        sa.PrimaryKeyConstraint("challenge_id", "item", name=op.f("pk_pack_item")),
    )
    op.create_table(
        "pack_check",
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("chain_holds", sa.Boolean(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_pack_check_challenge_id_challenge")
        ),
        sa.PrimaryKeyConstraint("challenge_id", name=op.f("pk_pack_check")),
    )


def downgrade() -> None:
    op.drop_table("pack_check")
    op.drop_table("pack_item")
