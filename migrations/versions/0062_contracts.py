"""Awards, contracts with promises and phases, use, names that are public, outcomes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

PENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    *("award", "firms_named", "contract", "challenge_outcome", "contract_phase"),
    *("contract_measure", "contract_measure_reading", "contract_use"),
)


def upgrade() -> None:
    op.create_table(
        "award",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("firm_id", sa.Uuid(), nullable=True),
        sa.Column("supplier", sa.String(), nullable=False),
        sa.Column("company_number", sa.String(), nullable=False),
        sa.Column("value_p", PENCE, nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("awarded_on", sa.Date(), nullable=False),
        sa.Column("summaries_on", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_because", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(cancelled_at IS NULL) = (cancelled_because IS NULL)",
            name=op.f("ck_award_cancelled_with_reason"),
        ),
        sa.CheckConstraint("value_p >= 0", name=op.f("ck_award_worth_something")),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_award_challenge_id_challenge")
        ),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_award_firm_id_firm")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award")),
    )
    op.create_index(
        "uq_award_stands",
        "award",
        ["challenge_id"],
        unique=True,
        sqlite_where=sa.text("cancelled_at IS NULL"),
        postgresql_where=sa.text("cancelled_at IS NULL"),
    )

    op.create_table(
        "firms_named",
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("named_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_firms_named_challenge_id_challenge")
        ),
        sa.PrimaryKeyConstraint("challenge_id", name=op.f("pk_firms_named")),
    )

    op.create_table(
        "contract",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("award_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "active",
                "terminated",
                name="contractstate_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("value_p", PENCE, nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("manager", sa.String(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_because", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(state = 'terminated') = (ended_on IS NOT NULL)",
            name=op.f("ck_contract_ended_on_a_day"),
        ),
        sa.CheckConstraint(
            "signed_on <= starts_on AND starts_on <= ends_on", name=op.f("ck_contract_in_order")
        ),
        sa.CheckConstraint("value_p >= 0", name=op.f("ck_contract_worth_something")),
        sa.ForeignKeyConstraint(
            ["award_id"], ["award.id"], name=op.f("fk_contract_award_id_award")
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_contract_challenge_id_challenge")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract")),
        sa.UniqueConstraint("challenge_id", name=op.f("uq_contract_challenge_id")),
    )

    op.create_table(
        "challenge_outcome",
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column(
            "result",
            sa.Enum(
                "procured",
                "not_procured",
                "withdrawn",
                "unsuccessful",
                "superseded",
                name="result_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "best_tender",
                "only_tender",
                "called_off",
                "no_budget",
                "no_case",
                "cannot_integrate",
                "need_changed",
                "met_otherwise",
                "no_sponsor",
                "legal_risk",
                "no_tenders",
                "none_suitable",
                "too_expensive",
                "other_contract",
                "other_challenge",
                name="reason_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(result = 'procured') = (contract_id IS NOT NULL)",
            name=op.f("ck_challenge_outcome_bought_by_contract"),
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_challenge_outcome_challenge_id_challenge"),
        ),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contract.id"], name=op.f("fk_challenge_outcome_contract_id_contract")
        ),
        sa.PrimaryKeyConstraint("challenge_id", name=op.f("pk_challenge_outcome")),
    )

    op.create_table(
        "contract_phase",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("payment_p", PENCE, nullable=False),
        sa.Column(
            "point",
            sa.Enum(
                "none",
                "reduce",
                "stop",
                name="point_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "reading",
            sa.Enum(
                "met",
                "partly",
                "missed",
                name="reading_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("paid_p", PENCE, nullable=True),
        sa.Column(
            "verdict",
            sa.Enum(
                "go_on",
                "reduce",
                "stop",
                name="verdict_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(verdict IS NULL) = (reading IS NULL)", name=op.f("ck_contract_phase_decided_as_read")
        ),
        sa.CheckConstraint(
            "payment_p >= 0 AND paid_p <= payment_p", name=op.f("ck_contract_phase_paid_as_agreed")
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_contract_phase_challenge_id_challenge"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_phase")),
        sa.UniqueConstraint(
            "challenge_id", "number", name=op.f("uq_contract_phase_challenge_id_number")
        ),
    )

    op.create_table(
        "contract_measure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_contract_measure_challenge_id_challenge"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_measure")),
        sa.UniqueConstraint(
            "challenge_id", "number", name=op.f("uq_contract_measure_challenge_id_number")
        ),
    )

    op.create_table(
        "contract_measure_reading",
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column(
            "reading",
            sa.Enum(
                "met",
                "partly",
                "missed",
                name="reading_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"],
            ["contract_measure.id"],
            name=op.f("fk_contract_measure_reading_measure_id_contract_measure"),
        ),
        sa.PrimaryKeyConstraint("measure_id", "position", name=op.f("pk_contract_measure_reading")),
    )

    op.create_table(
        "contract_use",
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.Column(
            "use",
            sa.Enum(
                "in_use",
                "partly",
                "not_in_use",
                name="use_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contract.id"], name=op.f("fk_contract_use_contract_id_contract")
        ),
        sa.PrimaryKeyConstraint("contract_id", "position", name=op.f("pk_contract_use")),
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
