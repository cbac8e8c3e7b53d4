"""Files that show what a prototype's claims say."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0084"
down_revision = "0083"
branch_labels = None
depends_on = None

KINDS = ("picture", "document", "table")


def upgrade() -> None:
    op.create_table(
        "claim_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                *KINDS, name="kind_known", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"],
            ["prototype_claim.id"],
            name=op.f("fk_claim_file_claim_id_prototype_claim"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_claim_file_file_id_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_file")),
    )
    op.create_index(op.f("ix_claim_file_claim_id"), "claim_file", ["claim_id"])


def downgrade() -> None:
    op.drop_table("claim_file")
