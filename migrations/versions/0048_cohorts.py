"""Cohorts, sessions, who came, and what each firm was told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cohort",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_cohort_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_cohort_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_cohort_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort")),
        sa.UniqueConstraint("programme_id", name=op.f("uq_cohort_programme_id")),
    )
    op.create_index(op.f("ix_cohort_authority_id"), "cohort", ["authority_id"], unique=False)
    op.create_table(
        "cohort_seat",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column(
            "side",
            sa.Enum(
                "firm",
                "council",
                "executive",
                "mentor",
                name="side_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("challenge_id", sa.Uuid(), nullable=True),
        sa.Column("firm_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("mentor_id", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "invited",
                "onboarded",
                "active",
                "at_risk",
                "completed",
                "dropped",
                name="seatstate_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("left_because", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(side = 'firm') = (firm_id IS NOT NULL)", name=op.f("ck_cohort_seat_firm_of_its_side")
        ),
        sa.CheckConstraint(
            "(side = 'firm') = (person_id IS NULL)", name=op.f("ck_cohort_seat_firm_or_person")
        ),
        sa.CheckConstraint(
            "(state = 'dropped') = (left_on IS NOT NULL)", name=op.f("ck_cohort_seat_left_when")
        ),
        sa.CheckConstraint(
            "(left_on IS NULL) = (left_because IS NULL)", name=op.f("ck_cohort_seat_left_why")
        ),
        sa.CheckConstraint(
            "firm_id IS NULL OR challenge_id IS NOT NULL",
            name=op.f("ck_cohort_seat_firm_in_challenge"),
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_cohort_seat_challenge_id_challenge")
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_cohort_seat_cohort_id_cohort")
        ),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_cohort_seat_firm_id_firm")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_seat")),
        sa.UniqueConstraint(
            "cohort_id",
            "challenge_id",
            "firm_id",
            name=op.f("uq_cohort_seat_cohort_id_challenge_id_firm_id"),
        ),
    )
    op.create_index(
        "ix_cohort_seat_challenge", "cohort_seat", ["challenge_id", "state"], unique=False
    )
    op.create_index(op.f("ix_cohort_seat_cohort_id"), "cohort_seat", ["cohort_id"], unique=False)
    op.create_index(op.f("ix_cohort_seat_firm_id"), "cohort_seat", ["firm_id"], unique=False)
    op.create_index(op.f("ix_cohort_seat_person_id"), "cohort_seat", ["person_id"], unique=False)
    op.create_table(
        "cohort_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "launch",
                "workshop",
                "one_to_one",
                "mentoring",
                "showcase",
                name="sessionkind_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_cohort_session_lasts")),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_cohort_session_challenge_id_challenge"),
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_cohort_session_cohort_id_cohort")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_session")),
    )
    op.create_index(
        "ix_cohort_session_when", "cohort_session", ["cohort_id", "starts_at"], unique=False
    )
    op.create_table(
        "session_seat",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=False),
        sa.Column(
            "came",
            sa.Enum(
                "invited",
                "accepted",
                "attended",
                "partial",
                "absent",
                "excused",
                name="came_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["cohort_seat.id"], name=op.f("fk_session_seat_seat_id_cohort_seat")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["cohort_session.id"],
            name=op.f("fk_session_seat_session_id_cohort_session"),
        ),
        sa.PrimaryKeyConstraint("session_id", "seat_id", name=op.f("pk_session_seat")),
    )
    op.create_index(op.f("ix_session_seat_seat_id"), "session_seat", ["seat_id"], unique=False)
    op.create_table(
        "telling",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column(
            "means",
            sa.Enum(
                "one_to_one",
                "session",
                "email",
                "call",
                "document",
                "together",
                name="means_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "not_shared",
                "shared",
                "private",
                name="tellingstate_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("noted_by_id", sa.Uuid(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_by_id", sa.Uuid(), nullable=True),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("private_because", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(state = 'shared') = (shared_at IS NOT NULL)", name=op.f("ck_telling_shared_when")
        ),
        sa.CheckConstraint(
            "state <> 'private' OR private_because IS NOT NULL", name=op.f("ck_telling_private_why")
        ),
        sa.CheckConstraint(
            "state <> 'private' OR settled_by_id <> noted_by_id",
            name=op.f("ck_telling_private_second_person"),
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_telling_challenge_id_challenge")
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_telling_cohort_id_cohort")
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["cohort_seat.id"], name=op.f("fk_telling_seat_id_cohort_seat")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_telling")),
    )
    op.create_index(
        "ix_telling_challenge", "telling", ["cohort_id", "challenge_id", "state"], unique=False
    )
    op.create_table(
        "telling_reading",
        sa.Column("telling_id", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["cohort_seat.id"], name=op.f("fk_telling_reading_seat_id_cohort_seat")
        ),
        sa.ForeignKeyConstraint(
            ["telling_id"], ["telling.id"], name=op.f("fk_telling_reading_telling_id_telling")
        ),
        sa.PrimaryKeyConstraint("telling_id", "seat_id", name=op.f("pk_telling_reading")),
    )


def downgrade() -> None:
    op.drop_table("telling_reading")
    op.drop_index("ix_telling_challenge", table_name="telling")
    op.drop_table("telling")
    op.drop_index(op.f("ix_session_seat_seat_id"), table_name="session_seat")
    op.drop_table("session_seat")
    op.drop_index("ix_cohort_session_when", table_name="cohort_session")
    op.drop_table("cohort_session")
    op.drop_index(op.f("ix_cohort_seat_person_id"), table_name="cohort_seat")
    op.drop_index(op.f("ix_cohort_seat_firm_id"), table_name="cohort_seat")
    op.drop_index(op.f("ix_cohort_seat_cohort_id"), table_name="cohort_seat")
    op.drop_index("ix_cohort_seat_challenge", table_name="cohort_seat")
    op.drop_table("cohort_seat")
    op.drop_index(op.f("ix_cohort_authority_id"), table_name="cohort")
    op.drop_table("cohort")
