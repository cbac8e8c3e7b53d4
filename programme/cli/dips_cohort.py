"""The cohort of the pilot: its two days are from the record; who came and who left is invented."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from foundation.base.clock import london_instant
from foundation.base.roles import Role
from foundation.base.work import Work, work
from programme.cli.dips_seeding import Seeding
from programme.commands.cohorts import make_cohort, move_seat, seat_firm, seat_person
from programme.commands.milestones import move_milestone, set_milestone
from programme.commands.sessions import plan_session, take_attendance
from programme.commands.tellings import note_telling, share_telling
from programme.models.cohorts import Cohort, CohortMilestone, CohortSeat
from programme.models.firms import Firm
from programme.rules.attendance import Came
from programme.rules.cohorts import NEXT, CohortDraft, SeatState, Side
from programme.rules.milestones import MilestoneDraft
from programme.rules.sessions import SessionDraft, SessionKind
from programme.rules.tellings import Means, TellingDraft

RECORD = Path(__file__).parent / "dips_cohort.toml"
MARKS = {"a": Came.ATTENDED, "p": Came.PARTIAL, "e": Came.EXCUSED, "x": Came.ABSENT}
GONE = "-"
TEN = time(10)


@dataclass(frozen=True, slots=True)
class Seated:
    """A seat with what is to be written down for each week, and why it left."""

    seat_id: UUID
    marks: str
    why: str | None = None

    def mark(self, week: int) -> Came | None:
        """Return how they came in a week that counts from 1; None once they had left."""
        return MARKS.get(self.marks[week - 1])

    def leaves_after(self, week: int) -> bool:
        """Tell whether this week was their last."""
        return self.why is not None and self.marks.find(GONE) == week


def seed_cohort(seeding: Seeding, programme_id: UUID) -> None:
    """Add the cohort and its seats, then go through its weeks."""
    said = tomllib.loads(RECORD.read_text(encoding="utf-8"))
    manager = seeding.as_role(Role.PROGRAMME_MANAGER)
    with work(seeding.session, manager, _day(said, 1) - timedelta(days=12)) as unit:
        draft = CohortDraft(said["title"], said["starts_on"], said["ends_on"])
        cohort_id = make_cohort(unit, programme_id, draft)
        unit.session.get_one(Cohort, cohort_id).note = said["note"]
        seats = dict(chain(_firms(unit, cohort_id, said), _people(unit, seeding, cohort_id, said)))
        for each in said["milestone"]:
            by = _day(said, each["week"]).date()
            set_milestone(unit, cohort_id, MilestoneDraft(each["title"], by))
    for line in said["session"]:
        _week(seeding, cohort_id, said, line, list(seats.values()))
        _reach(seeding, said, line["week"], seats)
        for told in said["told"]:
            if told["week"] == line["week"]:
                at = _day(said, told["week"]) + timedelta(days=1)
                _tell(seeding, cohort_id, at, told, seats[f"{told['letter']}{told['firm']}"])
    with work(seeding.session, manager, _day(said, 9) + timedelta(hours=8)) as unit:
        for seated in seats.values():
            seat = unit.session.get_one(CohortSeat, seated.seat_id)
            if SeatState.COMPLETED in NEXT[seat.state]:
                move_seat(unit, seat.id, SeatState.COMPLETED)


def _firms(unit: Work, cohort_id: UUID, said: Mapping[str, Any]) -> Iterator[tuple[str, Seated]]:
    for line in said["challenge"]:
        for number, marks in enumerate(line["firms"], 1):
            name = f"{line['letter']}{number}"
            of = select(Firm.id).where(
                Firm.authority_id == unit.actor.authority_id, Firm.name == f"{name} (invented)"
            )
            firm_id = unit.session.scalars(of).one()
            seat_id = seat_firm(unit, cohort_id, line["slug"], firm_id)
            yield name, Seated(seat_id, marks, line["left"].get(str(number)))


def _people(
    unit: Work, seeding: Seeding, cohort_id: UUID, said: Mapping[str, Any]
) -> Iterator[tuple[str, Seated]]:
    """Yield seats of the demonstration's people; a real council's are not known."""
    sides = (
        (Side.COUNCIL, Role.CHALLENGE_OWNER, "council"),
        (Side.EXECUTIVE, Role.EXECUTIVE_SPONSOR, "sponsor"),
    )
    for line in said["challenge"]:
        for side, role, name in sides:
            if role in seeding.people:
                who = seeding.people[role]
                seat_id = seat_person(unit, cohort_id, who, side, line["slug"])
                yield f"{name} {line['letter']}", Seated(seat_id, line[name])
    if Role.MENTOR in seeding.people:
        mentor = seat_person(unit, cohort_id, seeding.people[Role.MENTOR], Side.MENTOR)
        yield "mentor", Seated(mentor, said["mentor"]["marks"])


def _week(
    seeding: Seeding,
    cohort_id: UUID,
    said: Mapping[str, Any],
    line: Mapping[str, Any],
    seats: list[Seated],
) -> None:
    """Plan one session for those who are still there, take it, and let go who leaves."""
    week, at = line["week"], _day(said, line["week"])
    manager = seeding.as_role(Role.PROGRAMME_MANAGER)
    draft = SessionDraft(SessionKind(line["kind"]), line["title"], at, line["minutes"])
    with work(seeding.session, manager, at - timedelta(days=4)) as unit:
        session_id = plan_session(unit, cohort_id, draft)
    with work(seeding.session, manager, at + timedelta(hours=6)) as unit:
        marks = {each.seat_id: came for each in seats if (came := each.mark(week))}
        take_attendance(unit, session_id, marks)
    with work(seeding.session, manager, at + timedelta(days=2)) as unit:
        for each in seats:
            if each.leaves_after(week):
                move_seat(unit, each.seat_id, SeatState.DROPPED, each.why or "")


def _reach(
    seeding: Seeding, said: Mapping[str, Any], week: int, seats: Mapping[str, Seated]
) -> None:
    """Let the firms that are still there reach what is due in a week, some of them days later."""
    at = _day(said, week) + timedelta(hours=7)
    due = {line["title"]: line["slips"] for line in said["milestone"] if line["week"] == week}
    asked = (
        select(CohortMilestone)
        .join(CohortSeat, CohortSeat.id == CohortMilestone.seat_id)
        .where(CohortMilestone.title.in_(due), CohortSeat.state != SeatState.DROPPED)
    )
    names = {seated.seat_id: name for name, seated in seats.items()}
    found = [
        (due[row.title].get(names.get(row.seat_id), 0), row.id)
        for row in seeding.session.scalars(asked)
    ]
    for days, milestone_id in sorted(found, key=lambda pair: (pair[0], str(pair[1]))):
        when = at + timedelta(days=days)
        with work(seeding.session, seeding.as_role(Role.PROGRAMME_MANAGER), when) as unit:
            move_milestone(unit, milestone_id, None, when.date())


def _tell(
    seeding: Seeding, cohort_id: UUID, at: datetime, told: Mapping[str, Any], seated: Seated
) -> None:
    """Note what one firm heard, and share it with the others two days later."""
    manager = seeding.as_role(Role.PROGRAMME_MANAGER)
    draft = TellingDraft(told["words"], Means(told["means"]), at.date(), seated.seat_id)
    with work(seeding.session, manager, at) as unit:
        line = note_telling(unit, cohort_id, told["challenge"], draft)
    with work(seeding.session, manager, at + timedelta(days=2)) as unit:
        share_telling(unit, line)


def _day(said: Mapping[str, Any], week: int) -> datetime:
    """Return when the session of a week begins: on the launch's weekday, the last at the end."""
    last: date = said["ends_on"]
    day = said["starts_on"] + timedelta(weeks=week - 1)
    return london_instant(min(day, last) if week < len(said["session"]) else last, TEN)
