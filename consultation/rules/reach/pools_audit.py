"""The auditor at work on pools: an opponent who subtracts one from another, and parts from both.

Consultations that published nothing of their own and are in the same published pools cannot be
told apart, so they are one unknown together. Every other one is read with all that it published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from consultation.rules.reach.auditor import (
    LEAST_WIDTH,
    MANY,
    NOT_SAID,
    Contradictory,
    Opponent,
    read_release,
)
from consultation.rules.reach.figures import BLUR
from consultation.rules.reach.snapshots import EVERYBODY, Place, Snapshot

Columns = dict[Place, int]
"""The column of each number of people."""


@dataclass(frozen=True, slots=True)
class Published:
    """What is known of one consultation.

    How many *comments* anybody can count, which *tables* it fills, and its snapshots, oldest first.
    """

    comments: int
    tables: frozenset[str]
    history: tuple[Snapshot, ...] = ()


@dataclass(frozen=True, slots=True)
class PoolShown:
    """A published pool: the consultations *inside*, and its figures."""

    inside: frozenset[UUID]
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class Told:
    """A number of people that could be told too exactly, from *least* to *most*.

    *what* says whose: ``pool 0``, ``rest of pool 0 without pool 1``, ``consultation``, ``others``.
    """

    what: str
    place: Place
    least: int
    most: int


@dataclass(slots=True)
class _Reader:
    """An opponent's notes: whose number each column is, and the columns of each set of people."""

    opponent: Opponent
    whose: list[str] = field(default_factory=list)

    def note(self, what: str) -> None:
        """Remember that all columns since the last note are about *what*."""
        self.whose += [what] * (len(self.opponent.wanted) - len(self.whose))


def audit_pools(
    parts: Mapping[UUID, Published],
    pools: Sequence[PoolShown],
    *,
    blur: int = BLUR,
) -> tuple[Told, ...]:
    """Return what could be told too exactly from *pools* and all that their *parts* published.

    The strongest opponent assumes that nobody came since a consultation's last figures and that
    nobody ever left; where people did, this can contradict the figures, and weaker ones follow.

    Raises:
        Contradictory: the figures fit none of them.
    """
    if not pools:
        return ()
    for assumes_growth, stands_still in ((True, True), (True, False), (False, False)):
        reader = _Reader(Opponent(assumes_growth, blur))
        _read(reader, parts, pools, stands_still=stands_still)
        if reader.opponent.is_possible():
            return tuple(
                Told(reader.whose[column], reader.opponent.wanted[column][1], least, most)
                for column, least, most in reader.opponent.too_narrow()
            )
    raise Contradictory("no number of people fits all the figures of the pools")


def _read(
    reader: _Reader,
    parts: Mapping[UUID, Published],
    pools: Sequence[PoolShown],
    *,
    stands_still: bool,
) -> None:
    places = _places(pools)
    known: list[tuple[frozenset[UUID], Columns]] = []
    for one, part in parts.items():
        if part.history:
            columns = _published(reader, part, places, stands_still=stands_still)
            known.append((frozenset([one]), columns))
    known += _unpublished(reader, parts, pools, places)
    totals = []
    for number, shown in enumerate(pools):
        own = _pool(reader, number, shown.snapshot)
        for place in own.keys() & set(places):
            inside = [columns for ids, columns in known if ids <= shown.inside]
            terms = [(columns[place], 1.0) for columns in inside if place in columns]
            reader.opponent.adds_up(own[place], *terms)
        totals.append((f"pool {number}", shown.inside, own))
    smaller = [*totals, *(("consultation", *each) for each in known if len(each[0]) == 1)]
    for whole in totals:
        for part_of in smaller:
            if part_of[1] < whole[1]:
                _difference(reader, whole, part_of, _tables(parts, whole[1] - part_of[1]))


def _places(pools: Sequence[PoolShown]) -> list[Place]:
    shown = {place for each in pools for place in each.snapshot.figures}
    return sorted(shown | {(table, "") for table, _ in shown} | {EVERYBODY})


