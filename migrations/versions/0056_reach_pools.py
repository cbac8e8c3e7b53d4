"""Consultations that ended in one quarter, and the figures of them together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reach_pool",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column(
            "scope",
            sa.Enum(
                *("council", "team", "ward"),
                name="scope_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("consultations", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("withheld", sa.JSON(), nullable=False),
        sa.Column("comments", sa.Integer(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_reach_pool_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reach_pool")),
        sa.UniqueConstraint(
            *("authority_id", "quarter", "scope", "name"),
            name=op.f("uq_reach_pool_authority_id_quarter_scope_name"),
        ),
    )
    op.create_table(
        "pooled_consultation",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_pooled_consultation_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("consultation_id", name=op.f("pk_pooled_consultation")),
    )


def downgrade() -> None:
    for table in ("pooled_consultation", "reach_pool"):
        op.drop_table(table)
