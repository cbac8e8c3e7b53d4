"""Forms that officers build, their versions, and typed answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "question_form",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("owner_kind", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("codes", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_question_form_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_form")),
        sa.UniqueConstraint(
            "owner_kind", "owner_id", name=op.f("uq_question_form_owner_kind_owner_id")
        ),
    )
    op.create_index(
        op.f("ix_question_form_authority_id"), "question_form", ["authority_id"], unique=False
    )
    op.create_table(
        "question_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "frozen",
                "replaced",
                name="versionstate_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'draft') = (frozen_at IS NULL)", name=op.f("ck_question_version_frozen_since")
        ),
        sa.ForeignKeyConstraint(
            ["form_id"],
            ["question_form.id"],
            name=op.f("fk_question_version_form_id_question_form"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_version")),
        sa.UniqueConstraint("form_id", "number", name=op.f("uq_question_version_form_id_number")),
    )
    op.create_index(
        "ix_question_version_one_draft",
        "question_version",
        ["form_id"],
        unique=True,
        sqlite_where=sa.text("state = 'draft'"),
        postgresql_where=sa.text("state = 'draft'"),
    )
    op.create_index(
        "ix_question_version_one_frozen",
        "question_version",
        ["form_id"],
        unique=True,
        sqlite_where=sa.text("state = 'frozen'"),
        postgresql_where=sa.text("state = 'frozen'"),
    )
    op.create_table(
        "answer_set",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_answer_set_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["question_version.id"],
            name=op.f("fk_answer_set_version_id_question_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_set")),
    )
    op.create_index(
        op.f("ix_answer_set_authority_id"), "answer_set", ["authority_id"], unique=False
    )
    op.create_index("ix_answer_set_version", "answer_set", ["version_id", "id"], unique=False)
    op.create_table(
        "question_section",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("lead", sa.String(), nullable=False),
        sa.Column("most_times", sa.Integer(), nullable=False),
        sa.CheckConstraint("most_times BETWEEN 1 AND 20", name=op.f("ck_question_section_times")),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["question_version.id"],
            name=op.f("fk_question_section_version_id_question_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_section")),
        sa.UniqueConstraint("version_id", "code", name=op.f("uq_question_section_version_id_code")),
    )
    op.create_table(
        "answer_given",
        sa.Column("set_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column(
            "sort",
            sa.Enum(
                "declined",
                "words",
                "number",
                "day",
                "picks",
                "order",
                "shares",
                "spot",
                "files",
                name="sort_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("way", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(sort = 'day') = (day IS NOT NULL)", name=op.f("ck_answer_given_day_typed")
        ),
        sa.CheckConstraint(
            "(sort = 'number') = (number IS NOT NULL)", name=op.f("ck_answer_given_number_typed")
        ),
        sa.CheckConstraint(
            "(sort = 'spot') = (way IS NOT NULL)", name=op.f("ck_answer_given_spot_typed")
        ),
        sa.CheckConstraint(
            "sort <> 'words' OR text IS NOT NULL", name=op.f("ck_answer_given_words_typed")
        ),
        sa.CheckConstraint("turn BETWEEN 0 AND 19", name=op.f("ck_answer_given_turn_range")),
        sa.ForeignKeyConstraint(
            ["set_id"], ["answer_set.id"], name=op.f("fk_answer_given_set_id_answer_set")
        ),
        sa.PrimaryKeyConstraint("set_id", "code", "turn", name=op.f("pk_answer_given")),
    )
    op.create_table(
        "question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("section_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "short_text",
                "long_text",
                "one",
                "several",
                "picture",
                "scale",
                "ranking",
                "number",
                "date",
                "place",
                "budget",
                "file",
                name="kind_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("hint", sa.String(), nullable=False),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("may_decline", sa.Boolean(), nullable=False),
        sa.Column("offers_other", sa.Boolean(), nullable=False),
        sa.Column("choices", sa.String(), nullable=False),
        sa.Column("limits", sa.String(), nullable=False),
        sa.Column("if_code", sa.String(), nullable=True),
        sa.Column(
            "if_test",
            sa.Enum(
                "is",
                "is_not",
                "contains",
                "over",
                "under",
                "answered",
                name="test_known",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("if_value", sa.String(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(if_code IS NULL) = (if_test IS NULL)", name=op.f("ck_question_whole_condition")
        ),
        sa.CheckConstraint("if_code <> code", name=op.f("ck_question_looks_at_another")),
        sa.ForeignKeyConstraint(
            ["section_id"],
            ["question_section.id"],
            name=op.f("fk_question_section_id_question_section"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["question_version.id"],
            name=op.f("fk_question_version_id_question_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("version_id", "code", name=op.f("uq_question_version_id_code")),
    )
    op.create_index(op.f("ix_question_section_id"), "question", ["section_id"], unique=False)
    op.create_table(
        "answer_pick",
        sa.Column("set_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("pence", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("pence >= 0", name=op.f("ck_answer_pick_pence_range")),
        sa.ForeignKeyConstraint(
            ["set_id", "code", "turn"],
            ["answer_given.set_id", "answer_given.code", "answer_given.turn"],
            name=op.f("fk_answer_pick_set_id_answer_given"),
        ),
        sa.PrimaryKeyConstraint("set_id", "code", "turn", "choice", name=op.f("pk_answer_pick")),
    )


def downgrade() -> None:
    op.drop_table("answer_pick")
    op.drop_index(op.f("ix_question_section_id"), table_name="question")
    op.drop_table("question")
    op.drop_table("answer_given")
    op.drop_table("question_section")
    op.drop_index("ix_answer_set_version", table_name="answer_set")
    op.drop_index(op.f("ix_answer_set_authority_id"), table_name="answer_set")
    op.drop_table("answer_set")
    op.drop_index(
        "ix_question_version_one_frozen",
        table_name="question_version",
        sqlite_where=sa.text("state = 'frozen'"),
        postgresql_where=sa.text("state = 'frozen'"),
    )
    op.drop_index(
        "ix_question_version_one_draft",
        table_name="question_version",
        sqlite_where=sa.text("state = 'draft'"),
        postgresql_where=sa.text("state = 'draft'"),
    )
    op.drop_table("question_version")
    op.drop_index(op.f("ix_question_form_authority_id"), table_name="question_form")
    op.drop_table("question_form")
