"""Assessment rounds: who scores what, conflicts of interest, marks, talks, what is hidden."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

SENT = (
    "(SELECT 1 FROM assessor_assignment AS a WHERE a.id = OLD.assignment_id"
    " AND (OLD.sheet < a.sheet OR a.locked_at IS NOT NULL))"
)
SENT_IS_FIXED = {
    "sqlite": (
        f"CREATE TRIGGER score_sent BEFORE UPDATE ON score WHEN EXISTS {SENT}"
        " BEGIN SELECT RAISE(ABORT, 'a sheet that was sent stays as it is'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION score_sent() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF EXISTS {SENT} THEN"
        " RAISE EXCEPTION 'a sheet that was sent stays as it is'; END IF;"
        " RETURN NEW; END $$",
        "CREATE TRIGGER score_sent BEFORE UPDATE ON score"
        " FOR EACH ROW EXECUTE FUNCTION score_sent()",
    ),
}


def upgrade() -> None:
    op.create_table(
        "assessment_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "setup",
                "frozen",
                "open",
                "scoring_closed",
                "moderation",
                "agreed",
                "released",
                name="roundstate_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("chair_id", sa.Uuid(), nullable=True),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("wide", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("quorum >= 1", name=op.f("ck_assessment_round_somebody_scores")),
        sa.CheckConstraint("wide >= 1", name=op.f("ck_assessment_round_wide_is_a_distance")),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_assessment_round_authority_id_authority"),
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_assessment_round_challenge_id_challenge"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_round")),
        sa.UniqueConstraint("challenge_id", name=op.f("uq_assessment_round_challenge_id")),
    )
    op.create_index(
        op.f("ix_assessment_round_authority_id"), "assessment_round", ["authority_id"], unique=False
    )
    op.create_table(
        "assessment_round_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column(
            "before",
            sa.Enum(
                "setup",
                "frozen",
                "open",
                "scoring_closed",
                "moderation",
                "agreed",
                "released",
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
                "setup",
                "frozen",
                "open",
                "scoring_closed",
                "moderation",
                "agreed",
                "released",
                name="after_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("moved_by_id", sa.Uuid(), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["assessment_round.id"],
            name=op.f("fk_assessment_round_move_round_id_assessment_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_round_move")),
        sa.UniqueConstraint(
            "round_id", "after", name=op.f("uq_assessment_round_move_round_id_after")
        ),
    )
    op.create_table(
        "assessor_assignment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "created",
                "invited",
                "accepted",
                "declined",
                "conflict_cleared",
                "scoring",
                "submitted",
                "returned",
                "withdrawn",
                name="assignmentstate_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sheet", sa.Integer(), nullable=False),
        sa.Column(
            "declined_because",
            sa.Enum(
                "conflict_of_interest",
                "not_my_expertise",
                "too_many",
                name="declined_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("saw_others_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state <> 'submitted' OR locked_at IS NOT NULL",
            name=op.f("ck_assessor_assignment_sent_is_locked"),
        ),
        sa.CheckConstraint("sheet >= 1", name=op.f("ck_assessor_assignment_sheets_count_from_one")),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["assessment_round.id"],
            name=op.f("fk_assessor_assignment_round_id_assessment_round"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_assessor_assignment_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessor_assignment")),
        sa.UniqueConstraint(
            "submission_id",
            "person_id",
            name=op.f("uq_assessor_assignment_submission_id_person_id"),
        ),
    )
    op.create_index(
        "ix_assessor_assignment_person",
        "assessor_assignment",
        ["person_id", "round_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_assessor_assignment_round_id"), "assessor_assignment", ["round_id"], unique=False
    )
    op.create_table(
        "blind_field",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column(
            "shown",
            sa.Enum(
                "at_once",
                "after_scoring",
                "after_release",
                name="shown_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "secret",
            sa.Enum(
                "firm",
                "person",
                "place",
                "number",
                "link",
                name="hidden_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["assessment_round.id"],
            name=op.f("fk_blind_field_round_id_assessment_round"),
        ),
        sa.PrimaryKeyConstraint("round_id", "code", name=op.f("pk_blind_field")),
    )
    op.create_table(
        "blind_reveal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "recognised",
                "looked",
                name="revealkind_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("revealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["assessment_round.id"],
            name=op.f("fk_blind_reveal_round_id_assessment_round"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_blind_reveal_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blind_reveal")),
    )
    op.create_index(
        "ix_blind_reveal_when", "blind_reveal", ["round_id", "revealed_at"], unique=False
    )
    op.create_table(
        "conflict_declaration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "none",
                "potential",
                "perceived",
                "actual",
                name="answer_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("mitigation", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "declared",
                "cleared",
                "barred",
                name="conflictstate_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'declared') = (decided_at IS NULL)",
            name=op.f("ck_conflict_declaration_decided_when"),
        ),
        sa.CheckConstraint(
            "NOT (state = 'cleared' AND answer = 'actual')",
            name=op.f("ck_conflict_declaration_actual_not_cleared"),
        ),
        sa.CheckConstraint(
            "decided_by_id IS NULL OR decided_by_id <> person_id",
            name=op.f("ck_conflict_declaration_second_person"),
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["assessment_round.id"],
            name=op.f("fk_conflict_declaration_round_id_assessment_round"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_conflict_declaration_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_declaration")),
        sa.UniqueConstraint(
            "submission_id",
            "person_id",
            "number",
            name=op.f("uq_conflict_declaration_submission_id_person_id_number"),
        ),
    )
    op.create_index(
        op.f("ix_conflict_declaration_round_id"), "conflict_declaration", ["round_id"], unique=False
    )
    op.create_table(
        "moderation_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("agreed", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["assessment_round.id"],
            name=op.f("fk_moderation_record_round_id_assessment_round"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_moderation_record_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_record")),
        sa.UniqueConstraint(
            "submission_id",
            "code",
            "number",
            name=op.f("uq_moderation_record_submission_id_code_number"),
        ),
    )
    op.create_index(
        op.f("ix_moderation_record_round_id"), "moderation_record", ["round_id"], unique=False
    )
    op.create_table(
        "tie_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_id"], ["submission.id"], name=op.f("fk_tie_decision_first_id_submission")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["assessment_round.id"],
            name=op.f("fk_tie_decision_round_id_assessment_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie_decision")),
        sa.UniqueConstraint("round_id", "number", name=op.f("uq_tie_decision_round_id_number")),
    )
    op.create_index("ix_tie_decision_first", "tie_decision", ["first_id"], unique=False)
    op.create_table(
        "assessor_assignment_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "before",
            sa.Enum(
                "created",
                "invited",
                "accepted",
                "declined",
                "conflict_cleared",
                "scoring",
                "submitted",
                "returned",
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
                "created",
                "invited",
                "accepted",
                "declined",
                "conflict_cleared",
                "scoring",
                "submitted",
                "returned",
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
            ["assignment_id"],
            ["assessor_assignment.id"],
            name=op.f("fk_assessor_assignment_move_assignment_id_assessor_assignment"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessor_assignment_move")),
        sa.UniqueConstraint(
            "assignment_id", "number", name=op.f("uq_assessor_assignment_move_assignment_id_number")
        ),
    )
    op.create_table(
        "moderation_present",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["moderation_record.id"],
            name=op.f("fk_moderation_present_record_id_moderation_record"),
        ),
        sa.PrimaryKeyConstraint("record_id", "person_id", name=op.f("pk_moderation_present")),
    )
    op.create_table(
        "score",
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("sheet", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("value IS NULL OR value >= 0", name=op.f("ck_score_from_nought")),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assessor_assignment.id"],
            name=op.f("fk_score_assignment_id_assessor_assignment"),
        ),
        sa.PrimaryKeyConstraint("assignment_id", "sheet", "code", name=op.f("pk_score")),
    )
    for statement in SENT_IS_FIXED[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("score")
    op.drop_table("moderation_present")
    op.drop_table("assessor_assignment_move")
    op.drop_index("ix_tie_decision_first", table_name="tie_decision")
    op.drop_table("tie_decision")
    op.drop_index(op.f("ix_moderation_record_round_id"), table_name="moderation_record")
    op.drop_table("moderation_record")
    op.drop_index(op.f("ix_conflict_declaration_round_id"), table_name="conflict_declaration")
    op.drop_table("conflict_declaration")
    op.drop_index("ix_blind_reveal_when", table_name="blind_reveal")
    op.drop_table("blind_reveal")
    op.drop_table("blind_field")
    op.drop_index(op.f("ix_assessor_assignment_round_id"), table_name="assessor_assignment")
    op.drop_index("ix_assessor_assignment_person", table_name="assessor_assignment")
    op.drop_table("assessor_assignment")
    op.drop_table("assessment_round_move")
    op.drop_index(op.f("ix_assessment_round_authority_id"), table_name="assessment_round")
    op.drop_table("assessment_round")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION score_sent()")
