"""What happens next with a consultation, what becomes of comments, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from consultation.queries.afterwards import AfterwardsRow, afterwards_of
from consultation.queries.changes import ChangeRow, what_came
from consultation.queries.consultations import ConsultationPage, StageRow
from consultation.rules.consultations import ConsultationStatus, PlanningDecision
from consultation.web.afterwards_labels import said
from consultation.web.ahead import Line
from consultation.web.cards import last_day
from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.web.current import now
from foundation.web.words import full_date

MOST_OUTCOMES = 3


def _(words: str, **facts: object) -> str:
    return str(gettext(words, **facts))


@dataclass(frozen=True, slots=True)
class Ended:
    """How it ended: in one sentence, when, what comments changed, and what happened since."""

    sentence: str
    on: date | None
    outcomes: tuple[ChangeRow, ...]
    happened: tuple[tuple[AfterwardsRow, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WhatNext:
    """The part of the page that _next.html shows; ``ended`` is None while it goes on."""

    lines: list[Line]
    decides: str
    team: str | None
    is_planning: bool
    ended: Ended | None


def what_next(page: ConsultationPage) -> WhatNext:
    """Return what lies ahead, with every date that moved and why."""
    council = current_council().name
    return WhatNext(
        lines=_lines(page),
        decides=page.decides or council,
        team=page.team,
        is_planning=page.reference is not None,
        ended=_ended(page),
    )


def _lines(page: ConsultationPage) -> list[Line]:
    stages = [
        (stage, _line(_when(stage), _told(stage), _state(stage, listens=bool(page.may_comment))))
        for stage in page.stages
    ]
    closes = last_day(page.closes_at)
    before = [line for stage, line in stages if _is_over_by(stage, closes)]
    after = [line for stage, line in stages if not _is_over_by(stage, closes)]
    return [*before, *_listening(page), *after]


def _is_over_by(stage: StageRow, day: date | None) -> bool:
    return bool(stage.done_on and day and stage.done_on <= day)


def _listening(page: ConsultationPage) -> Iterator[Line]:
    today = london_day(now())
    opens, closes = page.opens_at and london_day(page.opens_at), last_day(page.closes_at)
    if opens and opens > today:
        yield _line(full_date(opens), _("Comments open."), "later")
    if closes and page.status is not ConsultationStatus.WITHDRAWN:
        state = "now" if page.may_comment else "done" if closes < today else "later"
        yield _line(full_date(closes), _("Last day for comments."), state)


def _when(stage: StageRow) -> str:
    if stage.done_on:
        return full_date(stage.done_on)
    if stage.expected_on:
        return _("By %(day)s", day=full_date(stage.expected_on))
    return _("Date not known yet")


def _told(stage: StageRow) -> str:
    said = [stage.name + "."]
    for move in stage.moves:
        before = full_date(move.before) if move.before else _("not known")
        said.append(_("The date was %(day)s. It moved: %(reason)s", day=before, reason=move.reason))
    return " ".join(said)


def _state(stage: StageRow, *, listens: bool) -> str:
    if stage.done_on:
        return "done"
    return "now" if stage.is_current and not listens else "later"


def _ended(page: ConsultationPage) -> Ended | None:
    written = page.status is ConsultationStatus.DECIDED
    happened = tuple(afterwards_of(db.session(), page.id)) if written else ()
    if happened:
        told = tuple((each, said(each)) for each in happened)
        return Ended(said(happened[0]), happened[0].day, _outcomes(page), told)
    if page.decision:
        sentence = _decided(page.decision)
    elif page.status is ConsultationStatus.DECIDED:
        sentence = _("This is decided.")
    elif page.status is ConsultationStatus.WITHDRAWN:
        sentence = _("This consultation was withdrawn. Nothing will be decided.")
    else:
        return None
    return Ended(sentence, page.decided_on, _outcomes(page))


def _decided(decision: PlanningDecision) -> str:
    match decision:
        case PlanningDecision.GRANTED:
            return _("Permission was granted.")
        case PlanningDecision.REFUSED:
            return _("Permission was refused.")
        case PlanningDecision.WITHDRAWN:
            return _("The application was withdrawn. Nothing will be decided.")


def _outcomes(page: ConsultationPage) -> tuple[ChangeRow, ...]:
    """Return the latest answers, those first that say what came of a comment."""
    if not page.tally.answered + page.tally.closed:
        return ()
    came = what_came(db.session(), current_council().id, now(), within=page.id)
    telling = sorted(came.rows, key=lambda row: row.note is None)
    return tuple(telling[:MOST_OUTCOMES])


def _line(when: str, text: str, state: str) -> Line:
    return {"when": when, "text": text, "state": state}
