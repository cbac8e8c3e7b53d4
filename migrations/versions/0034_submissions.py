"""Firms, what they submit, formal checks, and more time for all."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "firm",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "size",
            sa.Enum(
                "micro",
                "small",
                "medium",
                "large",
                "unknown",
                name="firmsize_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("company_number", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("code_digest", sa.String(), nullable=True),
        sa.Column("code_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_firm_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firm")),
        sa.UniqueConstraint("code_digest", name=op.f("uq_firm_code_digest")),
    )
    op.create_index("ix_firm_authority_id_name", "firm", ["authority_id", "name"], unique=False)
    op.create_table(
        "firm_member",
        sa.Column("firm_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_firm_member_firm_id_firm")),
        sa.PrimaryKeyConstraint("firm_id", "person_id", name=op.f("pk_firm_member")),
    )
    op.create_index(op.f("ix_firm_member_person_id"), "firm_member", ["person_id"], unique=False)
    op.create_table(
        "deadline_extension",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("extended_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("after >= before", name=op.f("ck_deadline_extension_not_earlier")),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_deadline_extension_challenge_id_challenge"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_extension")),
    )
    op.create_index(
        op.f("ix_deadline_extension_challenge_id"),
        "deadline_extension",
        ["challenge_id"],
        unique=False,
    )
    op.create_table(
        "submission",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("firm_id", sa.Uuid(), nullable=False),
        sa.Column("set_id", sa.Uuid(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "ready",
                "awaiting_sign_off",
                "submitted",
                "ineligible",
                "ineligible_informed",
                "under_assessment",
                "matched",
                "reserve",
                "unsuccessful",
                "informed",
                "withdrawn",
                name="submissionstate_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("certified_by_id", sa.Uuid(), nullable=True),
        sa.Column("submitted_by_id", sa.Uuid(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "submitted_by_id IS NULL OR submitted_by_id <> certified_by_id",
            name=op.f("ck_submission_second_person"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_submission_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_submission_challenge_id_challenge")
        ),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_submission_firm_id_firm")),
        sa.ForeignKeyConstraint(
            ["set_id"], ["answer_set.id"], name=op.f("fk_submission_set_id_answer_set")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint(
            "challenge_id", "firm_id", name=op.f("uq_submission_challenge_id_firm_id")
        ),
        sa.UniqueConstraint("ref", name=op.f("uq_submission_ref")),
        sa.UniqueConstraint("set_id", name=op.f("uq_submission_set_id")),
    )
    op.create_index(op.f("ix_submission_firm_id"), "submission", ["firm_id"], unique=False)
    op.create_index("ix_submission_state", "submission", ["challenge_id", "state"], unique=False)
    op.create_table(
        "eligibility_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "eligible",
                "ineligible",
                name="verdict_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("grounds", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("checked_by_id", sa.Uuid(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_eligibility_check_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eligibility_check")),
    )
    op.create_index(
        op.f("ix_eligibility_check_submission_id"),
        "eligibility_check",
        ["submission_id"],
        unique=False,
    )
    op.create_table(
        "submission_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column(
            "before",
            sa.Enum(
                "draft",
                "ready",
                "awaiting_sign_off",
                "submitted",
                "ineligible",
                "ineligible_informed",
                "under_assessment",
                "matched",
                "reserve",
                "unsuccessful",
                "informed",
                "withdrawn",
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
                "draft",
                "ready",
                "awaiting_sign_off",
                "submitted",
                "ineligible",
                "ineligible_informed",
                "under_assessment",
                "matched",
                "reserve",
                "unsuccessful",
                "informed",
                "withdrawn",
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
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_submission_move_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_move")),
    )
    op.create_index(
        "ix_submission_move_when", "submission_move", ["submission_id", "moved_at"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_submission_move_when", table_name="submission_move")
    op.drop_table("submission_move")
    op.drop_index(op.f("ix_eligibility_check_submission_id"), table_name="eligibility_check")
    op.drop_table("eligibility_check")
    op.drop_index("ix_submission_state", table_name="submission")
    op.drop_index(op.f("ix_submission_firm_id"), table_name="submission")
    op.drop_table("submission")
    op.drop_index(op.f("ix_deadline_extension_challenge_id"), table_name="deadline_extension")
    op.drop_table("deadline_extension")
    op.drop_index(op.f("ix_firm_member_person_id"), table_name="firm_member")
    op.drop_table("firm_member")
    op.drop_index("ix_firm_authority_id_name", table_name="firm")
    op.drop_table("firm")
