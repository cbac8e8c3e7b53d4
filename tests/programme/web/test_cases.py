"""A business case compares, measures and is approved by somebody who wrote none of it."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.brief_lists import set_measures
from programme.commands.cases import (
    add_benefit,
    add_option,
    prefer_option,
    remove_benefit,
    remove_option,
    settle_case,
    write_case,
)
from programme.commands.chain import begin_line, link_line
from programme.models.challenges import Challenge
from programme.queries.cases import case_facts, case_page
from programme.queries.snapshots import look
from programme.rules.brief_lists import MeasureDraft
from programme.rules.cases import BenefitDraft, CasePart, OptionDraft, a_resident_p, whole_life_p
from programme.rules.chain import ChainDraft
from programme.rules.challenges import ChallengeState
from programme.rules.lines import Line
from programme.rules.stages import GateCode
from tests.clock import NOW
from tests.make import an_authority
from tests.programme.handing_over import case_is_made
from tests.programme.make import Crew, a_crew, back, decide, release
from tests.programme.web.browsers import As, as_crew

__all__ = ["as_crew"]

HERE = "/programme/challenges/town-planning-consultation/case"
COMPETE = OptionDraft("Compete", "Reply in 5 days.", 38_000_00, 24_000_00)
BLANK = {"approver_id": "", "funding_line_id": ""}
NOTHING = OptionDraft("Do nothing", "None. Replies stay at 19 days.", 0, 0, is_nothing=True)


def _whole(session: Session, crew: Crew, challenge: UUID) -> None:
    with work(session, crew[Role.FACILITATOR], NOW) as unit:
        set_measures(unit, challenge, [MeasureDraft("Days to a reply", "days", "19", "5")])
    with work(session, crew.manager, NOW) as unit:
        for part in CasePart:
            write_case(unit, challenge, part, "Because of 31 comments.", seen_number=0)
        add_option(unit, challenge, NOTHING)
        add_option(unit, challenge, COMPETE)
        prefer_option(unit, challenge, 2)
        add_benefit(unit, challenge, BenefitDraft("A reply in 5 days", "Days to a reply"))
        settle_case(
            unit,
            challenge,
            approver_id=crew.id(Role.EXECUTIVE_SPONSOR),
            funding_line_id=None,
            residents=1_144_900,
        )


def test_whole_life_cost_is_the_sum_of_the_screen() -> None:
    assert whole_life_p(38_000_00, 24_000_00, 3) == 110_000_00
    assert whole_life_p(38_000_00, 24_000_00, 5) == 158_000_00
    assert a_resident_p(158_000_00, 1_144_900) == 14
    assert a_resident_p(5, 2) == 3
    assert a_resident_p(158_000_00, None) is None


def test_gate_five_opens_for_a_whole_case_and_shuts_it_afterwards(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    assert case_facts(session, challenge) is None
    back(session, crew, challenge)
    session.get_one(Challenge, challenge).state = ChallengeState.BUSINESS_CASE
    session.commit()
    assert not all(each.is_met for each in look(session, challenge, GateCode.G5, NOW).results)
    _whole(session, crew, challenge)
    looked = look(session, challenge, GateCode.G5, NOW)
    assert [each.line for each in looked.results if not each.is_met] == []
    assert looked.authors == {crew.id(Role.PROGRAMME_MANAGER)}
    signers = (Role.EXECUTIVE_SPONSOR, Role.FINANCE_OFFICER)
    owner = crew[Role.CHALLENGE_OWNER]
    assert owner.person_id
    decide(session, crew, challenge, GateCode.G5, signers=signers)
    assert session.get_one(Challenge, challenge).state is ChallengeState.HANDOVER
    with pytest.raises(Conflict, match="Gate 5 is passed"), work(session, owner, NOW) as unit:
        add_option(unit, challenge, COMPETE)


@pytest.mark.parametrize(
    ("line", "spoil"),
    [
        (Line.DOING_NOTHING_COMPARED, lambda unit, at: remove_option(unit, at, 1)),
        (Line.BENEFITS_MEASURED, lambda unit, at: remove_benefit(unit, at, 1)),
        (
            Line.APPROVER_APART,
            lambda unit, at: settle_case(
                unit, at, approver_id=None, funding_line_id=None, residents=None
            ),
        ),
    ],
    ids=["nothing", "benefit", "approver"],
)
def test_each_line_of_gate_five_shuts_alone(
    session: Session, crew: Crew, challenge: UUID, line: Line, spoil: object
) -> None:
    back(session, crew, challenge)
    _whole(session, crew, challenge)
    with work(session, crew.manager, NOW) as unit:
        spoil(unit, challenge)  # type: ignore[operator]
    results = look(session, challenge, GateCode.G5, NOW).results
    assert [each.line for each in results if not each.is_met] == [line]


def test_a_benefit_whose_measure_is_gone_is_shown_as_broken(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    _whole(session, crew, challenge)
    with work(session, crew[Role.FACILITATOR], NOW) as unit:
        set_measures(unit, challenge, [MeasureDraft("Another", "days", "19", "5")])
    assert [each.is_measured for each in case_page(session, challenge).benefits] == [False]


def test_a_benefit_names_what_residents_said_by_the_chain(
    session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    release(session, crew, challenge)
    case_is_made(session, crew, challenge, "Answers")
    manager = as_crew(Role.PROGRAMME_MANAGER)
    assert "The chain ties no theme" in manager.get(HERE).get_data(as_text=True)
    with work(session, crew[Role.CHALLENGE_OWNER], NOW) as unit:
        begin_line(unit, challenge, 1)
        link_line(unit, challenge, 1, ChainDraft("Answers"), seen=1)
    assert "Residents said:" in manager.get(HERE).get_data(as_text=True)


def test_who_wrote_part_of_it_approves_none_of_it(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    _whole(session, crew, challenge)
    with (
        pytest.raises(Conflict, match="wrote part of the case"),
        work(session, crew.manager, NOW) as unit,
    ):
        settle_case(
            unit,
            challenge,
            approver_id=crew.id(Role.PROGRAMME_MANAGER),
            funding_line_id=None,
            residents=None,
        )


def test_what_cannot_be_is_refused(session: Session, crew: Crew, challenge: UUID) -> None:
    with pytest.raises(Invalid), work(session, crew.manager, NOW) as unit:
        add_benefit(unit, challenge, BenefitDraft("Better", "No such measure"))
    with work(session, crew.manager, NOW) as unit:
        add_option(unit, challenge, NOTHING)
    with pytest.raises(Conflict, match="already"), work(session, crew.manager, NOW) as unit:
        add_option(unit, challenge, NOTHING)
    stranger = a_crew(session, an_authority(session, slug="leeds").id)
    with pytest.raises(NotFound), work(session, stranger.manager, NOW) as unit:
        add_option(unit, challenge, COMPETE)
    with pytest.raises(Invalid), work(session, crew.manager, NOW) as unit:
        settle_case(
            unit,
            challenge,
            approver_id=stranger.id(Role.EXECUTIVE_SPONSOR),
            funding_line_id=None,
            residents=None,
        )


def test_the_case_is_written_on_a_page_and_the_slower_of_two_sees_both_texts(
    session: Session, crew: Crew, challenge: UUID, as_crew: As
) -> None:
    _whole(session, crew, challenge)
    manager = as_crew(Role.PROGRAMME_MANAGER)
    page = manager.get(f"{HERE}?part=financial").get_data(as_text=True)
    assert "£158,000" in page
    assert "14p" in page
    typed = {"part": "financial", "seen": "1", "words": "The council pays."}
    assert manager.post(f"{HERE}/text", data=typed).status_code == 303
    answer = manager.post(f"{HERE}/text", data=typed | {"words": "The grant pays."})
    assert answer.status_code == 409
    both = answer.get_data(as_text=True)
    assert "The council pays." in both
    assert "The grant pays." in both


@pytest.mark.parametrize(
    ("path", "typed", "status", "sentence"),
    [
        ("text", {"part": "strategic", "seen": "0", "words": " "}, 422, "Write a few words"),
        ("options", {"title": "Build", "words": "Late.", "one_off": "x"}, 422, "Enter a sum"),
        ("options", {"title": "", "words": "Late.", "one_off": "1", "yearly": "1"}, 422, "Write"),
        ("benefits", {"benefit": "Better", "measure": "None such"}, 422, "Choose one of these"),
        ("approver", BLANK | {"residents": "many"}, 422, "whole number of residents"),
        ("approver", {"approver_id": "nobody"}, 422, "Choose one of these"),
        ("options/9/remove", {}, 404, "There is no such option"),
        ("options/9/prefer", {}, 404, "There is no such option"),
        ("benefits/9/remove", {}, 404, "There is no such benefit"),
    ],
    ids=["text", "sum", "title", "measure", "residents", "approver", "drop", "prefer", "benefit"],
)
def test_what_cannot_be_is_said_on_the_page(
    challenge: UUID, as_crew: As, path: str, typed: dict[str, str], status: int, sentence: str
) -> None:
    answer = as_crew(Role.PROGRAMME_MANAGER).post(f"{HERE}/{path}", data=typed)
    assert (answer.status_code, sentence in answer.get_data(as_text=True)) == (status, True)


@pytest.mark.parametrize("role", [Role.EXECUTIVE_SPONSOR, Role.FINANCE_OFFICER])
def test_who_signs_reads_the_case_and_writes_none_of_it(
    challenge: UUID, as_crew: As, role: Role
) -> None:
    browser = as_crew(role)
    assert browser.get(HERE).status_code == 200
    assert browser.post(f"{HERE}/options", data={}).status_code == 403
