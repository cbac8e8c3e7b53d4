"""Business cases; and sums above 21 million pounds on PostgreSQL."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

PARTS = ("strategic", "economic", "commercial", "financial", "management")
PENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WIDER = (
    ("challenge", "budget_min_p"),
    ("challenge", "budget_max_p"),
    ("chosen_route", "value_p"),
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table, column in WIDER:
            op.alter_column(table, column, type_=sa.BigInteger())
    op.create_table(
        "business_case",
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("approver_id", sa.Uuid(), nullable=True),
        sa.Column("funding_line_id", sa.Uuid(), nullable=True),
        sa.Column("residents", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_business_case_challenge_id_challenge")
        ),
        sa.ForeignKeyConstraint(
            ["funding_line_id"],
            ["programme_funding_line.id"],
            name=op.f("fk_business_case_funding_line_id_programme_funding_line"),
        ),
        sa.PrimaryKeyConstraint("challenge_id", name=op.f("pk_business_case")),
    )
    op.create_table(
        "case_text",
        *_own("case_text"),
        sa.Column(
            "part",
            sa.Enum(
                *PARTS, name="casepart_known", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint(
            "challenge_id", "part", "number", name=op.f("uq_case_text_challenge_id_part_number")
        ),
    )
    op.create_table(
        "case_option",
        *_own("case_option"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("one_off_p", PENCE, nullable=False),
        sa.Column("yearly_p", PENCE, nullable=False),
        sa.Column("is_nothing", sa.Boolean(), nullable=False),
        sa.Column("is_preferred", sa.Boolean(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "one_off_p >= 0 AND yearly_p >= 0", name=op.f("ck_case_option_costs_something")
        ),
        sa.UniqueConstraint(
            "challenge_id", "position", name=op.f("uq_case_option_challenge_id_position")
        ),
    )
    op.create_index(
        "uq_case_option_preferred",
        "case_option",
        ["challenge_id"],
        unique=True,
        sqlite_where=sa.text("is_preferred"),
        postgresql_where=sa.text("is_preferred"),
    )
    op.create_table(
        "case_benefit",
        *_own("case_benefit"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.UniqueConstraint(
            "challenge_id", "position", name=op.f("uq_case_benefit_challenge_id_position")
        ),
    )


def downgrade() -> None:
    op.drop_table("case_benefit")
    op.drop_index("uq_case_option_preferred", table_name="case_option")
    op.drop_table("case_option")
    op.drop_table("case_text")
    op.drop_table("business_case")
    if op.get_bind().dialect.name == "postgresql":
        for table, column in WIDER:
            op.alter_column(table, column, type_=sa.Integer())


def _own(table: str) -> tuple[sa.Column[object] | sa.Constraint, ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f(f"fk_{table}_challenge_id_challenge")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
