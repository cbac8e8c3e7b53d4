"""Applications, consultations, comments and the feedback loop."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "application",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("type_code", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("stage", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column(
            "decision",
            sa.Enum(
                "granted",
                "refused",
                "withdrawn",
                name="planningdecision_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_application_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sa.UniqueConstraint(
            "authority_id", "reference", name=op.f("uq_application_authority_id_reference")
        ),
    )
    op.create_table(
        "application_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=True),
        sa.Column("source_name", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_application_version_application_id_application"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_version")),
        sa.UniqueConstraint(
            "application_id", "digest", name=op.f("uq_application_version_application_id_digest")
        ),
        sa.UniqueConstraint(
            "application_id", "number", name=op.f("uq_application_version_application_id_number")
        ),
    )
    op.create_table(
        "consultation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=True),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "planning_application",
                "local_plan",
                "policy",
                "service",
                "place",
                name="consultationkind_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=True),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("place_name", sa.String(), nullable=True),
        sa.Column("team", sa.String(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "awaiting_sign_off",
                "scheduled",
                "open",
                "closed",
                "considering",
                "reported",
                "decided",
                "withdrawn",
                name="consultationstatus_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "moderating",
            sa.Enum(
                "before",
                "after",
                name="moderating_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_consultation_closes_after_opens")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_consultation_application_id_application"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_consultation_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
        sa.UniqueConstraint("application_id", name=op.f("uq_consultation_application_id")),
        sa.UniqueConstraint("authority_id", "slug", name=op.f("uq_consultation_authority_id_slug")),
    )
    op.create_index(
        "ix_consultation_authority_status",
        "consultation",
        ["authority_id", "status", "closes_at"],
        unique=False,
    )
    op.create_table(
        "consultation_document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_consultation_document_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_document")),
    )
    op.create_index(
        op.f("ix_consultation_document_consultation_id"),
        "consultation_document",
        ["consultation_id"],
        unique=False,
    )
    op.create_table(
        "consultation_stage",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_consultation_stage_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_stage")),
        sa.UniqueConstraint(
            "consultation_id",
            "position",
            name=op.f("uq_consultation_stage_consultation_id_position"),
        ),
    )
    op.create_table(
        "consultation_tally",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("comments", sa.Integer(), nullable=False),
        sa.Column("replies", sa.Integer(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("questions_answered", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_consultation_tally_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("consultation_id", name=op.f("pk_consultation_tally")),
    )
    op.create_table(
        "consultation_topic",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_consultation_topic_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("consultation_id", "code", name=op.f("pk_consultation_topic")),
    )
    op.create_table(
        "voice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("visitor_digest", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_voice_consultation_id_consultation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voice")),
        sa.UniqueConstraint(
            "consultation_id",
            "visitor_digest",
            name=op.f("uq_voice_consultation_id_visitor_digest"),
        ),
    )
    op.create_table(
        "comment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("voice_id", sa.Uuid(), nullable=True),
        sa.Column(
            "speaker",
            sa.Enum(
                "public",
                "officer",
                "applicant",
                name="speaker_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "comment",
                "question",
                "idea",
                name="kind_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "stance",
            sa.Enum(
                "support",
                "support_with_changes",
                "neutral",
                "object",
                name="stance_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "lane",
            sa.Enum(
                "dialogue",
                "representation",
                name="lane_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "web",
                "session",
                "paper",
                "phone",
                "email",
                "social",
                "letter",
                "import",
                name="channel_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("display_name", sa.String(), nullable=True),
        sa.Column(
            "place_way",
            sa.Enum(
                "map",
                "postcode",
                "words",
                "whole",
                name="placeway_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("place_words", sa.String(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("ward_code", sa.String(), nullable=True),
        sa.Column(
            "feedback_status",
            sa.Enum(
                "received",
                "being_considered",
                "answered",
                "closed",
                "withdrawn",
                name="feedbackstatus_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "moderation",
            sa.Enum(
                "visible",
                "held",
                "hidden",
                name="moderation_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("agreed", sa.Integer(), nullable=False),
        sa.Column("replies", sa.Integer(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("agreed >= 0", name=op.f("ck_comment_agreed_not_negative")),
        sa.CheckConstraint("depth BETWEEN 0 AND 3", name=op.f("ck_comment_depth_stored")),
        sa.CheckConstraint("length(text) BETWEEN 1 AND 10000", name=op.f("ck_comment_text_length")),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_comment_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_comment_consultation_id_consultation"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["comment.id"], name=op.f("fk_comment_parent_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["comment.id"], name=op.f("fk_comment_thread_id_comment")
        ),
        sa.ForeignKeyConstraint(["voice_id"], ["voice.id"], name=op.f("fk_comment_voice_id_voice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sa.UniqueConstraint("ref", name=op.f("uq_comment_ref")),
    )
    op.create_index(
        "ix_comment_agreed", "comment", ["consultation_id", "depth", "agreed", "id"], unique=False
    )
    op.create_index(
        "ix_comment_newest",
        "comment",
        ["consultation_id", "depth", "posted_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_comment_status",
        "comment",
        ["consultation_id", "feedback_status", "posted_at", "id"],
        unique=False,
    )
    op.create_index("ix_comment_thread", "comment", ["thread_id", "posted_at"], unique=False)
    op.create_index(op.f("ix_comment_voice_id"), "comment", ["voice_id"], unique=False)
    op.create_index("ix_comment_ward", "comment", ["consultation_id", "ward_code"], unique=False)
    op.create_table(
        "consultation_stage_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stage_id", sa.Uuid(), nullable=False),
        sa.Column("before", sa.Date(), nullable=True),
        sa.Column("after", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["stage_id"],
            ["consultation_stage.id"],
            name=op.f("fk_consultation_stage_move_stage_id_consultation_stage"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation_stage_move")),
    )
    op.create_index(
        op.f("ix_consultation_stage_move_stage_id"),
        "consultation_stage_move",
        ["stage_id"],
        unique=False,
    )
    op.create_table(
        "agreement",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("voice_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_agreement_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["voice_id"], ["voice.id"], name=op.f("fk_agreement_voice_id_voice")
        ),
        sa.PrimaryKeyConstraint("comment_id", "voice_id", name=op.f("pk_agreement")),
    )
    op.create_table(
        "comment_topic",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_comment_topic_comment_id_comment")
        ),
        sa.PrimaryKeyConstraint("comment_id", "topic", name=op.f("pk_comment_topic")),
    )
    op.create_table(
        "feedback_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "received",
                "being_considered",
                "answered",
                "closed",
                "withdrawn",
                name="feedbackstatus_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("answer_id", sa.Uuid(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["comment.id"], name=op.f("fk_feedback_step_answer_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_feedback_step_comment_id_comment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_step")),
        sa.UniqueConstraint(
            "comment_id", "position", name=op.f("uq_feedback_step_comment_id_position")
        ),
    )
    op.create_table(
        "official_reply",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("role_words", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=True),
        sa.Column("shown_name", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_official_reply_comment_id_comment")
        ),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_official_reply")),
    )
    op.create_table(
        "receipt",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("code_digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_receipt_comment_id_comment")
        ),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("code_digest", name=op.f("uq_receipt_code_digest")),
    )


def downgrade() -> None:
    op.drop_table("receipt")
    op.drop_table("official_reply")
    op.drop_table("feedback_step")
    op.drop_table("comment_topic")
    op.drop_table("agreement")
    op.drop_index(op.f("ix_consultation_stage_move_stage_id"), table_name="consultation_stage_move")
    op.drop_table("consultation_stage_move")
    op.drop_index("ix_comment_ward", table_name="comment")
    op.drop_index(op.f("ix_comment_voice_id"), table_name="comment")
    op.drop_index("ix_comment_thread", table_name="comment")
    op.drop_index("ix_comment_status", table_name="comment")
    op.drop_index("ix_comment_newest", table_name="comment")
    op.drop_index("ix_comment_agreed", table_name="comment")
    op.drop_table("comment")
    op.drop_table("voice")
    op.drop_table("consultation_topic")
    op.drop_table("consultation_tally")
    op.drop_table("consultation_stage")
    op.drop_index(
        op.f("ix_consultation_document_consultation_id"), table_name="consultation_document"
    )
    op.drop_table("consultation_document")
    op.drop_index("ix_consultation_authority_status", table_name="consultation")
    op.drop_table("consultation")
    op.drop_table("application_version")
    op.drop_table("application")
