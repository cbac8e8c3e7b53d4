"""A brief is written by one, reviewed by two others, and released through its gate."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.rules.evidence import EvidenceKind
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.roles import Role
from foundation.base.work import work
from programme.commands.brief_comments import comment_on, settle_comment
from programme.commands.brief_lists import set_items, set_measures
from programme.commands.briefs import complete_section, waive_section, write_section
from programme.commands.citations import cite, drop_citation
from programme.commands.gates import propose_decision
from programme.commands.reviews import amend_brief, ask_changes, send_for_review, turn_key
from programme.models.briefs import Brief, BriefVersion, Citation, SuccessMeasure
from programme.queries.snapshots import look
from programme.rules.brief_lists import ItemDraft, MeasureDraft
from programme.rules.briefs import BriefState, ItemKind, Key
from programme.rules.challenges import ChallengeState
from programme.rules.decisions import DecisionDraft
from programme.rules.gates import Verdict
from programme.rules.sections import Section
from programme.rules.stages import GateCode
from tests.conftest import NOW
from tests.make import an_authority
from tests.programme.make import (
    Crew,
    a_crew,
    approve,
    back,
    decide,
    release,
    state_of,
    write_brief,
)

WHY = Section.WHY


def write(session: Session, crew: Crew, challenge: UUID, text: str, seen: int = 0) -> int:
    with work(session, crew[Role.FACILITATOR], NOW) as unit:
        return write_section(unit, challenge, WHY, text, seen_revision=seen)


def test_who_is_slower_is_told_and_overwrites_nothing(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    assert write(session, crew, challenge, "First.") == 1
    with pytest.raises(Conflict) as refused:
        write(session, crew, challenge, "Slower.")
    assert refused.value.facts == {"reason": "changed_meanwhile"}
    assert write(session, crew, challenge, "First.", seen=1) == 1


def test_a_section_that_changes_is_complete_no_more(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    write(session, crew, challenge, "First.")
    with work(session, crew.manager, NOW) as unit:
        complete_section(unit, challenge, WHY, done=True)
    assert look(session, challenge, GateCode.G1, NOW).results[0].reason.startswith("1 of 12")
    write(session, crew, challenge, "Second.", seen=1)
    assert look(session, challenge, GateCode.G1, NOW).results[0].reason.startswith("0 of 12")
    with work(session, crew.manager, NOW) as unit:
        waive_section(unit, challenge, WHY, "The question says it all.")
    assert "1 are waived" in look(session, challenge, GateCode.G1, NOW).results[0].reason


def test_a_released_brief_is_read_by_all_and_its_version_is_frozen(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    release(session, crew, challenge)
    assert state_of(session, challenge) is ChallengeState.RELEASED
    brief = session.get_one(Brief, challenge)
    assert (brief.state, brief.version, brief.released_version) == (BriefState.RELEASED, 1, 1)
    assert len(session.get_one(BriefVersion, (challenge, 1)).said["texts"]) == 12
    with pytest.raises(Conflict) as refused:
        write(session, crew, challenge, "Later.", seen=1)
    assert refused.value.facts == {"reason": "released"}


def test_the_release_gate_refuses_without_its_keys(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    back(session, crew, challenge)
    decide(session, crew, challenge, GateCode.G0)
    write_brief(session, crew, challenge)
    with work(session, crew[Role.FACILITATOR], NOW) as unit:
        send_for_review(unit, challenge)
    assert state_of(session, challenge) is ChallengeState.BRIEF_REVIEW
    said = DecisionDraft(Verdict.PASS, "Ready.")
    with pytest.raises(Conflict) as refused, work(session, crew.manager, NOW) as unit:
        propose_decision(unit, challenge, GateCode.G1, said, look)
    assert refused.value.facts == {"reason": "lines_open"}


def test_keys_belong_to_who_holds_them_and_wrote_nothing(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    back(session, crew, challenge)
    with work(session, crew[Role.CHALLENGE_OWNER], NOW) as unit:
        write_section(unit, challenge, WHY, "I wrote this.", seen_revision=0)
        send_for_review(unit, challenge)
    owner = crew[Role.CHALLENGE_OWNER]
    with pytest.raises(Conflict) as refused, work(session, owner, NOW) as unit:
        turn_key(unit, challenge, Key.OWNER)
    assert refused.value.facts == {"reason": "wrote_it"}
    for role, key in ((Role.FINANCE_OFFICER, Key.PROCUREMENT), (Role.FACILITATOR, Key.OWNER)):
        with pytest.raises(Conflict) as refused, work(session, crew[role], NOW) as unit:
            turn_key(unit, challenge, key)
        assert refused.value.facts == {"reason": "not_asked"}


def test_changed_words_lose_their_keys(session: Session, crew: Crew, challenge: UUID) -> None:
    back(session, crew, challenge)
    write(session, crew, challenge, "First.")
    approve(session, crew, challenge)
    assert session.get_one(Brief, challenge).state is BriefState.APPROVED
    write(session, crew, challenge, "Second.", seen=1)
    session.expire_all()
    assert session.get_one(Brief, challenge).state is BriefState.DRAFT
    keys = look(session, challenge, GateCode.G1, NOW).results[1]
    assert not keys.is_met


def test_a_brief_sent_back_is_written_again(session: Session, crew: Crew, challenge: UUID) -> None:
    back(session, crew, challenge)
    decide(session, crew, challenge, GateCode.G0)
    write(session, crew, challenge, "First.")
    with work(session, crew.manager, NOW) as unit:
        send_for_review(unit, challenge)
    with work(session, crew[Role.PROCUREMENT_OFFICER], NOW) as unit:
        comment_on(unit, challenge, WHY, "Who is that?")
        ask_changes(unit, challenge)
    assert state_of(session, challenge) is ChallengeState.DEFINING
    write(session, crew, challenge, "Second.", seen=1)
    with work(session, crew.manager, NOW) as unit:
        assert send_for_review(unit, challenge) == 2


def test_an_amendment_is_released_with_both_keys(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    release(session, crew, challenge)
    with work(session, crew.manager, NOW) as unit:
        amend_brief(unit, challenge)
    write(session, crew, challenge, "Amended.", seen=4)
    approve(session, crew, challenge)
    brief = session.get_one(Brief, challenge)
    assert (brief.state, brief.released_version) == (BriefState.RELEASED, 2)
    assert state_of(session, challenge) is ChallengeState.RELEASED


def test_a_citation_remembers_its_value_and_residents_words(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    write_brief(session, crew, challenge)
    cited = session.scalars(select(Citation).order_by(Citation.number)).all()
    assert [row.from_residents for row in cited] == [True, False, False]
    assert cited[0].cited == {"agreed": 0, "replies": 0, "answered": 0}
    assert cited[1].cited == {"number": None}, "one comment is too few to be shown"
    with work(session, crew.manager, NOW) as unit:
        drop_citation(unit, challenge, 1)
    with pytest.raises(NotFound), work(session, crew.manager, NOW) as unit:
        drop_citation(unit, challenge, 1)


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (EvidenceKind.THREAD, "NOPE-NOPE"),
        (EvidenceKind.ISSUE, "7"),
        (EvidenceKind.FIGURE, "people"),
        (EvidenceKind.AREA, "E05000000"),
    ],
)
def test_only_what_is_there_can_be_cited(
    session: Session, crew: Crew, challenge: UUID, kind: EvidenceKind, key: str
) -> None:
    write_brief(session, crew, challenge)
    slug = session.scalars(select(Citation.consultation_slug)).first() or ""
    for name in (slug, "no-such-consultation"):
        with pytest.raises(Invalid) as refused, work(session, crew.manager, NOW) as unit:
            cite(unit, challenge, WHY, slug=name, kind=kind, key=key, claim="So it is.")
        assert set(refused.value.fields) == {"key"}


def test_measures_keep_their_id_and_lists_their_order(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    one, two = MeasureDraft("Answers", "people", "40"), MeasureDraft("Days", "days", "30", "5")
    with work(session, crew.manager, NOW) as unit:
        set_measures(unit, challenge, [one, two])
        set_items(unit, challenge, ItemKind.BLOCKER, [ItemDraft("Money"), ItemDraft("Data")])
    before = {row.name: row.id for row in session.scalars(select(SuccessMeasure))}
    with work(session, crew.manager, NOW) as unit:
        set_measures(unit, challenge, [two, one])
    after = session.scalars(select(SuccessMeasure).order_by(SuccessMeasure.position)).all()
    assert [row.name for row in after] == ["Days", "Answers"]
    assert {row.name: row.id for row in after} == before


def test_a_comment_is_dealt_with_once_and_only_at_home(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    with work(session, crew.manager, NOW) as unit:
        comment = comment_on(unit, challenge, WHY, "Show it.")
        settle_comment(unit, challenge, comment)
        settle_comment(unit, challenge, comment)
    other = a_crew(session, an_authority(session, "westmere").id)
    with pytest.raises(NotFound), work(session, other.manager, NOW) as unit:
        settle_comment(unit, challenge, comment)
    with pytest.raises(NotFound), work(session, other.manager, NOW) as unit:
        write_section(unit, challenge, WHY, "Theirs.", seen_revision=0)
