"""What a challenge takes for granted, and what was found on it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def _known(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _state() -> sa.Enum:
    return _known("assumptionstate_known", "untested", "supported", "refuted")


def upgrade() -> None:
    op.create_table(
        "assumption",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column(
            "perspective", _known("perspective_known", "business", "end_user"), nullable=False
        ),
        sa.Column("state", _state(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_assumption_challenge_id_challenge")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assumption")),
        sa.UniqueConstraint(
            "challenge_id", "position", name=op.f("uq_assumption_challenge_id_position")
        ),
    )
    op.create_table(
        "assumption_finding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assumption_id", sa.Uuid(), nullable=False),
        sa.Column("state", _state(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("found_by_id", sa.Uuid(), nullable=True),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assumption_id"],
            ["assumption.id"],
            name=op.f("fk_assumption_finding_assumption_id_assumption"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assumption_finding")),
    )
    op.create_index(
        op.f("ix_assumption_finding_assumption_id"), "assumption_finding", ["assumption_id"]
    )


def downgrade() -> None:
    op.drop_table("assumption_finding")
    op.drop_table("assumption")
