"""How people took part, as charts that are tables too; small numbers are on none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from consultation.queries.activity import Standing, activity, standing_of
from consultation.queries.stages import stages_of
from consultation.rules.activity import (
    Measure,
    Move,
    Talk,
    monday,
    shown_counts,
    shown_people,
    talks,
    until,
)
from consultation.rules.comments import Channel, Kind, Stance
from consultation.rules.wards import FEWEST
from consultation.web.activity_labels import MOVES
from consultation.web.heard_shown import Bar
from consultation.web.journey_shown import ShownJourney, shown_journey
from consultation.web.labels import KINDS, STANCES, WORDS
from foundation.web.words import number, percent, short_date

MOST_COLUMNS = 60
"""With more days than these, a column is a week."""

WIDTH, HEIGHT = 400, 120


@dataclass(frozen=True, slots=True)
class Column:
    """One day or week: where its column is drawn, and what is written; no height is few."""

    words: str
    shown: str
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """What happened on one day while people commented; *label* stands on the drawing."""

    words: tuple[str, ...]
    day: date
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class DayChart:
    """Comments a day, or a week: columns and marks in a drawing of `WIDTH` by `HEIGHT`."""

    columns: tuple[Column, ...]
    marks: tuple[Mark, ...]
    width: float
    most: int
    by_week: bool


@dataclass(frozen=True, slots=True)
class ShownActivity:
    """The charts of one consultation; those without anything to show are empty."""

    days: DayChart | None
    channels: list[Bar]
    said: list[Bar]
    depths: list[Bar]
    dialogue: list[str]
    weeks: list[tuple[str, str, str]]
    moves: list[Bar]
    journey: ShownJourney


def shown_activity(session: Session, consultation_id: UUID, today: date) -> ShownActivity:
    """Return how people took part, in three statements however many there are."""
    counts, standing = activity(session, consultation_id), standing_of(session, consultation_id)
    happened = [
        *((_("Comments opened"), day) for day in (standing.opens_on,) if day),
        *(
            (stage.name, stage.done_on)
            for stage in stages_of(session, consultation_id)
            if stage.done_on
        ),
        *((_("Comments closed"), day) for day in (standing.closes_on,) if day and day <= today),
    ]
    marks = {str(kind): str(word) for kind, word in (*STANCES.items(), *KINDS.items())}
    channels = {str(channel): str(word) for channel, word in WORDS[Channel].items()}
    moved = _moves(until(counts[Measure.MOVED], today))
    return ShownActivity(
        days=day_chart(counts[Measure.DAY], happened),
        channels=_bars(counts[Measure.CHANNEL], channels, Channel),
        said=_bars(counts[Measure.MARK], marks, (*Stance, *Kind)),
        depths=_bars(talks(counts[Measure.DEPTH]), _depths(), Talk),
        dialogue=_dialogue(counts[Measure.DEPTH], standing),
        weeks=_weeks(until(counts[Measure.NEW], today), until(counts[Measure.BACK], today)),
        moves=moved,
        journey=shown_journey(counts),
    )


def day_chart(counts: Mapping[str, int], happened: Iterable[tuple[str, date]]) -> DayChart | None:
    """Return comments a day, with what happened marked; None before there are enough."""
    days = [date.fromisoformat(day) for day in counts]
    if sum(counts.values()) < FEWEST:
        return None
    first, last = min(days), max(days)
    by_week = (last - first).days >= MOST_COLUMNS
    step = timedelta(days=7 if by_week else 1)
    start = monday(first) if by_week else first
    sums = {start + step * at: 0 for at in range((last - start) // step + 1)}
    for day, count in counts.items():
        sums[start + step * ((date.fromisoformat(day) - start) // step)] += count
    shown = {day: count if count >= FEWEST else None for day, count in sums.items()}
    most, each = max((count or 0 for count in shown.values()), default=0) or 1, WIDTH / len(sums)
    columns = (
        Column(
            words=_("Week of %(day)s", day=short_date(day)) if by_week else short_date(day),
            shown=number(count) if count else _("fewer than %(few)s", few=FEWEST),
            x=round(at * each, 1),
            y=round(HEIGHT - (count or 0) / most * HEIGHT, 1),
            height=round((count or 0) / most * HEIGHT, 1),
        )
        for at, (day, count) in enumerate(shown.items())
    )
    inside = [(day, words) for words, day in happened if start <= day <= last]
    marks = _marks(inside, lambda day: ((day - start) / step + 0.5 / step.days) * each)
    return DayChart(tuple(columns), marks, round(each * 0.8, 1), most, by_week)


def _marks(
    happened: Sequence[tuple[date, str]], place: Callable[[date], float]
) -> tuple[Mark, ...]:
    """Return one mark for each day; those of one day share theirs."""
    days = sorted({day for day, _words in happened})
    return tuple(
        Mark(
            words=tuple(words for each, words in happened if each == day),
            day=day,
            x=round(place(day), 1),
            label=str(number),
        )
        for number, day in enumerate(days, start=1)
    )


def _bars(counts: Mapping[str, int], words: Mapping[str, str], order: Iterable[str]) -> list[Bar]:
    inside = {name: counts[name] for name in map(str, order) if name in counts}
    shown = shown_counts(inside)
    most = max((count or 0 for count in shown.values()), default=0)
    if not most:
        return []
    return [
        Bar(words[name], count / most if count else None, number(count) if count else _("few"))
        for name, count in shown.items()
    ]


def _depths() -> dict[str, str]:
    return {
        Talk.NONE: _("No reply yet"),
        Talk.SHORT: _("One reply deep"),
        Talk.LONG: _("Replies to replies"),
        Talk.SOME: _("With replies"),
    }


def _dialogue(depths: Mapping[str, int], standing: Standing) -> list[str]:
    threads, silent = sum(depths.values()), depths.get("0", 0)
    said = []
    if min(silent, threads - silent) >= FEWEST:
        share = percent((threads - silent) / threads)
        said.append(_("%(share)s of comments have a reply.", share=share))
    if standing.questions >= FEWEST:
        said.append(
            _(
                "%(answered)s of questions are answered.",
                answered=percent(standing.questions_answered / standing.questions),
            )
        )
    return said


def _weeks(new: Mapping[str, int], back: Mapping[str, int]) -> list[tuple[str, str, str]]:
    return [
        (
            short_date(date.fromisoformat(week)),
            _people(new.get(week, 0)),
            _people(back.get(week, 0)),
        )
        for week in sorted({*new, *back})
        if max(new.get(week, 0), back.get(week, 0)) >= FEWEST
    ]


def _people(people: int) -> str:
    shown = shown_people(people)
    return str(_("few") if shown is None else _("about %(people)s", people=number(shown)))


def _moves(counts: Mapping[str, int]) -> list[Bar]:
    sums = dict.fromkeys(map(str, Move), 0)
    for cell, count in counts.items():
        sums[cell.partition(":")[2]] += count
    return _bars({name: shown_people(count) or 0 for name, count in sums.items()}, MOVES, sums)
