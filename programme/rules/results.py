"""A round's result: raw, normalised and moderated totals side by side, and what to mind.

Source: programme-field.md §4.4 to §4.8, and §6 (whether a place hangs on one person).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from foundation.base.words import Said, say
from programme.rules.agreement import Agreement, agreement_of
from programme.rules.criteria import Criterion
from programme.rules.matches import MOST
from programme.rules.ranking import (
    Method,
    Place,
    RankFlip,
    Standing,
    Value,
    flip_words,
    gain_or_lose,
    order_of,
    rank_flips,
    ranks,
)
from programme.rules.scoring import (
    Agreed,
    Sheets,
    Totals,
    below_least,
    is_renormalised,
    moderated,
    normalised,
    raw,
    saw_different_sets,
    settled_mark,
    totals_of,
)
from programme.rules.spreads import WIDE, Flag, flags_of


@dataclass(frozen=True, slots=True)
class Entry:
    """What breaks a tie beside marks: when it was sent, and its cost of five years in pence."""

    submitted_at: datetime
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One submission: percent and rank by each method, its place, and what it fails on."""

    place: Place
    percents: Mapping[Method, Value]
    ranks: Mapping[Method, int]
    fails_on: tuple[str, ...]
    flags: tuple[Flag, ...]
    is_renormalised: bool


@dataclass(frozen=True, slots=True)
class Result:
    """Rows in the published order, what differs by method, and how far assessors agree.

    ``hangs_on`` names, for an assessor, who would gain or lose a place without their marks.
    """

    rows: tuple[Row, ...]
    flips: tuple[RankFlip, ...]
    warnings: tuple[Said, ...]
    on_normalising: Said
    hangs_on: Mapping[UUID, frozenset[UUID]]
    agreement: Agreement


def result_of(  # noqa: PLR0913  a round is no less
    sheets: Sheets,
    criteria: Sequence[Criterion],
    agreed: Agreed,
    entries: Mapping[UUID, Entry],
    *,
    chair: Sequence[UUID] = (),
    wide: int = WIDE,
    places: int = MOST,
) -> Result:
    """Return the result of a round; every submission has at least one sheet and an entry.

    Only the moderated total is ordered by; the others are shown so that nothing hides in a method.
    """
    totals = totals_of(sheets, criteria)
    settled = moderated(sheets, criteria, agreed)
    by: dict[Method, Mapping[UUID, Value]] = {
        Method.RAW: raw(totals),
        Method.NORMALISED: normalised(totals),
        Method.MODERATED: settled,
    }
    standings = [_standing(each, sheets, criteria, agreed, settled, entries) for each in sheets]
    flags = flags_of(sheets, totals, criteria, wide=wide)
    ranked = {method: ranks(percents) for method, percents in by.items()}
    rows = tuple(
        Row(
            place,
            {method: percents[place.submission_id] for method, percents in by.items()},
            {method: rank[place.submission_id] for method, rank in ranked.items()},
            _fails_on(place.submission_id, sheets, criteria, agreed),
            tuple(flag for flag in flags if flag.submission_id == place.submission_id),
            any(map(is_renormalised, sheets[place.submission_id].values())),
        )
        for place in order_of(standings, criteria, chair)
    )
    flips = rank_flips(by[Method.RAW], {method: by[method] for method in _COMPARED})
    return Result(
        rows,
        flips,
        _warnings(flips, by, places),
        _on_normalising(totals),
        hangs_on_one(totals, places),
        agreement_of(totals),
    )


def hangs_on_one(totals: Totals, places: int) -> dict[UUID, frozenset[UUID]]:
    """Return, by assessor, who gains or loses a place by raw totals once that one is left out.

    Somebody who alone scored a submission cannot be left out, and is not in the answer.
    """
    everybody = {who for panel in totals.values() for who in panel}
    changes: dict[UUID, frozenset[UUID]] = {}
    for left_out in sorted(everybody):
        rest = {
            each: {who: total for who, total in panel.items() if who != left_out}
            for each, panel in totals.items()
        }
        if all(rest.values()):
            changes[left_out] = gain_or_lose(raw(totals), raw(rest), places)
    return {who: changed for who, changed in changes.items() if changed}


_COMPARED = (Method.NORMALISED, Method.MODERATED)


def _standing(
    submission_id: UUID,
    sheets: Sheets,
    criteria: Sequence[Criterion],
    agreed: Agreed,
    settled: Mapping[UUID, Fraction],
    entries: Mapping[UUID, Entry],
) -> Standing:
    panel, talked = sheets[submission_id], agreed.get(submission_id, {})
    entry = entries[submission_id]
    return Standing(
        submission_id,
        settled[submission_id],
        {each.code: settled_mark(panel, each.code, talked) for each in criteria},
        entry.submitted_at,
        entry.cost,
        fails=bool(below_least(panel, criteria, talked)),
    )


def _fails_on(
    submission_id: UUID, sheets: Sheets, criteria: Sequence[Criterion], agreed: Agreed
) -> tuple[str, ...]:
    return below_least(sheets[submission_id], criteria, agreed.get(submission_id, {}))


def _warnings(
    flips: Sequence[RankFlip], by: Mapping[Method, Mapping[UUID, Value]], places: int
) -> tuple[Said, ...]:
    return tuple(
        flip_words(method, len(gain_or_lose(by[Method.RAW], by[method], places)))
        for method in _COMPARED
        if any(flip.method is method for flip in flips)
    )


def _on_normalising(totals: Totals) -> Said:
    if saw_different_sets(totals):
        return say("Assessors saw different submissions, so look at normalised totals too.")
    return say("Everybody scored all of them. Normalised totals are only a check.")
