"""The first topic of a comment on its pin, so that a square of the map asks no other table."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0090"
down_revision = "0089"
branch_labels = None
depends_on = None

FIRST = "(SELECT min(t.topic) FROM comment_topic t WHERE t.comment_id = {of}.comment_id)"
BATCH = 5_000
"""Pins that are filled in one commit: nobody who changes a comment waits for more."""

FOLLOW = "UPDATE map_pin SET topic = {first} WHERE comment_id = {of}.comment_id"
ADDED, TAKEN = (FOLLOW.format(first=FIRST.format(of=of), of=of) for of in ("NEW", "OLD"))
CAME = FOLLOW.format(first=FIRST.format(of="NEW"), of="NEW")

ON_SQLITE = (
    f"CREATE TRIGGER map_pin_topic_added AFTER INSERT ON comment_topic BEGIN {ADDED}; END",
    f"CREATE TRIGGER map_pin_topic_taken AFTER DELETE ON comment_topic BEGIN {TAKEN}; END",
    "CREATE TRIGGER map_pin_topic_came AFTER INSERT ON map_pin WHEN NEW.topic IS NULL"
    f" BEGIN {CAME}; END",
)
ON_POSTGRESQL = (
    "CREATE FUNCTION map_pin_topic_follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    f" IF TG_OP = 'INSERT' THEN {ADDED}; ELSE {TAKEN}; END IF; RETURN NULL; END $$",
    "CREATE FUNCTION map_pin_topic_find() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    f" NEW.topic := {FIRST.format(of='NEW')}; RETURN NEW; END $$",
    "CREATE TRIGGER map_pin_topic_followed AFTER INSERT OR DELETE ON comment_topic FOR EACH ROW"
    " EXECUTE FUNCTION map_pin_topic_follow()",
    "CREATE TRIGGER map_pin_topic_came BEFORE INSERT ON map_pin FOR EACH ROW"
    " WHEN (NEW.topic IS NULL) EXECUTE FUNCTION map_pin_topic_find()",
)
ALL = f"UPDATE map_pin SET topic = {FIRST.format(of='map_pin')}"  # noqa: S608  our own words
NEXT = f"FROM map_pin WHERE comment_id > upto ORDER BY comment_id LIMIT {BATCH}"
LAST = f"SELECT max(comment_id::text)::uuid INTO upto FROM (SELECT comment_id {NEXT}) AS batch"  # noqa: S608
SOME_BY_SOME = (
    "DO $$ DECLARE upto uuid := '00000000-0000-0000-0000-000000000000'; BEGIN LOOP"
    f" {ALL} WHERE comment_id IN (SELECT comment_id {NEXT}); {LAST};"
    " EXIT WHEN upto IS NULL; COMMIT; END LOOP; END $$"
)
TRIGGERS = {
    "sqlite": ("map_pin_topic_added", "map_pin_topic_taken", "map_pin_topic_came"),
    "postgresql": (
        "map_pin_topic_followed ON comment_topic",
        "map_pin_topic_came ON map_pin",
    ),
}


def upgrade() -> None:
    op.add_column("map_pin", sa.Column("topic", sa.String(), nullable=True))
    is_sqlite = op.get_context().dialect.name == "sqlite"
    for statement in ON_SQLITE if is_sqlite else ON_POSTGRESQL:
        op.execute(statement)
    if is_sqlite:
        op.execute(ALL)
        return
    with op.get_context().autocommit_block():
        op.execute(SOME_BY_SOME)


def downgrade() -> None:
    dialect = op.get_context().dialect.name
    for trigger in TRIGGERS[dialect]:
        op.execute(f"DROP TRIGGER {trigger}")
    op.drop_column("map_pin", "topic")
    if dialect == "postgresql":
        op.execute("DROP FUNCTION map_pin_topic_follow()")
        op.execute("DROP FUNCTION map_pin_topic_find()")
