"""The board: every challenge against the stages, what is late and why, and what waits for whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.clock import london_day
from foundation.base.roles import Role
from programme.models.gates import GateDecision
from programme.queries.challenges import ChallengePage, StageDates, challenge_pages, dates_of
from programme.queries.snapshots import look
from programme.rules.board import Light, light
from programme.rules.challenges import (
    OVER,
    ChallengeState,
    Standing,
    gates_ahead,
    gates_of,
    stage_at,
)
from programme.rules.gates import Verdict, is_open
from programme.rules.lines import PAINS, Result
from programme.rules.movers import mover_of
from programme.rules.programmes import Origin, Pain
from programme.rules.stages import STAGE_OF, Dates, GateCode, Stage

ON_BOARD = frozenset(ChallengeState) - {ChallengeState.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Cell:
    """One gate of one challenge; *day* is when it was passed or is due."""

    gate: GateCode
    stage: Stage
    light: Light
    day: date | None
    is_done: bool
    days_late: int
    is_current: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One challenge: its cells, and how the gate in front of it stands.

    Args:
        results: every line of that gate; empty where none is ahead.
        late_because: why it is late in somebody's words; else the first line that is not met.
    """

    challenge: ChallengePage
    cells: tuple[Cell, ...]
    gate: GateCode | None
    light: Light
    results: tuple[Result, ...]
    days_late: int
    late_because: str | None

    @property
    def next_gate(self) -> GateCode:
        """Return the gate ahead, or the next on the way, or else the last of the pathway."""
        done = {cell.gate for cell in self.cells if cell.is_done}
        way = gates_of(self.challenge.pathway)
        return self.gate or next((gate for gate in way if gate not in done), way[-1])

    @property
    def met(self) -> int:
        """Return how many lines let the challenge pass."""
        return sum(result.is_open for result in self.results)

    @property
    def first_open(self) -> Result | None:
        """Return the first line that does not."""
        return next((result for result in self.results if not result.is_open), None)

    @property
    def mover(self) -> Role | None:
        """Return whose turn it is, by role; None where every line is met."""
        return mover_of(self.first_open.line) if self.first_open else None

    @property
    def pain(self) -> Pain | None:
        """Return which of the pilot's troubles holds it up."""
        lines = (PAINS.get(each.line) for each in self.results if not each.is_open)
        return next((pain for pain in lines if pain), None)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The latest verdict at each gate of one challenge, and the gates where one waits."""

    latest: dict[GateCode, Verdict]
    waiting: frozenset[GateCode]


def board(session: Session, authority_id: UUID, now: datetime) -> list[BoardRow]:
    """Return the board of a council; ideas without anybody behind them are not on it."""
    pages = challenge_pages(session, authority_id, states=ON_BOARD)
    shown = [page for page in pages if _is_begun(page)]
    ids = [page.id for page in shown]
    dates, verdicts = dates_of(session, ids), _verdicts(session, ids)
    return [_row(session, page, dates[page.id], verdicts[page.id], now) for page in shown]


def _is_begun(page: ChallengePage) -> bool:
    is_idea = page.state is ChallengeState.IDEA
    return not is_idea or bool(page.owner_id or page.sponsor_id)


def board_row(session: Session, page: ChallengePage, now: datetime) -> BoardRow:
    """Return how one challenge stands, as its line on the board."""
    dates, verdicts = dates_of(session, [page.id]), _verdicts(session, [page.id])
    return _row(session, page, dates[page.id], verdicts[page.id], now)


def _row(
    session: Session,
    page: ChallengePage,
    dates: dict[Stage, StageDates],
    verdicts: Verdicts,
    now: datetime,
) -> BoardRow:
    is_held = page.state is ChallengeState.ON_HOLD
    stands = replace(page.at, state=page.at.stood_at or page.state, stood_at=None)
    passed = {gate for gate, said in verdicts.latest.items() if said in PASSING}
    ahead = [gate for gate in gates_ahead(stands) if gate not in passed]
    current = ahead[0] if ahead and page.state not in OVER else None
    results = look(session, page.id, current, now).results if current else ()
    today = london_day(now)
    cells = tuple(
        _cell(
            stands, gate, dates, verdicts, today, _Here(gate is current, is_held, is_open(results))
        )
        for gate in GateCode
    )
    here = next((cell for cell in cells if cell.is_current), None)
    stage = STAGE_OF[current] if current else stage_at(stands)
    known = dates.get(stage)
    return BoardRow(
        page,
        cells,
        current,
        here.light if here else Light.PASSED,
        results,
        here.days_late if here else 0,
        known.late_because if known else None,
    )


PASSING = frozenset({Verdict.PASS, Verdict.PASS_WITH_CONDITIONS})


@dataclass(frozen=True, slots=True)
class _Here:
    """Whether a gate is the one ahead, and how that one stands."""

    is_current: bool
    is_held: bool
    is_open: bool


def _cell(
    at: Standing,
    gate: GateCode,
    dates: dict[Stage, StageDates],
    verdicts: Verdicts,
    today: date,
    here: _Here,
) -> Cell:
    stage = STAGE_OF[gate]
    known = dates.get(stage) or StageDates(Dates(), None, Origin.RECORDED)
    is_current = here.is_current
    shown = light(
        verdicts.latest.get(gate),
        is_ahead=is_current,
        is_held=here.is_held and is_current,
        is_waiting=gate in verdicts.waiting,
        is_open=here.is_open,
    )
    if gate not in gates_of(at.pathway):
        shown = Light.NOT_HERE
    day = known.dates.actual_on or known.dates.forecast_on or known.dates.baseline_on
    counts = known.dates.actual_on is not None or is_current
    return Cell(
        gate,
        stage,
        shown,
        day,
        is_done=known.dates.actual_on is not None,
        days_late=known.dates.days_late(today) if counts else 0,
        is_current=is_current,
        origin=known.origin,
    )


def _verdicts(session: Session, challenge_ids: list[UUID]) -> dict[UUID, Verdicts]:
    asked = (
        select(
            GateDecision.challenge_id,
            GateDecision.gate,
            GateDecision.verdict,
            GateDecision.decided_at,
        )
        .where(GateDecision.challenge_id.in_(challenge_ids), GateDecision.taken_back_at.is_(None))
        .order_by(GateDecision.decided_at)
    )
    latest: dict[UUID, dict[GateCode, Verdict]] = {each: {} for each in challenge_ids}
    waiting: dict[UUID, set[GateCode]] = {each: set() for each in challenge_ids}
    for row in session.execute(asked):
        if row.decided_at is None:
            waiting[row.challenge_id].add(row.gate)
        else:
            latest[row.challenge_id][row.gate] = row.verdict
    return {each: Verdicts(latest[each], frozenset(waiting[each])) for each in challenge_ids}
