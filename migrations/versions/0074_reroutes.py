"""Firms that were asked whether their submission may stand for another challenge too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0074"
down_revision = "0073"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "submission_reroute",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "agreed",
                "declined",
                name="reroutestate_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "state <> 'agreed' OR made_id IS NOT NULL",
            name=op.f("ck_submission_reroute_made_by_a_yes"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_submission_reroute_{column}_{table}")
            )
            for column, table in (
                ("authority_id", "authority"),
                ("submission_id", "submission"),
                ("challenge_id", "challenge"),
                ("made_id", "submission"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_reroute")),
        sa.UniqueConstraint(
            "submission_id",
            "challenge_id",
            name=op.f("uq_submission_reroute_submission_id_challenge_id"),
        ),
    )
    op.create_index(
        op.f("ix_submission_reroute_challenge_id"), "submission_reroute", ["challenge_id"]
    )


def downgrade() -> None:
    op.drop_table("submission_reroute")
