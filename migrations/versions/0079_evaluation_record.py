"""The evaluation record: what a programme showed, and what of it goes on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0079"
down_revision = "0078"
branch_labels = None
depends_on = None


def _known(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "programme_finding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=True),
        sa.Column("showed", sa.String(), nullable=False),
        sa.Column("fate", _known("fate_known", "again", "mainstreamed", "dropped"), nullable=False),
        sa.Column("kept", sa.String(), nullable=False),
        sa.Column("by_whom", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column(
            "pain",
            _known(
                "pain_known",
                "timeline",
                "retention",
                "budget_uncertainty",
                "data_and_evidence",
                "executive_participation",
            ),
            nullable=True,
        ),
        sa.Column("noted_by_id", sa.Uuid(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_because", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(fate = 'dropped') = (pain IS NOT NULL)",
            name=op.f("ck_programme_finding_trouble_named"),
        ),
        sa.CheckConstraint(
            "fate <> 'mainstreamed' OR (from_on IS NOT NULL AND by_whom <> '')",
            name=op.f("ck_programme_finding_done_by"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"],
                [f"{table}.id"],
                name=op.f(f"fk_programme_finding_{table}_id_{table}"),
            )
            for table in ("programme", "challenge")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_finding")),
    )
    op.create_index("ix_programme_finding_when", "programme_finding", ["programme_id", "noted_at"])
    op.create_index(
        op.f("ix_programme_finding_challenge_id"), "programme_finding", ["challenge_id"]
    )


def downgrade() -> None:
    op.drop_table("programme_finding")
