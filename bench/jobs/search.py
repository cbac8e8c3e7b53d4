"""J6: what people said, found by its words: newest first, and best first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from bench.city import CITY
from bench.rounds import OURS, Contender, Job, Prepared, Reading
from bench.stage import Stage
from bench.verdicts import Target
from consultation.queries.comments import comment_page
from consultation.queries.filters import CommentFilter
from consultation.queries.orders import Sort
from foundation.base.search_words import sought

COMMON, RARE = "road", "viaduct canal basement"
NEWEST, BEST, FEW = "a common word, newest first", "a common word, best first", "rare words"
RAW, BY_DATE = "raw index", "by date"
SHOWN = 20
TIMES = 7
RAW_SQL = {
    "postgresql": (
        "SELECT c.* FROM comment_words w JOIN comment c ON c.id = w.comment_id"
        " WHERE array_to_tsvector(string_to_array(w.words, ' ')) @@ CAST(:words AS tsquery)"
        " AND w.consultation_id = :made ORDER BY c.posted_at DESC, c.id DESC LIMIT 20"
    ),
    "sqlite": (
        "SELECT c.* FROM fts_comment_words f CROSS JOIN comment_words w ON w.id = f.rowid"
        " CROSS JOIN comment c ON c.id = w.comment_id WHERE fts_comment_words MATCH :words"
        " AND w.consultation_id = :made ORDER BY c.posted_at DESC, c.id DESC LIMIT 20"
    ),
}
NOTES = (
    "Ours is the whole read of a page of twenty comments: search, order, filters that hide what "
    "is held or taken back, first replies, topics, photos and the cursor of the next page, in "
    "four statements. Raw is one statement through the same index for the same twenty, unfiltered. "
    "Best first ranks the newest five hundred that have the words.",
)


@contextmanager
def prepare(place: Stage) -> Iterator[Prepared]:
    """Open one session for ours and one for plain SQL."""
    with place.engine() as engine, Session(engine) as session, Session(engine) as plain:
        if place.server:
            plain.execute(text("SET statement_timeout = 0"))
        made = session.execute(
            text("SELECT id FROM consultation WHERE slug = :slug"), {"slug": CITY}
        ).scalar_one()
        plain.commit()
        session.commit()
        ours, raw = _Ours(session, UUID(str(made))), _Raw(plain, made)
        yield Prepared(
            [
                Contender(
                    NEWEST, OURS, _timed(lambda: ours.page(COMMON, Sort.NEWEST)), session.rollback
                ),
                Contender(NEWEST, RAW, _timed(lambda: raw.refs(COMMON)), plain.rollback),
                Contender(
                    BEST, OURS, _timed(lambda: ours.page(COMMON, Sort.RELEVANT)), session.rollback
                ),
                Contender(
                    BEST, BY_DATE, _timed(lambda: ours.page(COMMON, Sort.NEWEST)), session.rollback
                ),
                Contender(
                    FEW, OURS, _timed(lambda: ours.page(RARE, Sort.NEWEST)), session.rollback
                ),
                Contender(FEW, RAW, _timed(lambda: raw.refs(RARE)), plain.rollback),
            ],
            lambda: _differs(ours, raw),
            NOTES,
        )


class _Ours:
    """The app's own page of comments."""

    def __init__(self, session: Session, made: UUID) -> None:
        self.session, self.made = session, made

    def page(self, words: str, sort: Sort) -> list[str]:
        """Return the references on the first page."""
        asked = CommentFilter(words=words)
        found = comment_page(self.session, self.made, filters=asked, sort=sort, limit=SHOWN)
        return [row.ref for row in found.rows]


class _Raw:
    """One statement through the index."""

    def __init__(self, session: Session, made: Any) -> None:
        self.session, self.made = session, made
        self.dialect = session.get_bind().dialect.name

    def refs(self, words: str) -> list[str]:
        """Return the references of the newest that have all the words."""
        on_sqlite = self.dialect == "sqlite"
        quote, join = ('"', " AND ") if on_sqlite else ("'", " & ")
        said = join.join(f"{quote}{word}{quote}" for word in sought(words))
        given = {"words": said, "made": self.made}
        return [row.ref for row in self.session.execute(text(RAW_SQL[self.dialect]), given)]


def _timed(act: Callable[[], object]) -> Callable[[], Reading]:
    def once() -> float:
        begun = perf_counter()
        act()
        return (perf_counter() - begun) * 1000

    return lambda: Reading(median(once() for _ in range(TIMES)))


def _differs(ours: _Ours, raw: _Raw) -> str | None:
    for words in (COMMON, RARE):
        found, wanted = ours.page(words, Sort.NEWEST), raw.refs(words)
        ours.session.rollback()
        raw.session.rollback()
        if found != wanted:
            return f"for “{words}” ours has {found[:3]}, the index {wanted[:3]}"
        if len(found) < SHOWN:
            return f"only {len(found)} comments have “{words}”"
    return None


SEARCH = Job(
    key="J6",
    title="Found by words among all comments",
    unit="ms",
    targets=(
        Target(NEWEST, OURS, (RAW,), most=1.2),
        Target(FEW, OURS, (RAW,), most=1.2),
        Target(BEST, OURS, (BY_DATE,), most=2),
    ),
    prepare=prepare,
    curve=NEWEST,
)
