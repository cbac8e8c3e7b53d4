"""Pins and cells of the map, kept by triggers; a job fills them from what was said before."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0087"
down_revision = "0086"
branch_labels = None
depends_on = None

SEEN = (
    "({row}.lon IS NOT NULL AND {row}.depth = 0 AND {row}.speaker = 'public'"
    " AND {row}.moderation = 'visible' AND {row}.feedback_status <> 'withdrawn'"
    " AND NOT {row}.is_withheld)"
)
MOVED = (
    "NEW.lon IS DISTINCT FROM OLD.lon OR NEW.lat IS DISTINCT FROM OLD.lat"
    " OR NEW.kind <> OLD.kind OR NEW.stance IS DISTINCT FROM OLD.stance"
)
WATCHED = "moderation, feedback_status, is_withheld, lon, lat, kind, stance"
OLD, NEW = SEEN.format(row="OLD"), SEEN.format(row="NEW")
CHANGED = f"{OLD} <> {NEW} OR ({NEW} AND ({MOVED}))"

NORTH = "0.5 - ln(tan(0.25 * pi() + {lat} * pi() / 360.0)) / (2.0 * pi())"
LINE = """{row}.geojson NOT LIKE '_"type":"Point"%'"""
PIN = (
    "INSERT INTO map_pin (comment_id, consultation_id, tile, x, y, ref, mark, is_drawn)"
    " SELECT NEW.id, NEW.consultation_id, (p.x >> 16) * 16384 + (p.y >> 16), p.x, p.y, NEW.ref,"
    " CASE WHEN NEW.kind = 'question' OR NEW.stance IS NULL THEN NEW.kind ELSE NEW.stance END,"
    " EXISTS (SELECT 1 FROM comment_place c WHERE c.comment_id = NEW.id"
    " AND {line}) FROM (SELECT {x} AS x, {y} AS y) AS p WHERE {seen}"
)
DRAW = "UPDATE map_pin SET is_drawn = {yes} WHERE comment_id = NEW.comment_id"
UNPIN = "DELETE FROM map_pin WHERE comment_id = OLD.id"
NOTE = "INSERT INTO map_change (consultation_id, x, y, by) VALUES"
CAME = f"{NOTE} (NEW.consultation_id, NEW.x, NEW.y, 1)"
WENT = f"{NOTE} (OLD.consultation_id, OLD.x, OLD.y, -1)"


def _whole(share: str, kind: str, least: str) -> str:
    """Return a share of the world as a whole number of 30 bits."""
    if kind == "INTEGER":
        return f"CAST({least}(({share}) * 1073741824.0, 1073741823) AS INTEGER)"
    return f"CAST(floor({least}(({share}) * 1073741824.0, 1073741823)) AS integer)"


def _pin(kind: str, least: str, most: str) -> str:
    lat = f"{most}(-85.05, {least}(85.05, NEW.lat))"
    x = _whole("(NEW.lon + 180.0) / 360.0", kind, least)
    line = LINE.format(row="c")
    return PIN.format(line=line, x=x, y=_whole(NORTH.format(lat=lat), kind, least), seen=NEW)


ON_SQLITE = (
    f"CREATE TRIGGER map_pin_posted AFTER INSERT ON comment WHEN {NEW}"
    f" BEGIN {_pin('INTEGER', 'min', 'max')}; END",
    # Ubuntu 22.04 has SQLite 3.37, which does not know the standard's words yet.
    f"CREATE TRIGGER map_pin_changed AFTER UPDATE OF {WATCHED} ON comment WHEN {CHANGED}"
    f" BEGIN {UNPIN}; {_pin('INTEGER', 'min', 'max')}; END".replace("IS DISTINCT FROM", "IS NOT"),
    f"CREATE TRIGGER map_pin_gone BEFORE DELETE ON comment BEGIN {UNPIN}; END",
    f"CREATE TRIGGER map_pin_drawn AFTER INSERT ON comment_place WHEN {LINE.format(row='NEW')}"
    f" BEGIN {DRAW.format(yes='1')}; END",
    f"CREATE TRIGGER map_change_came AFTER INSERT ON map_pin BEGIN {CAME}; END",
    f"CREATE TRIGGER map_change_went AFTER DELETE ON map_pin BEGIN {WENT}; END",
)
ON_POSTGRESQL = (
    "CREATE FUNCTION map_pin_follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    f" IF TG_OP <> 'INSERT' THEN {UNPIN}; END IF;"
    " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;"
    f" {_pin('integer', 'least', 'greatest')}; RETURN NEW; END $$",
    "CREATE FUNCTION map_change_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    f" IF TG_OP = 'INSERT' THEN {CAME}; ELSE {WENT}; END IF; RETURN NULL; END $$",
    f"CREATE TRIGGER map_pin_posted AFTER INSERT ON comment FOR EACH ROW WHEN ({NEW})"
    " EXECUTE FUNCTION map_pin_follow()",
    f"CREATE TRIGGER map_pin_changed AFTER UPDATE OF {WATCHED} ON comment FOR EACH ROW"
    f" WHEN ({CHANGED}) EXECUTE FUNCTION map_pin_follow()",
    "CREATE TRIGGER map_pin_gone BEFORE DELETE ON comment FOR EACH ROW"
    " EXECUTE FUNCTION map_pin_follow()",
    "CREATE FUNCTION map_pin_draw() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    f" {DRAW.format(yes='true')}; RETURN NULL; END $$",
    "CREATE TRIGGER map_pin_drawn AFTER INSERT ON comment_place FOR EACH ROW"
    f" WHEN ({LINE.format(row='NEW')}) EXECUTE FUNCTION map_pin_draw()",
    "CREATE TRIGGER map_change_noted AFTER INSERT OR DELETE ON map_pin FOR EACH ROW"
    " EXECUTE FUNCTION map_change_note()",
)
TRIGGERS = {
    "map_pin_posted": "comment",
    "map_pin_changed": "comment",
    "map_pin_gone": "comment",
    "map_pin_drawn": "comment_place",
}
"""Name → the table that outlives it."""


def of(table: str, column: str, other: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)


def number(name: str, kind: type[sa.Integer] = sa.Integer) -> sa.Column[int]:
    return sa.Column(name, kind(), nullable=False)


def whose() -> sa.Column[Any]:
    return sa.Column("consultation_id", sa.Uuid(), nullable=False)


def upgrade() -> None:
    op.create_table(
        "map_pin",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        whose(),
        *(number(name) for name in ("tile", "x", "y")),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("is_drawn", sa.Boolean(), nullable=False),
        of("map_pin", "comment_id", "comment"),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_map_pin")),
    )
    op.create_index("ix_map_pin_tile", "map_pin", ["consultation_id", "tile", "x", "y"])
    op.create_index(
        "ix_map_pin_drawn",
        "map_pin",
        ["consultation_id"],
        postgresql_where=sa.text("is_drawn"),
        sqlite_where=sa.text("is_drawn"),
    )
    counting = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "map_change",
        sa.Column("id", counting, nullable=False),
        whose(),
        *(number("x"), number("y"), number("by", sa.SmallInteger)),
        of("map_change", "consultation_id", "consultation", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_map_change")),
    )
    op.create_index(op.f("ix_map_change_consultation_id"), "map_change", ["consultation_id"])
    op.create_table(
        "map_cell",
        whose(),
        *(number("z", sa.SmallInteger), number("cx"), number("cy"), number("pins")),
        *(number("sum_x", sa.BigInteger), number("sum_y", sa.BigInteger)),
        of("map_cell", "consultation_id", "consultation"),
        sa.PrimaryKeyConstraint("consultation_id", "z", "cx", "cy", name=op.f("pk_map_cell")),
    )
    op.create_table(
        "map_check",
        whose(),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        of("map_check", "consultation_id", "consultation"),
        sa.PrimaryKeyConstraint("consultation_id", name=op.f("pk_map_check")),
    )
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in ON_SQLITE if is_sqlite else ON_POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    for name, table in TRIGGERS.items():
        op.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if on_postgresql else ""))
    for table in ("map_check", "map_cell", "map_change", "map_pin"):
        op.drop_table(table)
    if on_postgresql:
        op.execute("DROP FUNCTION map_pin_follow()")
        op.execute("DROP FUNCTION map_pin_draw()")
        op.execute("DROP FUNCTION map_change_note()")
