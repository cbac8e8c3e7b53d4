"""Who signs, who never may, and what is proposed at an open or a shut gate."""

from __future__ import annotations

from itertools import product
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.base.roles import Role
from programme.rules.gates import (
    PASSES,
    SIGNATORIES,
    Proposal,
    Seats,
    Verdict,
    WhyNot,
    may_propose,
    may_sign,
    may_waive,
    role_to_sign,
)
from programme.rules.lines import Line, Result
from programme.rules.stages import GateCode

ANN, BEN, CAZ, DAN = (UUID(int=number) for number in range(4))
MET = Result(Line.BUDGET_RECORDED, is_met=True, reason="")
SHUT = Result(Line.BUDGET_RECORDED, is_met=False, reason="")
WAIVED = Result(Line.BUDGET_RECORDED, is_met=False, reason="", is_waived=True)

OWNER, SPONSOR, BUYER = Role.CHALLENGE_OWNER, Role.EXECUTIVE_SPONSOR, Role.PROCUREMENT_OFFICER


@pytest.mark.parametrize(
    ("verdict", "ahead", "waiting", "line"),
    list(product(Verdict, (True, False), (True, False), (MET, SHUT, WAIVED))),
)
def test_a_gate_passes_only_when_all_lines_are_met_or_waived(
    verdict: Verdict, ahead: bool, waiting: bool, line: Result
) -> None:
    allowed = may_propose(verdict, [MET, line], is_ahead=ahead, is_under_way=waiting)
    lines_let = verdict not in PASSES or line is not SHUT
    assert bool(allowed) is (ahead and not waiting and lines_let)


def a_proposal(**more: object) -> Proposal:
    given: dict[str, object] = {
        "proposed_by_id": DAN,
        "needed": frozenset({SPONSOR, BUYER}),
        "signed": frozenset(),
        "authors": frozenset(),
        **more,
    }
    return Proposal(**given)  # type: ignore[arg-type]  # keyword by keyword


SEATS = Seats(owner_id=ANN, sponsor_id=BEN)


@pytest.mark.parametrize(
    ("proposal", "person", "role", "why"),
    [
        (a_proposal(), BEN, SPONSOR, None),
        (a_proposal(), CAZ, BUYER, None),
        (None, BEN, SPONSOR, WhyNot.NOTHING_PROPOSED),
        (a_proposal(), CAZ, SPONSOR, WhyNot.NOT_ASKED),
        (a_proposal(), ANN, OWNER, WhyNot.NOT_ASKED),
        (a_proposal(), None, BUYER, WhyNot.NOT_ASKED),
        (a_proposal(), CAZ, None, WhyNot.NOT_ASKED),
        (a_proposal(authors=frozenset({CAZ})), CAZ, BUYER, WhyNot.WROTE_IT),
        (a_proposal(proposed_by_id=CAZ), CAZ, BUYER, WhyNot.PROPOSED_IT),
        (a_proposal(signed=frozenset({(BUYER, CAZ)})), CAZ, BUYER, WhyNot.SIGNED),
        (a_proposal(signed=frozenset({(BUYER, CAZ)})), DAN, BUYER, WhyNot.NOT_ASKED),
        (a_proposal(signed=frozenset({(BUYER, BEN)})), BEN, SPONSOR, WhyNot.SIGNED),
    ],
)
def test_nobody_signs_what_they_wrote_proposed_or_are_not_asked_for(
    proposal: Proposal | None, person: UUID | None, role: Role | None, why: WhyNot | None
) -> None:
    assert may_sign(proposal, person, role, SEATS).reason is why


@given(
    gate=st.sampled_from(GateCode),
    tries=st.lists(
        st.tuples(st.integers(0, 5), st.sets(st.sampled_from(Role), max_size=4)), max_size=30
    ),
    author=st.integers(0, 5),
)
def test_whoever_tries_each_needed_role_is_signed_once_by_another_person(
    gate: GateCode, tries: list[tuple[int, set[Role]]], author: int
) -> None:
    needed = frozenset(SIGNATORIES[gate])
    signed: frozenset[tuple[Role, UUID]] = frozenset()
    seats = Seats(UUID(int=1), UUID(int=2))
    for number, held in tries:
        person = UUID(int=number)
        proposal = Proposal(UUID(int=0), needed, signed, frozenset({UUID(int=author)}))
        role = role_to_sign(proposal, person, held, seats)
        if may_sign(proposal, person, role, seats):
            assert role is not None
            signed |= {(role, person)}
    assert {role for role, _ in signed} <= needed
    assert len({role for role, _ in signed}) == len({person for _, person in signed}) == len(signed)
    assert UUID(int=author) not in {person for _, person in signed}
    assert UUID(int=0) not in {person for _, person in signed}


@pytest.mark.parametrize(("waivable", "waived"), list(product((True, False), (True, False))))
def test_a_line_is_waived_once_and_only_where_it_may_be(waivable: bool, waived: bool) -> None:
    assert bool(may_waive(is_waivable=waivable, is_waived=waived)) is (waivable and not waived)


def test_who_holds_no_seat_signs_for_no_other_challenge() -> None:
    stranger = uuid4()
    assert role_to_sign(a_proposal(), stranger, frozenset({SPONSOR}), SEATS) is None
    assert role_to_sign(a_proposal(), stranger, frozenset({BUYER}), SEATS) is BUYER