def _tables(parts: Mapping[UUID, Published], ids: frozenset[UUID]) -> frozenset[str]:
    return frozenset({EVERYBODY[0]}.union(*(parts[one].tables for one in ids)))


def _published(
    reader: _Reader, part: Published, places: Sequence[Place], *, stands_still: bool
) -> Columns:
    """Read all that one consultation published; return the columns of who is in it now."""
    opponent, history = reader.opponent, part.history
    opponent.now, opponent.moved = {}, {}
    for number, snapshot in enumerate(history):
        read_release(opponent, number, history[number - 1] if number else None, snapshot)
    then = dict(opponent.now)
    now = {place: then[place] for place in places if place in then} if stands_still else {}
    _fill(opponent, now, _asked(places, part.tables), MANY)
    if not stands_still:
        anyone = 0 if opponent.assumes_growth else -MANY
        for place in then.keys() & now.keys():
            bounds = (anyone, MANY)
            opponent.wants_difference(len(history), place, (now[place], then[place]), bounds)
    reader.note("consultation")
    return now


def _unpublished(
    reader: _Reader,
    parts: Mapping[UUID, Published],
    pools: Sequence[PoolShown],
    places: Sequence[Place],
) -> Iterator[tuple[frozenset[UUID], Columns]]:
    """Put together the consultations without figures that are in the same pools.

    That few people commented is no secret, so knowing as much is not held against a pool.
    """
    alike: dict[tuple[frozenset[str], tuple[bool, ...]], list[UUID]] = {}
    for one, part in parts.items():
        pattern = tuple(one in each.inside for each in pools)
        if not part.history and any(pattern):
            alike.setdefault((part.tables, pattern), []).append(one)
    for (tables, _), ids in alike.items():
        columns: Columns = {}
        comments = sum(parts[one].comments for one in ids)
        _fill(reader.opponent, columns, _asked(places, tables), max(LEAST_WIDTH, comments))
        reader.note("others")
        yield frozenset(ids), columns


def _asked(places: Sequence[Place], tables: frozenset[str]) -> list[Place]:
    """Return the places of the tables that a consultation fills: nobody is in the others."""
    return [place for place in places if place == EVERYBODY or place[0] in tables]


def _fill(opponent: Opponent, columns: Columns, places: Sequence[Place], everybody: int) -> None:
    """Ask for what is not known of some people yet, and let their tables add up."""
    missing = [place for place in places if place not in columns]
    for place in missing:
        columns[place] = opponent.wants(0, place, 0, everybody if place == EVERYBODY else MANY)
    for table in {table for table, cell in missing if cell}:
        cells = [(columns[place], 1.0) for place in places if place[0] == table and place[1]]
        opponent.adds_up(columns[table, ""], *cells)
    for table in {table for table, cell in missing if not cell and (table, cell) != EVERYBODY}:
        rest = opponent.wants(0, (table, NOT_SAID), 0, MANY)
        opponent.adds_up(columns[EVERYBODY], (columns[table, ""], 1), (rest, 1))


def _pool(reader: _Reader, number: int, snapshot: Snapshot) -> Columns:
    reader.opponent.now = {}
    read_release(reader.opponent, 0, None, snapshot)
    reader.note(f"pool {number}")
    return {
        place: column
        for place, column in reader.opponent.now.items()
        if place[1] != NOT_SAID and place[0] not in snapshot.withheld
    }


def _difference(
    reader: _Reader,
    whole: tuple[str, frozenset[UUID], Columns],
    part: tuple[str, frozenset[UUID], Columns],
    tables: frozenset[str],
) -> None:
    """Ask for what is left of a pool without something in it, in *tables* that the rest fills."""
    for place in sorted(whole[2].keys() & part[2].keys()):
        if place[0] in tables:
            reader.opponent.wants_difference(0, place, (whole[2][place], part[2][place]), (0, MANY))
    reader.note(f"rest of {whole[0]} without {part[0]}")
