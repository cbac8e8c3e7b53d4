"""Handover packs as they were sealed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pack_seal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "sealed",
                "accepted",
                "returned",
                name="sealstate_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("archive", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_by_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reasons", sa.String(), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "answered_by_id <> sealed_by_id", name=op.f("ck_pack_seal_answered_by_another")
        ),
        sa.CheckConstraint(
            "state <> 'returned' OR reasons IS NOT NULL", name=op.f("ck_pack_seal_returned_why")
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_pack_seal_challenge_id_challenge")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_seal")),
        sa.UniqueConstraint(
            "challenge_id", "number", name=op.f("uq_pack_seal_challenge_id_number")
        ),
    )
    waits = sa.text("state <> 'returned'")
    op.create_index(
        "uq_pack_seal_standing",
        "pack_seal",
        ["challenge_id"],
        unique=True,
        sqlite_where=waits,
        postgresql_where=waits,
    )


def downgrade() -> None:
    op.drop_table("pack_seal")
