"""Sessions held to find who was missing from a consultation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0072"
down_revision = "0071"
branch_labels = None
depends_on = None

TRAITS = (
    *("age", "sex", "ethnic_group", "ethnic_group_19", "disability", "main_language", "tenure"),
    *("carer", "religion", "sexual_orientation", "gender", "pregnancy", "marriage", "ward"),
)
WAYS = (
    *("schools", "colleges", "day_centres", "community_groups", "easy_read"),
    *("translated", "tenants", "workplaces", "drop_in", "street_stall"),
)


def one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "reach_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("trait", one_of("trait_known", *TRAITS), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("way", one_of("way_known", *WAYS), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_reach_session_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reach_session")),
    )
    op.create_index(op.f("ix_reach_session_consultation_id"), "reach_session", ["consultation_id"])


def downgrade() -> None:
    op.drop_table("reach_session")
