"""Points, issues, outcomes, answers with versions, and which comments say nearly the same."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "issue",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column(
            "status",
            one_of("issuestatus_known", "open", "answered", "settled", "merged"),
            nullable=False,
        ),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("split_from_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(status = 'merged') = (merged_into_id IS NOT NULL)", name=op.f("ck_issue_merged_where")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_issue_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_issue_consultation_id_consultation"),
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["issue.id"], name=op.f("fk_issue_merged_into_id_issue")
        ),
        sa.ForeignKeyConstraint(
            ["split_from_id"], ["issue.id"], name=op.f("fk_issue_split_from_id_issue")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
        sa.UniqueConstraint(
            "consultation_id", "number", name=op.f("uq_issue_consultation_id_number")
        ),
    )
    op.create_index("ix_issue_topic", "issue", ["consultation_id", "topic"], unique=False)
    op.create_table(
        "issue_kept_apart",
        sa.Column("issue_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_issue_kept_apart_issue_id_issue")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["issue.id"], name=op.f("fk_issue_kept_apart_other_id_issue")
        ),
        sa.PrimaryKeyConstraint("issue_id", "other_id", name=op.f("pk_issue_kept_apart")),
    )
    op.create_table(
        "issue_outcome",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("issue_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "disposition",
            one_of(
                "disposition_known",
                "changed_plan",
                "condition",
                "informative",
                "obligation",
                "already_policy",
                "reason_for_refusal",
                "weighed_in_favour",
                "outweighed",
                "considered_not_changed",
                "not_material",
                "out_of_scope",
                "answered",
                "withdrawn",
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "proof",
            one_of(
                "proof_known", "plan_revision", "condition", "report_paragraph", "document_page"
            ),
            nullable=True,
        ),
        sa.Column("proof_words", sa.String(), nullable=True),
        sa.Column("proof_url", sa.String(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("spread_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(proof IS NULL) = (proof_words IS NULL)",
            name=op.f("ck_issue_outcome_proof_says_where"),
        ),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_issue_outcome_issue_id_issue")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_outcome")),
        sa.UniqueConstraint("issue_id", "number", name=op.f("uq_issue_outcome_issue_id_number")),
    )
    op.create_index(
        "ix_issue_outcome_waiting", "issue_outcome", ["ended_at", "spread_at"], unique=False
    )
    op.create_table(
        "issue_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("issue_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "deed",
            one_of(
                "deed_known",
                "made",
                "joined",
                "left",
                "merged",
                "split",
                "answered",
                "corrected",
                "settled",
                "told",
                "reopened",
                "undone",
            ),
            nullable=False,
        ),
        sa.Column("other_id", sa.Uuid(), nullable=True),
        sa.Column(
            "after",
            one_of("issuestatus_known", "open", "answered", "settled", "merged"),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by_id", sa.Uuid(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_issue_step_issue_id_issue")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["issue.id"], name=op.f("fk_issue_step_other_id_issue")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_step")),
        sa.UniqueConstraint("issue_id", "position", name=op.f("uq_issue_step_issue_id_position")),
    )
    op.create_index("ix_issue_step_other", "issue_step", ["other_id"], unique=False)
    op.create_table(
        "comment_sketch",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.Column("cell", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["comment.id"], name=op.f("fk_comment_sketch_campaign_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_comment_sketch_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_comment_sketch_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_comment_sketch")),
    )
    op.create_index("ix_comment_sketch_campaign", "comment_sketch", ["campaign_id"], unique=False)
    op.create_index(
        "ix_comment_sketch_cell", "comment_sketch", ["consultation_id", "cell"], unique=False
    )
    op.create_table(
        "comment_sketch_band",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("band", sa.String(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_comment_sketch_band_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_comment_sketch_band_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint(
            "consultation_id", "band", "comment_id", name=op.f("pk_comment_sketch_band")
        ),
    )
    op.create_table(
        "point",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("comment_version", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("issue_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            '"start" >= 0 AND "end" >= "start"', name=op.f("ck_point_span_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_point_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_point_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_point_consultation_id_consultation"),
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_point_issue_id_issue")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_point")),
        sa.UniqueConstraint(
            "comment_id",
            "comment_version",
            "start",
            "end",
            name=op.f("uq_point_comment_id_comment_version_start_end"),
        ),
    )
    op.create_index("ix_point_consultation", "point", ["consultation_id", "issue_id"], unique=False)
    op.create_index("ix_point_issue", "point", ["issue_id", "dropped_at"], unique=False)
    op.create_table(
        "answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("about", one_of("about_known", "issue", "point", "comment"), nullable=False),
        sa.Column("issue_id", sa.Uuid(), nullable=True),
        sa.Column("point_id", sa.Uuid(), nullable=True),
        sa.Column("comment_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(about <> 'issue' OR issue_id IS NOT NULL) AND (about <> 'point' OR point_id IS NOT NULL) AND (about <> 'comment' OR comment_id IS NOT NULL)",
            name=op.f("ck_answer_names_what_it_is_about"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_answer_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_answer_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_answer_consultation_id_consultation"),
        ),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_answer_issue_id_issue")),
        sa.ForeignKeyConstraint(["point_id"], ["point.id"], name=op.f("fk_answer_point_id_point")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_answer_comment_id")),
        sa.UniqueConstraint("issue_id", name=op.f("uq_answer_issue_id")),
        sa.UniqueConstraint("point_id", name=op.f("uq_answer_point_id")),
    )
    op.create_table(
        "point_move",
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column("point_id", sa.Uuid(), nullable=False),
        sa.Column("before_id", sa.Uuid(), nullable=True),
        sa.Column("after_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["after_id"], ["issue.id"], name=op.f("fk_point_move_after_id_issue")
        ),
        sa.ForeignKeyConstraint(
            ["before_id"], ["issue.id"], name=op.f("fk_point_move_before_id_issue")
        ),
        sa.ForeignKeyConstraint(
            ["point_id"], ["point.id"], name=op.f("fk_point_move_point_id_point")
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["issue_step.id"], name=op.f("fk_point_move_step_id_issue_step")
        ),
        sa.PrimaryKeyConstraint("step_id", "point_id", name=op.f("pk_point_move")),
    )
    op.create_index(op.f("ix_point_move_point_id"), "point_move", ["point_id"], unique=False)
    op.create_table(
        "answer_told",
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Uuid(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name=op.f("fk_answer_told_answer_id_answer")
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_answer_told_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["reply_id"], ["comment.id"], name=op.f("fk_answer_told_reply_id_comment")
        ),
        sa.PrimaryKeyConstraint("answer_id", "comment_id", name=op.f("pk_answer_told")),
    )
    op.create_index("ix_answer_told_comment", "answer_told", ["comment_id"], unique=False)
    op.create_index(op.f("ix_answer_told_reply_id"), "answer_told", ["reply_id"], unique=False)
    op.create_table(
        "answer_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", one_of("answerstate_known", "draft", "waiting", "sent"), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("is_material", sa.Boolean(), nullable=False),
        sa.Column("role_words", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=True),
        sa.Column("shown_name", sa.String(), nullable=True),
        sa.Column("writers", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looked_at_by_id", sa.Uuid(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("spread_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name=op.f("fk_answer_version_answer_id_answer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_version")),
        sa.UniqueConstraint("answer_id", "number", name=op.f("uq_answer_version_answer_id_number")),
    )
    op.create_index(
        "ix_answer_version_waiting", "answer_version", ["state", "spread_at"], unique=False
    )
    op.add_column(
        "authority",
        sa.Column("second_look", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    op.drop_column("authority", "second_look")
    op.drop_index("ix_answer_version_waiting", table_name="answer_version")
    op.drop_table("answer_version")
    op.drop_index(op.f("ix_answer_told_reply_id"), table_name="answer_told")
    op.drop_index("ix_answer_told_comment", table_name="answer_told")
    op.drop_table("answer_told")
    op.drop_index(op.f("ix_point_move_point_id"), table_name="point_move")
    op.drop_table("point_move")
    op.drop_table("answer")
    op.drop_index("ix_point_issue", table_name="point")
    op.drop_index("ix_point_consultation", table_name="point")
    op.drop_table("point")
    op.drop_table("comment_sketch_band")
    op.drop_index("ix_comment_sketch_cell", table_name="comment_sketch")
    op.drop_index("ix_comment_sketch_campaign", table_name="comment_sketch")
    op.drop_table("comment_sketch")
    op.drop_index("ix_issue_step_other", table_name="issue_step")
    op.drop_table("issue_step")
    op.drop_index("ix_issue_outcome_waiting", table_name="issue_outcome")
    op.drop_table("issue_outcome")
    op.drop_table("issue_kept_apart")
    op.drop_index("ix_issue_topic", table_name="issue")
    op.drop_table("issue")
