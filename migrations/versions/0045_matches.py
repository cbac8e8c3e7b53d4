"""Firms matched to challenges, and what was decided on too few."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("uq_submission_of_challenge", "submission", ["id", "challenge_id"], unique=True)
    op.create_table(
        "match_shortfall",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column(
            "choice",
            sa.Enum(
                "extend",
                "reroute",
                "proceed",
                name="shortfall_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_match_shortfall_challenge_id_challenge"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_shortfall")),
    )
    op.create_index(
        op.f("ix_match_shortfall_challenge_id"), "match_shortfall", ["challenge_id"], unique=False
    )
    op.create_table(
        "challenge_match",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "offered",
                "accepted",
                "declined",
                "active",
                "identified",
                "not_selected",
                "withdrew",
                name="matchstate_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "position BETWEEN 1 AND 3", name=op.f("ck_challenge_match_three_places")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_challenge_match_authority_id_authority"),
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_challenge_match_challenge_id_challenge"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id", "challenge_id"],
            ["submission.id", "submission.challenge_id"],
            name="fk_challenge_match_submission",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_match")),
    )
    op.create_index(
        op.f("ix_challenge_match_challenge_id"), "challenge_match", ["challenge_id"], unique=False
    )
    op.create_index(
        "uq_challenge_match_identified",
        "challenge_match",
        ["challenge_id"],
        unique=True,
        sqlite_where=sa.text("state = 'identified'"),
        postgresql_where=sa.text("state = 'identified'"),
    )
    op.create_index(
        "uq_challenge_match_place",
        "challenge_match",
        ["challenge_id", "position"],
        unique=True,
        sqlite_where=sa.text("state NOT IN ('declined', 'withdrew')"),
        postgresql_where=sa.text("state NOT IN ('declined', 'withdrew')"),
    )
    op.create_index(
        "uq_challenge_match_submission", "challenge_match", ["submission_id"], unique=True
    )
    op.create_table(
        "match_rerouted_firm",
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["match_shortfall.id"],
            name=op.f("fk_match_rerouted_firm_decision_id_match_shortfall"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_match_rerouted_firm_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint(
            "decision_id", "submission_id", name=op.f("pk_match_rerouted_firm")
        ),
    )
    op.create_table(
        "challenge_match_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column(
            "before",
            sa.Enum(
                "proposed",
                "offered",
                "accepted",
                "declined",
                "active",
                "identified",
                "not_selected",
                "withdrew",
                name="before_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "after",
            sa.Enum(
                "proposed",
                "offered",
                "accepted",
                "declined",
                "active",
                "identified",
                "not_selected",
                "withdrew",
                name="after_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("moved_by_id", sa.Uuid(), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["match_id"],
            ["challenge_match.id"],
            name=op.f("fk_challenge_match_move_match_id_challenge_match"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_match_move")),
    )
    op.create_index(
        "ix_challenge_match_move_when",
        "challenge_match_move",
        ["match_id", "moved_at"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("challenge_match_move")
    op.drop_table("match_rerouted_firm")
    op.drop_table("challenge_match")
    op.drop_table("match_shortfall")
    op.drop_index("uq_submission_of_challenge", table_name="submission")
