"""Released figures of who was heard in words, and where each mark lies on its chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from consultation.queries.reach.heard import Heard, HeardTable
from consultation.rules.reach.findings import Group
from consultation.rules.reach.pulse import QUESTIONS as FELT
from consultation.rules.reach.pulse import Feeling, Pulse
from consultation.rules.reach.traits import QUESTIONS, Trait
from consultation.web.heard_labels import GROUPS, TRAITS, WITHHELD
from foundation.base.clock import london_day
from foundation.web.words import percent, translated

ROOM = 94
"""Per cent of the width of a chart that shares may take; the rest is for the marks at both ends."""

STEP = 0.1


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """One row: words, shares from 0 to 1, and where they lie on the chart in per cent."""

    name: str
    figure: int | None
    heard: float | None
    residents: float | None
    low: float
    high: float
    is_under_heard: bool
    needed: int
    at: dict[str, float]


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart that is a table: its words, 0 to 1 of the width, and what is written."""

    text: str
    part: float | None
    shown: str


@dataclass(frozen=True, slots=True)
class ShownTable:
    """One question with its rows, or the sentence that says why there are none."""

    key: str
    title: str
    why_not: str | None
    rows: tuple[ShownGroup, ...]
    total: int | None
    answered: float | None
    source: str | None
    index: Any
    min_max: Any
    r: Any


def shown_heard(heard: Heard) -> dict[str, Any]:
    """Return what both pages read."""
    return {
        "asks": heard.asks,
        "tables": [_shown_table(each, heard) for each in heard.tables],
        "people": heard.people,
        "comments": heard.comments,
        "is_final": heard.is_final,
        "released_on": london_day(heard.released_at) if heard.released_at else None,
        "catchment": heard.catchment,
    }


def shown_feelings(felt: Mapping[Pulse, Feeling]) -> list[Bar]:
    """Return what share agrees with each sentence, from the published figures."""
    return [
        Bar(str(translated(FELT[question])), each.percent / 100, percent(each.percent / 100))
        for question, each in felt.items()
    ]


def group_name(trait: Trait, group: Group, heard: Heard) -> str:
    """Return a group in words."""
    if trait is Trait.WARD and group.name in heard.wards:
        return heard.wards[group.name]
    return str(GROUPS.get((trait, group.name)) or QUESTIONS[trait].answers[group.name])


def _shown_table(table: HeardTable, heard: Heard) -> ShownTable:
    compared = table.compared
    groups = compared.groups if compared else ()
    if table.trait is Trait.WARD:
        groups = tuple(group for group in groups if group.residents or group.figure is not None)
    scale = _scale(groups)
    return ShownTable(
        key=table.trait.value,
        title=str(TRAITS[table.trait]),
        why_not=str(WITHHELD) if table.withheld else None,
        rows=tuple(
            _shown_group(group_name(table.trait, group, heard), group, scale) for group in groups
        ),
        total=compared.total if compared else None,
        answered=table.answered,
        source=_source(table),
        index=compared.index if compared else None,
        min_max=compared.min_max if compared else None,
        r=compared.r if compared else None,
    )


def _source(table: HeardTable) -> str | None:
    if table.benchmark is None:
        return None
    year = table.benchmark.year
    if year is None:
        return str(_("Residents of each ward: %(source)s.", source=table.benchmark.source))
    if table.benchmark.is_best_fit:
        best = _("Census %(year)s, added up from small areas that fit the wards best.", year=year)
        return str(best)
    return str(_("Census %(year)s.", year=year))


def _scale(groups: Sequence[Group]) -> float:
    """Return the share at the end of the chart: a round one that everything fits under."""
    largest = max((max(each.heard or 0, each.residents or 0) for each in groups), default=0)
    return min(1.0, (int(largest / STEP) + 1) * STEP)


def _shown_group(name: str, group: Group, scale: float) -> ShownGroup:
    shares = {
        "heard": group.heard,
        "residents": group.residents,
        "low": group.between.low,
        "high": group.between.high,
    }
    return ShownGroup(
        name=name,
        figure=group.figure,
        heard=group.heard,
        residents=group.residents,
        low=group.between.low,
        high=group.between.high,
        is_under_heard=group.is_under_heard,
        needed=group.needed,
        at={
            key: round((100 - ROOM) / 2 + min(share, scale) / scale * ROOM, 1)
            for key, share in shares.items()
            if share is not None
        },
    )
