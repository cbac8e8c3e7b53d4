"""Briefs: sections, versions, keys, comments, lists and citations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

BRIEFSTATE = ("draft", "in_review", "changes_requested", "approved", "released", "amended")
SECTION = (
    "question",
    "summary",
    "why",
    "users_outside",
    "users_inside",
    "measures",
    "policy",
    "tried_before",
    "blockers",
    "technology",
    "opportunity",
    "fits_with",
)
ITEMKIND = (
    "user_outside",
    "user_inside",
    "prior_attempt",
    "blocker",
    "explore",
    "avoid",
    "opportunity",
    "integration",
    "data_set",
)
KEY = ("owner", "procurement")


def one_of(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "brief",
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("state", one_of("briefstate_known", BRIEFSTATE), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("released_version", sa.Integer(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_brief_challenge_id_challenge")
        ),
        sa.PrimaryKeyConstraint("challenge_id", name=op.f("pk_brief")),
    )
    op.create_table(
        "success_measure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("baseline", sa.String(), nullable=True),
        sa.Column("target", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_success_measure_challenge_id_challenge"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_success_measure")),
        sa.UniqueConstraint(
            "challenge_id", "position", name=op.f("uq_success_measure_challenge_id_position")
        ),
    )
    op.create_table(
        "brief_citation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("section", one_of("section_known", SECTION), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("from_residents", sa.Boolean(), nullable=False),
        sa.Column("cited", sa.JSON(), nullable=False),
        sa.Column("cited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cited_by_id", sa.Uuid(), nullable=True),
        sa.Column("released", sa.JSON(), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["brief.challenge_id"],
            name=op.f("fk_brief_citation_challenge_id_brief"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brief_citation")),
        sa.UniqueConstraint(
            "challenge_id", "number", name=op.f("uq_brief_citation_challenge_id_number")
        ),
    )
    op.create_table(
        "brief_comment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("section", one_of("section_known", SECTION), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["brief.challenge_id"],
            name=op.f("fk_brief_comment_challenge_id_brief"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brief_comment")),
    )
    op.create_index(
        "ix_brief_comment_section", "brief_comment", ["challenge_id", "section"], unique=False
    )
    op.create_table(
        "brief_edit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("section", one_of("section_known", SECTION), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("edited_by_id", sa.Uuid(), nullable=True),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["brief.challenge_id"], name=op.f("fk_brief_edit_challenge_id_brief")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brief_edit")),
        sa.UniqueConstraint(
            "challenge_id",
            "section",
            "revision",
            name=op.f("uq_brief_edit_challenge_id_section_revision"),
        ),
    )
    op.create_table(
        "brief_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("kind", one_of("itemkind_known", ITEMKIND), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["brief.challenge_id"], name=op.f("fk_brief_item_challenge_id_brief")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brief_item")),
        sa.UniqueConstraint(
            "challenge_id",
            "kind",
            "position",
            name=op.f("uq_brief_item_challenge_id_kind_position"),
        ),
    )
    op.create_table(
        "brief_key",
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", one_of("key_known", KEY), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("turned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["brief.challenge_id"], name=op.f("fk_brief_key_challenge_id_brief")
        ),
        sa.PrimaryKeyConstraint("challenge_id", "version", "key", name=op.f("pk_brief_key")),
        sa.UniqueConstraint(
            "challenge_id",
            "version",
            "person_id",
            name=op.f("uq_brief_key_challenge_id_version_person_id"),
        ),
    )
    op.create_table(
        "brief_section",
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("section", one_of("section_known", SECTION), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("is_complete", sa.Boolean(), nullable=False),
        sa.Column("waived_because", sa.String(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["brief.challenge_id"],
            name=op.f("fk_brief_section_challenge_id_brief"),
        ),
        sa.PrimaryKeyConstraint("challenge_id", "section", name=op.f("pk_brief_section")),
    )
    op.create_table(
        "brief_version",
        sa.Column("challenge_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=True),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["brief.challenge_id"],
            name=op.f("fk_brief_version_challenge_id_brief"),
        ),
        sa.PrimaryKeyConstraint("challenge_id", "number", name=op.f("pk_brief_version")),
    )
    op.add_column(
        "gate_decision",
        sa.Column("is_taken_over", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    op.drop_column("gate_decision", "is_taken_over")
    op.drop_table("brief_version")
    op.drop_table("brief_section")
    op.drop_table("brief_key")
    op.drop_table("brief_item")
    op.drop_table("brief_edit")
    op.drop_index("ix_brief_comment_section", table_name="brief_comment")
    op.drop_table("brief_comment")
    op.drop_table("brief_citation")
    op.drop_table("success_measure")
    op.drop_table("brief")
