"""The advisory vote on prototypes; nothing in it says whose a vote is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ballot",
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=True),
        sa.Column("owners", sa.Integer(), nullable=False),
        sa.Column("wider", sa.Integer(), nullable=False),
        sa.Column("residents", sa.Integer(), nullable=False),
        sa.Column("peers", sa.Integer(), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "owners >= 0 AND wider >= 0 AND residents >= 0 AND peers >= 0",
            name=op.f("ck_ballot_weights"),
        ),
        sa.CheckConstraint("quorum > 0", name=op.f("ck_ballot_quorum")),
        sa.CheckConstraint(
            "revealed_at IS NULL OR revealed_at >= closes_at", name=op.f("ck_ballot_closed_first")
        ),
        sa.CheckConstraint(
            "revealed_at IS NULL OR salt IS NULL", name=op.f("ck_ballot_salt_destroyed")
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_ballot_challenge_id_challenge")
        ),
        sa.PrimaryKeyConstraint("challenge_id", name=op.f("pk_ballot")),
    )
    op.create_table(
        "ballot_paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("voter", sa.String(), nullable=True),
        sa.Column(
            "party",
            sa.Enum(
                "owners",
                "wider",
                "residents",
                "peers",
                name="group_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("advice", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["ballot.challenge_id"],
            name=op.f("fk_ballot_paper_challenge_id_ballot"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_paper")),
        sa.UniqueConstraint(
            "challenge_id", "voter", name=op.f("uq_ballot_paper_challenge_id_voter")
        ),
    )
    op.create_table(
        "ballot_mark",
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("prototype_id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.CheckConstraint("mark BETWEEN 1 AND 5", name=op.f("ck_ballot_mark_on_scale")),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["ballot_paper.id"], name=op.f("fk_ballot_mark_paper_id_ballot_paper")
        ),
        sa.ForeignKeyConstraint(
            ["prototype_id"], ["prototype.id"], name=op.f("fk_ballot_mark_prototype_id_prototype")
        ),
        sa.PrimaryKeyConstraint("paper_id", "prototype_id", name=op.f("pk_ballot_mark")),
    )
    op.create_index(
        op.f("ix_ballot_mark_prototype_id"), "ballot_mark", ["prototype_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_ballot_mark_prototype_id", table_name="ballot_mark")
    op.drop_table("ballot_mark")
    op.drop_table("ballot_paper")
    op.drop_table("ballot")
