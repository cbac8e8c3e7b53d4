"""The notices of a challenge, and what is recorded that they are drafted from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.accounts.models.authorities import Authority
from foundation.base.clock import london_day
from programme.models.challenges import Challenge
from programme.models.criteria import ScoredCriterion
from programme.models.notices import NoticeStep, ProcurementNotice
from programme.queries.routes import RoutePage, route_page
from programme.rules.challenges import Engagement
from programme.rules.notice_parts import NoticeFacts, Part, drafted
from programme.rules.notices import OPEN, NoticeCode, NoticeState, codes_on
from programme.rules.routes import Route, is_above_threshold
from programme.rules.steps import Step


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice; *number* counts those of its code, *said* is as drafted, *moved_at* the last."""

    code: NoticeCode
    number: int
    state: NoticeState
    said: tuple[tuple[Part, str | None], ...]
    words: str
    revision: int
    drafted_at: datetime
    reference: str | None
    published_on: date | None
    writers: frozenset[UUID]

    @property
    def gaps(self) -> tuple[Part, ...]:
        """Return the parts that nothing is recorded for."""
        return tuple(part for part, words in self.said if words is None)


@dataclass(frozen=True, slots=True)
class NoticesPage:
    """The notices of a challenge: those of its route in order, each with its latest version."""

    route: Route | None
    rows: dict[NoticeCode, NoticeRow | None]


def notices_page(session: Session, challenge_id: UUID, now: datetime) -> NoticesPage:
    """Return the notices of a challenge that the caller has asked for by its own authority."""
    chosen = route_page(session, challenge_id, now)
    route = chosen.chosen.route if chosen else None
    latest = {row.code: row for row in versions_of(session, challenge_id)}
    codes = dict.fromkeys([*codes_on(route), *latest])
    return NoticesPage(route, {code: latest.get(code) for code in NoticeCode if code in codes})


def versions_of(
    session: Session, challenge_id: UUID, code: NoticeCode | None = None
) -> list[NoticeRow]:
    """Return every notice of a challenge, or those of one code, by number."""
    asked = select(ProcurementNotice).where(ProcurementNotice.challenge_id == challenge_id)
    if code is not None:
        asked = asked.where(ProcurementNotice.code == code)
    rows = list(session.scalars(asked.order_by(ProcurementNotice.number)))
    steps = select(NoticeStep.notice_id, NoticeStep.done_by_id).where(
        NoticeStep.notice_id.in_([row.id for row in rows]), NoticeStep.after == NoticeState.DRAFTED
    )
    writers: dict[UUID, set[UUID]] = {row.id: set() for row in rows}
    for notice_id, who in session.execute(steps):
        if who:
            writers[notice_id].add(who)
    return [
        NoticeRow(
            row.code,
            row.number,
            row.state,
            tuple((Part(str(part)), words) for part, words in row.said),
            row.words,
            row.revision,
            row.drafted_at,
            row.reference,
            row.published_on,
            frozenset(writers[row.id]),
        )
        for row in rows
    ]


def is_behind(session: Session, challenge_id: UUID, row: NoticeRow, now: datetime) -> bool:
    """Tell whether what is recorded has changed since an open draft was drawn up."""
    if row.state not in OPEN:
        return False
    return drafted(row.code, notice_facts(session, challenge_id, now)) != row.said


def published_of(session: Session, challenge_id: UUID) -> list[tuple[NoticeCode, str, date]]:
    """Return code, reference and day of each notice that was ever out, by day."""
    asked = select(
        ProcurementNotice.code, ProcurementNotice.reference, ProcurementNotice.published_on
    ).where(
        ProcurementNotice.challenge_id == challenge_id, ProcurementNotice.published_on.is_not(None)
    )
    rows = session.execute(
        asked.order_by(
            ProcurementNotice.published_on, ProcurementNotice.code, ProcurementNotice.number
        )
    )
    return [(row.code, row.reference or "", row.published_on) for row in rows if row.published_on]


def notice_facts(session: Session, challenge_id: UUID, now: datetime) -> NoticeFacts:
    """Return what is recorded of a challenge that its notices are drafted from."""
    challenge = session.get_one(Challenge, challenge_id)
    chosen = route_page(session, challenge_id, now)
    value_p = chosen.chosen.value_p if chosen else None
    begun = (chosen.chosen.begun_on or chosen.today) if chosen else london_day(now)
    opens, closes = challenge.opens_at, challenge.closes_at
    is_none = challenge.engagement is Engagement.NOT_NEEDED
    return NoticeFacts(
        council=session.get_one(Authority, challenge.authority_id).name,
        title=challenge.title,
        question=challenge.question,
        summary=challenge.summary,
        route=chosen.chosen.route if chosen else None,
        reason=chosen.chosen.reason if chosen else "",
        value_p=value_p,
        is_above=None if value_p is None else is_above_threshold(value_p, begun),
        days=_days(chosen),
        done=frozenset(chosen.way.done) if chosen else frozenset(),
        criteria=_criteria(session, challenge) if challenge.criteria_frozen_at else (),
        engaged=(london_day(opens), london_day(closes)) if opens and closes else None,
        no_engagement_because=challenge.engagement_reason if is_none else None,
        reference_of={code: ref for code, ref, _day in published_of(session, challenge_id)},
    )


def _days(chosen: RoutePage | None) -> dict[Step, date]:
    return {
        each.earliest.step: each.days.done or each.days.forecast or each.earliest.day
        for each in (chosen.steps if chosen else ())
    }


def _criteria(session: Session, challenge: Challenge) -> tuple[tuple[str, int], ...]:
    asked = select(ScoredCriterion.title, ScoredCriterion.weight).where(
        ScoredCriterion.challenge_id == challenge.id
    )
    rows = session.execute(asked.order_by(ScoredCriterion.position))
    return tuple((row.title, row.weight) for row in rows)
