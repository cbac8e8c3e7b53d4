"""An officer's report in words: the same for its page, its paper and a word processor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext as _

from consultation.queries.consultations import ConsultationPage
from consultation.queries.loop import loop_figures
from consultation.queries.named import own_topics
from consultation.queries.reach.heard import heard_in
from consultation.queries.report import PartRow, parts_of
from consultation.queries.report_figures import (
    NO_STANCE,
    ReportFigures,
    ReportIssue,
    report_figures,
)
from consultation.rules.comments import Channel, Lane, Stance
from consultation.rules.report import REACH, UNSORTED, UNTAGGED, Readiness, topic_of_part
from consultation.rules.wards import FEWEST
from consultation.web.cards import last_day
from consultation.web.loop_words import loop_sentences
from consultation.web.report_heard import heard_sentences
from consultation.web.rows import topic_words
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.web.current import now
from foundation.web.words import label

LANES = (Lane.REPRESENTATION, Lane.DIALOGUE)
COLUMNS = (*(stance.value for stance in Stance), NO_STANCE)


@dataclass(frozen=True, slots=True)
class ShownPart:
    """What was said on one topic, and the officer's words about it, None while there are none."""

    key: str
    title: str
    text: str | None
    formal: int
    informal: int
    issues: tuple[ReportIssue, ...]


@dataclass(frozen=True, slots=True)
class StanceTable:
    """One lane: stances of the comments on each topic; nothing is added up."""

    title: str
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class ShownReport:
    """All of a report; ``as_of`` is the day on which it was counted."""

    title: str
    reference: str | None
    opens_on: date | None
    closes_on: date | None
    as_of: date
    figures: ReportFigures
    channels: tuple[tuple[str, int], ...]
    parts: tuple[ShownPart, ...]
    columns: tuple[str, ...]
    tables: tuple[StanceTable, ...]
    reach: str | None
    heard: list[str]
    unsorted: int
    unsorted_words: str | None
    loop: list[str]
    fewest: int
    takes_formal: bool


def shown_report(found: ConsultationPage, council_id: UUID, ready: Readiness) -> ShownReport:
    """Return the report of a consultation as it stands."""
    session = db.session()
    figures, parts = report_figures(session, found.id), parts_of(session, found.id)
    own = own_topics(session, found.id)
    return ShownReport(
        title=found.title,
        reference=found.reference,
        opens_on=london_day(found.opens_at) if found.opens_at else None,
        closes_on=last_day(found.closes_at),
        as_of=london_day(now()),
        figures=figures,
        channels=tuple(_channels(figures.channels)),
        parts=tuple(_parts(ready, figures, parts, own)),
        columns=tuple(_stance_words(each) for each in COLUMNS),
        tables=tuple(_tables(ready, figures, own)),
        reach=parts[REACH].text if REACH in parts else None,
        heard=heard_sentences(heard_in(session, council_id, found.id)),
        unsorted=ready.unsorted,
        unsorted_words=parts[UNSORTED].text if UNSORTED in parts else None,
        loop=loop_sentences(loop_figures(session, found.id)),
        fewest=FEWEST,
        takes_formal=Lane.REPRESENTATION in figures.lanes,
    )


def part_title(part: str, own: Mapping[str, str]) -> str:
    """Return what a part of a report is called."""
    topic = topic_of_part(part)
    if topic is not None:
        return str(topic_words(topic, own))
    return {
        UNTAGGED: str(_("On no topic in particular")),
        UNSORTED: str(_("Comments in no issue")),
        REACH: str(_("Who took part, and who did not")),
    }[part]


def _channels(counted: Mapping[Channel, int]) -> Iterator[tuple[str, int]]:
    for channel in Channel:
        if counted.get(channel):
            yield label(channel), counted[channel]


def _parts(
    ready: Readiness,
    figures: ReportFigures,
    written: Mapping[str, PartRow],
    own: Mapping[str, str],
) -> Iterator[ShownPart]:
    for part in ready.needed:
        topic = topic_of_part(part)
        formal, informal = (_on(figures, lane, topic) for lane in LANES)
        yield ShownPart(
            key=part,
            title=part_title(part, own),
            text=written[part].text if part in written else None,
            formal=formal,
            informal=informal,
            issues=tuple(each for each in figures.issues if each.topic == topic),
        )


def _on(figures: ReportFigures, lane: Lane, topic: str | None) -> int:
    return sum(figures.stances.get(lane, {}).get(topic, {}).values())


def _tables(
    ready: Readiness, figures: ReportFigures, own: Mapping[str, str]
) -> Iterator[StanceTable]:
    titles: dict[Lane, Any] = {
        Lane.REPRESENTATION: _("Formal comments, by topic"),
        Lane.DIALOGUE: _("Informal comments, by topic"),
    }
    for lane in LANES:
        found = figures.stances.get(lane, {})
        rows = tuple(
            (part_title(part, own), tuple(stances.get(each, 0) for each in COLUMNS))
            for part in ready.needed
            if (stances := found.get(topic_of_part(part)))
        )
        if rows:
            yield StanceTable(str(titles[lane]), rows)


def _stance_words(stance: str) -> str:
    return str(_("Not said")) if stance == NO_STANCE else label(Stance(stance))
