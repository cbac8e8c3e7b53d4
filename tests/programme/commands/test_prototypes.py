"""A prototype goes from its firm's hands to the showcase, and opens two lines of gate 4."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.cohorts import move_seat
from programme.commands.prototype_parts import add_claim, add_cost, remove_part
from programme.commands.prototypes import hand_in, judge_prototype, write_prototype
from programme.commands.showcases import give_slot, take_slot
from programme.models.firms import FirmMember
from programme.queries.prototypes import prototype_of_seat, prototype_page, prototypes_of
from programme.queries.snapshots import look, snapshot_of
from programme.rules.cohorts import SeatState
from programme.rules.deployment_costs import CostKind, Span
from programme.rules.lines import Line
from programme.rules.prototypes import PrototypeState
from programme.rules.showcases import Slot
from programme.rules.snapshots import Prototypes
from programme.rules.stages import GateCode
from tests.clock import NOW
from tests.make import an_authority
from tests.programme.cohorts import Cohort, a_cohort, a_session
from tests.programme.make import Crew, a_challenge, a_crew
from tests.programme.prototypes import (
    COSTS,
    a_checked,
    a_claim,
    a_handed_in,
    a_measure,
    a_prototype,
    a_showcase,
)

TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def cohort(session: Session, crew: Crew, challenge: UUID) -> Cohort:
    return a_cohort(session, crew, challenge)


def _facts(session: Session, challenge_id: UUID) -> Prototypes | None:
    session.expire_all()
    return snapshot_of(session, challenge_id, NOW).prototypes


def test_gate_4_counts_every_firm_and_opens_once_all_are_checked_and_costed(
    session: Session, crew: Crew, cohort: Cohort
) -> None:
    assert _facts(session, cohort.challenge_id) == Prototypes(2, 0, 0)
    a_prototype(session, cohort, 0)
    assert _facts(session, cohort.challenge_id) == Prototypes(2, 0, 1)
    a_checked(session, crew, cohort, 1)
    assert _facts(session, cohort.challenge_id) == Prototypes(2, 1, 2)
    results = look(session, cohort.challenge_id, GateCode.G4, NOW).results
    lines = {each.line: each.is_met for each in results}
    assert (lines[Line.EVIDENCE_VERIFIED], lines[Line.COSTS_GIVEN]) == (False, True)
    with work(session, crew.manager, NOW) as unit:
        move_seat(unit, cohort.seats[0], SeatState.DROPPED, "The budget was unsure.")
    assert _facts(session, cohort.challenge_id) == Prototypes(1, 1, 1)


def test_a_challenge_without_a_cohort_has_nothing_recorded(
    session: Session, challenge: UUID
) -> None:
    assert _facts(session, challenge) is None


def test_a_prototype_is_written_handed_in_given_back_checked_shown_and_accepted(
    session: Session, crew: Crew, cohort: Cohort
) -> None:
    seat, writer = cohort.seats[0], cohort.firms[0].first
    made = a_handed_in(session, cohort)
    own = prototype_of_seat(session, seat)
    assert own
    assert own.span(CostKind.ONE_OFF) == Span(2_000_000, 3_800_000, 6_000_000)
    assert [claim.measure for claim in own.claims] == ["Residents who answer"]
    for fixed in (
        lambda unit: write_prototype(unit, seat, "Other", "Words.", None),
        lambda unit: remove_part(unit, seat, own.claims[0].id),
        lambda unit: hand_in(unit, seat),
    ):
        with pytest.raises(Conflict), work(session, writer, NOW) as unit:
            fixed(unit)
    with work(session, crew.manager, NOW) as unit:
        judge_prototype(unit, made, PrototypeState.BUILDING, "Test it with a screen reader.")
    with work(session, writer, NOW) as unit:
        remove_part(unit, seat, own.claims[0].id)
        add_claim(unit, seat, a_claim(a_measure(session, cohort.challenge_id)))
        hand_in(unit, seat)
    with work(session, crew.manager, NOW) as unit:
        judge_prototype(unit, made, PrototypeState.VERIFIED, "")
    day = a_showcase(session, crew, cohort)
    with work(session, crew.manager, NOW) as unit:
        give_slot(unit, day, made, Slot(TOMORROW, 20))
    with pytest.raises(Conflict), work(session, crew.manager, NOW) as unit:
        judge_prototype(unit, made, PrototypeState.SHOWCASED, "")
    with work(session, crew.manager, TOMORROW) as unit:
        judge_prototype(unit, made, PrototypeState.SHOWCASED, "")
        judge_prototype(unit, made, PrototypeState.ACCEPTED, "It meets the measure.")
    page = prototype_page(session, crew.manager.authority_id, made)
    assert page
    assert (page.state, page.slot) == (PrototypeState.ACCEPTED, Slot(TOMORROW, 20))


def test_two_prototypes_never_have_the_same_time_and_what_was_shown_stays(
    session: Session, crew: Crew, cohort: Cohort
) -> None:
    first, second = (a_checked(session, crew, cohort, number) for number in (0, 1))
    day = a_showcase(session, crew, cohort)
    other = a_session(session, crew.manager, cohort, days=2)
    with work(session, crew.manager, NOW) as unit:
        give_slot(unit, day, first, Slot(TOMORROW, 20))
        give_slot(unit, day, first, Slot(TOMORROW + timedelta(minutes=5), 20))
    with pytest.raises(Conflict), work(session, crew.manager, NOW) as unit:
        give_slot(unit, day, second, Slot(TOMORROW + timedelta(minutes=20), 20))
    with pytest.raises(Invalid), work(session, crew.manager, NOW) as unit:
        give_slot(unit, other, second, Slot(TOMORROW, 20))
    later = TOMORROW + timedelta(minutes=6)
    with pytest.raises(Conflict), work(session, crew.manager, later) as unit:
        take_slot(unit, first)
    with work(session, crew.manager, NOW) as unit:
        take_slot(unit, first)
        take_slot(unit, first)
    pages = prototypes_of(session, [cohort.challenge_id])
    assert [page.slot for page in pages] == [None, None]


def test_a_rival_and_another_council_find_no_prototype_by_its_seat_or_id(
    session: Session, crew: Crew, cohort: Cohort
) -> None:
    rival, theirs = cohort.firms[1].first, cohort.seats[0]
    made = a_prototype(session, cohort)
    own = prototype_of_seat(session, theirs)
    assert own
    for forged in (
        lambda unit: write_prototype(unit, theirs, "Mine now", "Words.", None),
        lambda unit: add_cost(unit, theirs, COSTS[0]),
        lambda unit: remove_part(unit, theirs, own.costs[0].id),
        lambda unit: remove_part(unit, cohort.seats[1], own.costs[0].id),
        lambda unit: hand_in(unit, theirs),
    ):
        with pytest.raises(NotFound), work(session, rival, NOW) as unit:
            forged(unit)
    with pytest.raises(NotFound), work(session, crew.manager, NOW) as unit:
        judge_prototype(unit, made, PrototypeState.VERIFIED, "")
    assert prototype_page(session, crew.manager.authority_id, made) is None
    with work(session, cohort.firms[0].first, NOW) as unit:
        hand_in(unit, theirs)
    elsewhere = a_crew(session, an_authority(session, "leeds").id)
    assert prototype_page(session, elsewhere.manager.authority_id, made) is None
    with pytest.raises(NotFound), work(session, elsewhere.manager, NOW) as unit:
        judge_prototype(unit, made, PrototypeState.VERIFIED, "")


def test_a_measure_of_another_challenge_and_a_check_of_ones_own_firm_are_refused(
    session: Session, crew: Crew, programme: UUID, cohort: Cohort
) -> None:
    other = a_challenge(session, crew, programme, title="Another challenge", slug="another")
    foreign = a_measure(session, other)
    with pytest.raises(Invalid), work(session, cohort.firms[0].first, NOW) as unit:
        write_prototype(unit, cohort.seats[0], "Cards", "A card.", None)
        add_claim(unit, cohort.seats[0], a_claim(foreign))
    made = a_handed_in(session, cohort)
    owner = crew.id(Role.CHALLENGE_OWNER)
    session.add(FirmMember(firm_id=cohort.firms[0].id, person_id=owner, joined_at=NOW))
    session.commit()
    with pytest.raises(Conflict), work(session, crew[Role.CHALLENGE_OWNER], NOW) as unit:
        judge_prototype(unit, made, PrototypeState.VERIFIED, "")
