"""Prototypes with what they claim and cost, and when each is shown."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prototype",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("firm_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "building",
                "evidence_submitted",
                "verified",
                "showcased",
                "accepted",
                "rejected",
                name="prototypestate_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("judged_because", sa.String(), nullable=True),
        sa.Column("judged_by_id", sa.Uuid(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_prototype_challenge_id_challenge")
        ),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_prototype_firm_id_firm")),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["cohort_seat.id"], name=op.f("fk_prototype_seat_id_cohort_seat")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prototype")),
        sa.UniqueConstraint("seat_id", name=op.f("uq_prototype_seat_id")),
    )
    op.create_index("ix_prototype_challenge", "prototype", ["challenge_id", "state"], unique=False)
    op.create_table(
        "deployment_cost",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("prototype_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "one_off",
                "yearly",
                name="costkind_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("low_p", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("likely_p", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("high_p", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "0 <= low_p AND low_p <= likely_p AND likely_p <= high_p",
            name=op.f("ck_deployment_cost_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["prototype_id"],
            ["prototype.id"],
            name=op.f("fk_deployment_cost_prototype_id_prototype"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deployment_cost")),
    )
    op.create_index(
        "ix_deployment_cost_of", "deployment_cost", ["prototype_id", "position"], unique=False
    )
    op.create_table(
        "prototype_claim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("prototype_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=True),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("test", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"],
            ["success_measure.id"],
            name=op.f("fk_prototype_claim_measure_id_success_measure"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["prototype_id"],
            ["prototype.id"],
            name=op.f("fk_prototype_claim_prototype_id_prototype"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prototype_claim")),
    )
    op.create_index(
        "ix_prototype_claim_of", "prototype_claim", ["prototype_id", "position"], unique=False
    )
    op.create_table(
        "showcase_slot",
        sa.Column("prototype_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_showcase_slot_lasts")),
        sa.ForeignKeyConstraint(
            ["prototype_id"], ["prototype.id"], name=op.f("fk_showcase_slot_prototype_id_prototype")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["cohort_session.id"],
            name=op.f("fk_showcase_slot_session_id_cohort_session"),
        ),
        sa.PrimaryKeyConstraint("prototype_id", name=op.f("pk_showcase_slot")),
    )
    op.create_index(
        op.f("ix_showcase_slot_session_id"), "showcase_slot", ["session_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_showcase_slot_session_id", table_name="showcase_slot")
    op.drop_table("showcase_slot")
    op.drop_index("ix_prototype_claim_of", table_name="prototype_claim")
    op.drop_table("prototype_claim")
    op.drop_index("ix_deployment_cost_of", table_name="deployment_cost")
    op.drop_table("deployment_cost")
    op.drop_index("ix_prototype_challenge", table_name="prototype")
    op.drop_table("prototype")
