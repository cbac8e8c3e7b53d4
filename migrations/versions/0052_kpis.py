"""Figures of a programme: readings, snapshots, how sure the money was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def _known(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _at(name: str, *, needed: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def _programme(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_programme_id_programme")
    return sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=name)


def upgrade() -> None:
    op.create_table(
        "challenge_budget_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            _known("budgetstate_known", "none", "indicative", "identified", "confirmed"),
            nullable=False,
        ),
        _at("entered_at"),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_challenge_budget_entry_challenge_id_challenge"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_budget_entry")),
    )
    op.create_index(
        "ix_challenge_budget_entry_when", "challenge_budget_entry", ["challenge_id", "entered_at"]
    )
    op.create_table(
        "kpi_reading",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            _known("readingkind_known", "baseline", "activity", "partner_firm"),
            nullable=False,
        ),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("noted_by_id", sa.Uuid(), nullable=False),
        _at("noted_at"),
        sa.Column("agreed_by_id", sa.Uuid(), nullable=True),
        _at("agreed_at", needed=False),
        sa.CheckConstraint(
            "agreed_by_id <> noted_by_id", name=op.f("ck_kpi_reading_agreed_by_another")
        ),
        sa.CheckConstraint(
            "kind <> 'partner_firm' OR value IS NULL",
            name=op.f("ck_kpi_reading_no_value_of_a_firm"),
        ),
        _programme("kpi_reading"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi_reading")),
    )
    op.create_index("ix_kpi_reading_programme", "kpi_reading", ["programme_id", "read_on"])
    _snapshots()


def _snapshots() -> None:
    op.create_table(
        "kpi_snapshot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("taken_by_id", sa.Uuid(), nullable=False),
        _at("taken_at"),
        sa.Column("signed_by_id", sa.Uuid(), nullable=True),
        _at("signed_at", needed=False),
        sa.CheckConstraint(
            "signed_by_id <> taken_by_id", name=op.f("ck_kpi_snapshot_signed_by_another")
        ),
        sa.CheckConstraint(
            "(signed_by_id IS NULL) = (signed_at IS NULL)", name=op.f("ck_kpi_snapshot_signed_when")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_kpi_snapshot_authority_id_authority")
        ),
        _programme("kpi_snapshot"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi_snapshot")),
    )
    op.create_index(
        "ix_kpi_snapshot_programme", "kpi_snapshot", ["programme_id", "as_of", "taken_at"]
    )


def downgrade() -> None:
    for table in (
        "kpi_snapshot",
        "kpi_reading",
        "challenge_budget_entry",
    ):
        op.drop_table(table)
