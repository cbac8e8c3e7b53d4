"""Programmes, departments, pathways, gates and challenges."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

GATECODE = ("G0", "G1", "G2", "G3", "G4", "G5", "G6")
PATHWAYKIND = ("showcase", "direct")
FUNDINGKIND = ("grant", "leveraged", "match", "in_kind")
OBJECTIVEKIND = ("policy_aim", "policy_theme", "project", "output", "outcome", "principle")
PARTNERROLE = (
    "lead",
    "delivery",
    "authority",
    "business_support",
    "design_method",
    "technical_support",
    "facilitator",
    "sponsor",
    "learning_partner",
)
SENTIMENT = ("worked", "did_not")
PAIN = (
    "timeline",
    "retention",
    "budget_uncertainty",
    "data_and_evidence",
    "executive_participation",
)
STAGE = ("define", "invite", "explore", "accelerate", "prototype", "pre_commercial", "handover")
ORIGIN = ("recorded", "worked_out", "inferred", "invented")
CHALLENGESTATE = (
    "idea",
    "defining",
    "brief_review",
    "released",
    "closed_to_applications",
    "assessing",
    "matched",
    "in_cohort",
    "prototyping",
    "showcased",
    "business_case",
    "handover_ready",
    "handover",
    "procured",
    "not_procured",
    "on_hold",
    "withdrawn",
)
BUDGETSTATE = ("none", "indicative", "identified", "confirmed")
REGIME = ("undecided", "pa2023", "pcr2015", "below_threshold", "rd_exempt")
ENGAGEMENT = ("undecided", "published", "not_needed")
LINE = (
    "department_named",
    "owner_named",
    "sponsor_accepted",
    "budget_recorded",
    "sections_complete",
    "brief_approved",
    "measure_with_baseline",
    "evidence_linked",
    "residents_cited",
    "window_long_enough",
    "window_not_christmas",
    "criteria_frozen",
    "interests_register_open",
    "engagement_decided",
    "deadline_passed",
    "clarifications_answered",
    "assessors_cleared",
    "at_most_three_matched",
    "matches_accepted",
    "shortfall_decided",
    "evidence_verified",
    "costs_given",
    "attendance_high_enough",
    "equal_information",
    "money_identified",
    "cases_written",
    "doing_nothing_compared",
    "benefits_measured",
    "approver_apart",
    "pack_complete",
    "conflicts_assessed",
    "fairness_stated",
    "data_valid",
    "chain_holds",
)
ROLE = (
    "resident",
    "community_organisation",
    "applicant",
    "consultee",
    "councillor",
    "planner",
    "consultation_officer",
    "moderator",
    "responder",
    "authority_admin",
    "governance_lead",
    "programme_manager",
    "challenge_owner",
    "executive_sponsor",
    "facilitator",
    "sme_member",
    "assessor",
    "assessment_chair",
    "mentor",
    "procurement_officer",
    "finance_officer",
    "funder",
    "auditor",
)
VERDICT = ("pass", "pass_with_conditions", "hold", "stop", "return")


def one_of(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "department",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("lead_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_department_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
        sa.UniqueConstraint("authority_id", "name", name=op.f("uq_department_authority_id_name")),
    )
    op.create_table(
        "programme",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("successor", sa.String(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_programme_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_programme_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("authority_id", "slug", name=op.f("uq_programme_authority_id_slug")),
    )
    op.create_table(
        "gate",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("code", one_of("gatecode_known", GATECODE), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_gate_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("programme_id", "code", name=op.f("pk_gate")),
    )
    op.create_table(
        "pathway",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("kind", one_of("pathwaykind_known", PATHWAYKIND), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_pathway_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pathway")),
        sa.UniqueConstraint("programme_id", "kind", name=op.f("uq_pathway_programme_id_kind")),
    )
    op.create_table(
        "programme_funding_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("kind", one_of("fundingkind_known", FUNDINGKIND), nullable=False),
        sa.Column("amount_p", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("amount_p >= 0", name=op.f("ck_programme_funding_line_not_negative")),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_funding_line_programme_id_programme"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_funding_line")),
        sa.UniqueConstraint(
            "programme_id", "position", name=op.f("uq_programme_funding_line_programme_id_position")
        ),
    )
    op.create_table(
        "programme_learning_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("with_whom", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("held_words", sa.String(), nullable=False),
        sa.Column("taken", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_learning_event_programme_id_programme"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_learning_event")),
        sa.UniqueConstraint(
            "programme_id",
            "position",
            name=op.f("uq_programme_learning_event_programme_id_position"),
        ),
    )
    op.create_table(
        "programme_objective",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("kind", one_of("objectivekind_known", OBJECTIVEKIND), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_objective_programme_id_programme"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_objective")),
        sa.UniqueConstraint(
            "programme_id",
            "kind",
            "position",
            name=op.f("uq_programme_objective_programme_id_kind_position"),
        ),
    )
    op.create_table(
        "programme_partner",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", one_of("partnerrole_known", PARTNERROLE), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_partner_programme_id_programme"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_partner")),
        sa.UniqueConstraint(
            "programme_id", "position", name=op.f("uq_programme_partner_programme_id_position")
        ),
    )
    op.create_table(
        "programme_retrospective_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("sentiment", one_of("sentiment_known", SENTIMENT), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("pain", one_of("pain_known", PAIN), nullable=True),
        sa.CheckConstraint(
            "(sentiment = 'did_not') = (pain IS NOT NULL)",
            name=op.f("ck_programme_retrospective_item_trouble_named"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_retrospective_item_programme_id_programme"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_retrospective_item")),
        sa.UniqueConstraint(
            "programme_id",
            "sentiment",
            "position",
            name=op.f("uq_programme_retrospective_item_programme_id_sentiment_position"),
        ),
    )
    op.create_table(
        "programme_stage_plan",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("stage", one_of("stage_known", STAGE), nullable=False),
        sa.Column("baseline_on", sa.Date(), nullable=False),
        sa.Column("origin", one_of("origin_known", ORIGIN), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_stage_plan_programme_id_programme"),
        ),
        sa.PrimaryKeyConstraint("programme_id", "stage", name=op.f("pk_programme_stage_plan")),
    )
    op.create_table(
        "programme_target",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_target_programme_id_programme"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_target")),
        sa.UniqueConstraint(
            "programme_id",
            "code",
            "due_on",
            name=op.f("uq_programme_target_programme_id_code_due_on"),
        ),
    )
    op.create_table(
        "challenge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=True),
        sa.Column("consultation_id", sa.Uuid(), nullable=True),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("pathway", one_of("pathwaykind_known", PATHWAYKIND), nullable=False),
        sa.Column("state", one_of("challengestate_known", CHALLENGESTATE), nullable=False),
        sa.Column("stood_at", one_of("stood_at_known", CHALLENGESTATE), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("sponsor_id", sa.Uuid(), nullable=True),
        sa.Column("sponsor_accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("budget_state", one_of("budgetstate_known", BUDGETSTATE), nullable=True),
        sa.Column("budget_min_p", sa.Integer(), nullable=True),
        sa.Column("budget_max_p", sa.Integer(), nullable=True),
        sa.Column("budget_holder", sa.String(), nullable=True),
        sa.Column("budget_decision_on", sa.Date(), nullable=True),
        sa.Column("regime", one_of("regime_known", REGIME), nullable=False),
        sa.Column("engagement", one_of("engagement_known", ENGAGEMENT), nullable=False),
        sa.Column("engagement_reason", sa.String(), nullable=True),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("questions_close_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("criteria_frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("interests_open_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("front_runner", sa.String(), nullable=True),
        sa.Column("front_runner_by", sa.String(), nullable=True),
        sa.Column("front_runner_on", sa.Date(), nullable=True),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state IN ('on_hold', 'withdrawn')) = (stood_at IS NOT NULL)",
            name=op.f("ck_challenge_stood_somewhere"),
        ),
        sa.CheckConstraint(
            "budget_max_p >= budget_min_p", name=op.f("ck_challenge_budget_in_order")
        ),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_challenge_closes_after_opens")),
        sa.CheckConstraint(
            "questions_close_at <= closes_at", name=op.f("ck_challenge_questions_before_close")
        ),
        sa.CheckConstraint(
            "sponsor_accepted_at IS NULL OR sponsor_id IS NOT NULL",
            name=op.f("ck_challenge_sponsor_who_accepts"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_challenge_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_challenge_consultation_id_consultation"),
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_challenge_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_challenge_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge")),
        sa.UniqueConstraint("authority_id", "slug", name=op.f("uq_challenge_authority_id_slug")),
    )
    op.create_index(
        "ix_challenge_closing", "challenge", ["authority_id", "state", "closes_at"], unique=False
    )
    op.create_index("ix_challenge_programme", "challenge", ["programme_id", "state"], unique=False)
    op.create_table(
        "gate_line",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("line", one_of("line_known", LINE), nullable=False),
        sa.Column("code", one_of("gatecode_known", GATECODE), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=True),
        sa.Column("is_waivable", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "code"], ["gate.programme_id", "gate.code"], name="fk_gate_line_gate"
        ),
        sa.PrimaryKeyConstraint("programme_id", "line", name=op.f("pk_gate_line")),
        sa.UniqueConstraint(
            "programme_id", "code", "position", name=op.f("uq_gate_line_programme_id_code_position")
        ),
    )
    op.create_table(
        "gate_signatory",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("code", one_of("gatecode_known", GATECODE), nullable=False),
        sa.Column("role", one_of("role_known", ROLE), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "code"],
            ["gate.programme_id", "gate.code"],
            name="fk_gate_signatory_gate",
        ),
        sa.PrimaryKeyConstraint("programme_id", "code", "role", name=op.f("pk_gate_signatory")),
    )
    op.create_table(
        "pathway_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("stage", one_of("stage_known", STAGE), nullable=False),
        sa.Column("gate", one_of("gatecode_known", GATECODE), nullable=True),
        sa.Column("artefact", sa.String(), nullable=False),
        sa.Column("seed_words", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pathway_id"], ["pathway.id"], name=op.f("fk_pathway_step_pathway_id_pathway")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pathway_step")),
        sa.UniqueConstraint("pathway_id", "gate", name=op.f("uq_pathway_step_pathway_id_gate")),
        sa.UniqueConstraint(
            "pathway_id", "position", name=op.f("uq_pathway_step_pathway_id_position")
        ),
    )
    op.create_table(
        "challenge_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("before", one_of("before_known", CHALLENGESTATE), nullable=False),
        sa.Column("after", one_of("after_known", CHALLENGESTATE), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_challenge_move_challenge_id_challenge"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_move")),
    )
    op.create_index(
        "ix_challenge_move_when", "challenge_move", ["challenge_id", "moved_at"], unique=False
    )
    op.create_table(
        "challenge_pathway_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("before", one_of("before_known", PATHWAYKIND), nullable=False),
        sa.Column("after", one_of("after_known", PATHWAYKIND), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_challenge_pathway_change_challenge_id_challenge"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_pathway_change")),
    )
    op.create_index(
        op.f("ix_challenge_pathway_change_challenge_id"),
        "challenge_pathway_change",
        ["challenge_id"],
        unique=False,
    )
    op.create_table(
        "challenge_stage",
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("stage", one_of("stage_known", STAGE), nullable=False),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("forecast_on", sa.Date(), nullable=True),
        sa.Column("actual_on", sa.Date(), nullable=True),
        sa.Column("late_because", sa.String(), nullable=True),
        sa.Column("origin", one_of("origin_known", ORIGIN), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_challenge_stage_challenge_id_challenge"),
        ),
        sa.PrimaryKeyConstraint("challenge_id", "stage", name=op.f("pk_challenge_stage")),
    )
    op.create_table(
        "challenge_wording",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_challenge_wording_challenge_id_challenge"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_wording")),
        sa.UniqueConstraint(
            "challenge_id", "number", name=op.f("uq_challenge_wording_challenge_id_number")
        ),
    )
    op.create_table(
        "gate_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("gate", one_of("gatecode_known", GATECODE), nullable=False),
        sa.Column("verdict", one_of("verdict_known", VERDICT), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("conditions", sa.String(), nullable=True),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "verdict <> 'pass_with_conditions' OR conditions IS NOT NULL",
            name=op.f("ck_gate_decision_conditions_said"),
        ),
        sa.CheckConstraint(
            "decided_at IS NULL OR taken_back_at IS NULL",
            name=op.f("ck_gate_decision_decided_or_taken_back"),
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_gate_decision_challenge_id_challenge")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_decision")),
    )
    op.create_index(
        "ix_gate_decision_decided",
        "gate_decision",
        ["challenge_id", "gate", "decided_at"],
        unique=False,
    )
    op.create_index(
        "uq_gate_decision_waiting",
        "gate_decision",
        ["challenge_id", "gate"],
        unique=True,
        sqlite_where=sa.text("decided_at IS NULL AND taken_back_at IS NULL"),
        postgresql_where=sa.text("decided_at IS NULL AND taken_back_at IS NULL"),
    )
    op.create_table(
        "gate_waiver",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("line", one_of("line_known", LINE), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by_id", sa.Uuid(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(signed_at IS NULL) = (signed_by_id IS NULL)",
            name=op.f("ck_gate_waiver_signed_by_whom"),
        ),
        sa.CheckConstraint(
            "signed_by_id IS NULL OR signed_by_id <> asked_by_id",
            name=op.f("ck_gate_waiver_signed_by_another"),
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_gate_waiver_challenge_id_challenge")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_waiver")),
    )
    op.create_index("ix_gate_waiver_line", "gate_waiver", ["challenge_id", "line"], unique=False)
    op.create_table(
        "gate_signature",
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("role", one_of("role_known", ROLE), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["gate_decision.id"],
            name=op.f("fk_gate_signature_decision_id_gate_decision"),
        ),
        sa.PrimaryKeyConstraint("decision_id", "role", name=op.f("pk_gate_signature")),
        sa.UniqueConstraint(
            "decision_id", "person_id", name=op.f("uq_gate_signature_decision_id_person_id")
        ),
    )


def downgrade() -> None:
    op.drop_table("gate_signature")
    op.drop_index("ix_gate_waiver_line", table_name="gate_waiver")
    op.drop_table("gate_waiver")
    op.drop_index(
        "uq_gate_decision_waiting",
        table_name="gate_decision",
        sqlite_where=sa.text("decided_at IS NULL AND taken_back_at IS NULL"),
        postgresql_where=sa.text("decided_at IS NULL AND taken_back_at IS NULL"),
    )
    op.drop_index("ix_gate_decision_decided", table_name="gate_decision")
    op.drop_table("gate_decision")
    op.drop_table("challenge_wording")
    op.drop_table("challenge_stage")
    op.drop_index(
        op.f("ix_challenge_pathway_change_challenge_id"), table_name="challenge_pathway_change"
    )
    op.drop_table("challenge_pathway_change")
    op.drop_index("ix_challenge_move_when", table_name="challenge_move")
    op.drop_table("challenge_move")
    op.drop_table("pathway_step")
    op.drop_table("gate_signatory")
    op.drop_table("gate_line")
    op.drop_index("ix_challenge_programme", table_name="challenge")
    op.drop_index("ix_challenge_closing", table_name="challenge")
    op.drop_table("challenge")
    op.drop_table("programme_target")
    op.drop_table("programme_stage_plan")
    op.drop_table("programme_retrospective_item")
    op.drop_table("programme_partner")
    op.drop_table("programme_objective")
    op.drop_table("programme_learning_event")
    op.drop_table("programme_funding_line")
    op.drop_table("pathway")
    op.drop_table("gate")
    op.drop_table("programme")
    op.drop_table("department")
