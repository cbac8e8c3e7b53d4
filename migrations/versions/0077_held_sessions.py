"""Sessions that an officer plans and holds; those planned to find a group become such ones."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0077"
down_revision = "0076"
branch_labels = None
depends_on = None

KINDS = ("drop_in", "street_stall", "visit", "meeting", "questions", "webinar")
TRAITS = (
    *("age", "sex", "ethnic_group", "ethnic_group_19", "disability", "main_language", "tenure"),
    *("carer", "religion", "sexual_orientation", "gender", "pregnancy", "marriage", "ward"),
)
WAYS = (
    *("schools", "colleges", "day_centres", "community_groups", "easy_read"),
    *("translated", "tenants", "workplaces", "drop_in", "street_stall"),
)
SESSION = "consultation_session"

MOVED = """
INSERT INTO consultation_session (
  id, authority_id, consultation_id, number, kind, state, title, about, speaker, held_on, place,
  postcode, step_free, access, link, signs_up, has_waiting, languages, has_bsl, taken, notes,
  planned_at)
SELECT r.id, c.authority_id, r.consultation_id,
  ROW_NUMBER() OVER (PARTITION BY r.consultation_id ORDER BY r.planned_at, r.id),
  CASE WHEN r.way IN ('drop_in', 'street_stall') THEN r.way ELSE 'visit' END,
  'draft', 'Session to find a group', '', '', r.held_on, '', '', false, '', '', false, false, '',
  false, 0, '', r.planned_at
FROM reach_session AS r JOIN consultation AS c ON c.id = r.consultation_id
"""
AIMS = """
INSERT INTO session_aim (session_id, trait, category, way, people)
SELECT id, trait, category, way, people FROM reach_session
"""


def one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def at(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def yes(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def key(table: str, column: str = "id") -> tuple[sa.Column[object], sa.PrimaryKeyConstraint]:
    return (
        sa.Column(column, sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint(column, name=op.f(f"pk_{table}")),
    )


def link(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def upgrade() -> None:
    _sessions()
    _what_hangs_on_them()
    op.create_table(
        "session_aim",
        *key("session_aim", "session_id"),
        sa.Column("trait", one_of("trait_known", *TRAITS), nullable=False),
        text("category"),
        sa.Column("way", one_of("way_known", *WAYS), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        link("session_aim", "session_id", SESSION),
    )
    op.execute(MOVED)
    op.execute(AIMS)
    op.drop_table("reach_session")
    op.create_table(
        "attendee",
        *key("attendee"),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        text("language"),
        at("kept_at"),
        sa.Column("forget_on", sa.Date(), nullable=False),
        link("attendee", "authority_id", "authority"),
    )
    op.create_index(op.f("ix_attendee_address"), "attendee", ["authority_id", "email"])
    op.create_index(op.f("ix_attendee_forget_on"), "attendee", ["forget_on"])


def _sessions() -> None:
    op.create_table(
        SESSION,
        *key(SESSION),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", one_of("sessionkind_known", *KINDS), nullable=False),
        sa.Column(
            "state",
            one_of("sessionstate_known", "draft", "published", "called_off"),
            nullable=False,
        ),
        *map(text, ("title", "about", "speaker")),
        sa.Column("held_on", sa.Date(), nullable=False),
        at("starts_at", nullable=True),
        at("ends_at", nullable=True),
        *map(text, ("place", "postcode")),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        yes("step_free"),
        *map(text, ("access", "link")),
        yes("signs_up"),
        sa.Column("capacity", sa.Integer(), nullable=True),
        yes("has_waiting"),
        text("languages"),
        yes("has_bsl"),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        text("notes"),
        at("planned_at"),
        sa.CheckConstraint(
            "taken >= 0 AND (capacity IS NULL OR taken <= capacity)",
            name=op.f(f"ck_{SESSION}_fits"),
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f(f"ck_{SESSION}_ends_after_it_starts")),
        sa.CheckConstraint(
            "state <> 'published' OR ends_at IS NOT NULL",
            name=op.f(f"ck_{SESSION}_published_has_a_time"),
        ),
        link(SESSION, "authority_id", "authority"),
        link(SESSION, "consultation_id", "consultation"),
        sa.UniqueConstraint(
            "consultation_id", "number", name=op.f(f"uq_{SESSION}_consultation_id_number")
        ),
    )
    op.create_index(op.f(f"ix_{SESSION}_ahead"), SESSION, ["authority_id", "held_on"])


def _what_hangs_on_them() -> None:
    op.create_table(
        "session_place",
        *key("session_place"),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state", one_of("seatstate_known", "taken", "waiting", "given_back"), nullable=False
        ),
        at("asked_at"),
        link("session_place", "session_id", SESSION),
    )
    op.create_index(
        op.f("ix_session_place_queue"), "session_place", ["session_id", "state", "asked_at"]
    )
    op.create_table(
        "session_question",
        *key("session_question"),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        *map(text, ("question", "answer")),
        at("kept_at"),
        at("answered_at", nullable=True),
        link("session_question", "session_id", SESSION),
    )
    op.create_index(op.f("ix_session_question_session_id"), "session_question", ["session_id"])
    op.create_table(
        "session_comment",
        *key("session_comment", "comment_id"),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        link("session_comment", "comment_id", "comment"),
        link("session_comment", "session_id", SESSION),
    )
    op.create_index(op.f("ix_session_comment_session_id"), "session_comment", ["session_id"])
    op.create_table(
        "session_telling",
        *key("session_telling"),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column(
            "telling",
            one_of("telling_known", "place", "moved_up", "changed", "called_off", "follow_up"),
            nullable=False,
        ),
        sa.Column("seat_id", sa.Uuid(), nullable=True),
        text("words"),
        at("asked_at"),
        at("told_at", nullable=True),
        link("session_telling", "session_id", SESSION),
        link("session_telling", "seat_id", "session_place"),
    )
    op.create_index(op.f("ix_session_telling_waiting"), "session_telling", ["told_at", "asked_at"])


BACK = """
INSERT INTO reach_session (
  id, consultation_id, trait, category, way, people, held_on, planned_at)
SELECT s.id, s.consultation_id, a.trait, a.category, a.way, a.people, s.held_on, s.planned_at
FROM session_aim AS a JOIN consultation_session AS s ON s.id = a.session_id
"""


def downgrade() -> None:
    op.create_table(
        "reach_session",
        *key("reach_session"),
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("trait", one_of("trait_known", *TRAITS), nullable=False),
        text("category"),
        sa.Column("way", one_of("way_known", *WAYS), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        at("planned_at"),
        link("reach_session", "consultation_id", "consultation"),
    )
    op.create_index(op.f("ix_reach_session_consultation_id"), "reach_session", ["consultation_id"])
    op.execute(BACK)
    for table in ("attendee", "session_aim", "session_telling", "session_comment"):
        op.drop_table(table)
    for table in ("session_question", "session_place", SESSION):
        op.drop_table(table)
