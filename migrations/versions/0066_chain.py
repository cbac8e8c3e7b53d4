"""Lines of the chain from what residents said to what a contract promises."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "chain_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("citation", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=True),
        sa.Column("promise", sa.Integer(), nullable=True),
        sa.Column("because", sa.JSON(), nullable=False),
        sa.Column("dropped_because", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_chain_line_challenge_id_challenge")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_line")),
        sa.UniqueConstraint(
            "challenge_id", "citation", name=op.f("uq_chain_line_challenge_id_citation")
        ),
        sa.UniqueConstraint(
            "challenge_id", "number", name=op.f("uq_chain_line_challenge_id_number")
        ),
    )


def downgrade() -> None:
    op.drop_table("chain_line")
