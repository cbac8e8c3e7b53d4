"""Let PostgreSQL keep the rows of councils apart."""

from __future__ import annotations

from alembic import op

revision = "0089"
down_revision = "0088"
branch_labels = None
depends_on = None

POLICY = "own_authority"
OWN = "authority_id = (SELECT nullif(current_setting('app.authority', true), '')::uuid)"
"""Asked once a statement, not once a row; nothing is anybody's while no authority is named."""

TABLES = (
    "afterwards_entry",
    "answer",
    "answer_set",
    "application",
    "asked_elsewhere",
    "assessment_round",
    "attachment",
    "attendee",
    "benchmark",
    "campaign",
    "challenge",
    "challenge_match",
    "claim",
    "class_session",
    "cohort",
    "comment",
    "consultation",
    "consultation_session",
    "contact",
    "contact_ask",
    "correspondent",
    "department",
    "erasure",
    "event_seal",
    "firm",
    "firm_feedback",
    "issue",
    "kept_answer",
    "kpi_snapshot",
    "letter",
    "load_budget",
    "logged_event",
    "officer_skill",
    "officer_time",
    "one_time_link",
    "outgoing_mail",
    "person",
    "point",
    "programme",
    "question_form",
    "question_response",
    "reach_pool",
    "referral",
    "report_paper",
    "representation_archive",
    "response_import",
    "retention_choice",
    "retention_run",
    "stored_file",
    "submission",
    "submission_reroute",
    "subscription",
    "team",
    "unsent_view",
    "ward",
    "workshop",
)


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    # One table a transaction: who posts meanwhile waits for one of them, and never for all.
    with op.get_context().autocommit_block():
        for table in TABLES:
            op.execute(f'DROP POLICY IF EXISTS {POLICY} ON "{table}"')
            op.execute(f'CREATE POLICY {POLICY} ON "{table}" USING ({OWN})')
            op.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in TABLES:
        op.execute(f'DROP POLICY {POLICY} ON "{table}"')
        op.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')
