"""A round from its set-up to agreed scores: alone first, then together, and nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from foundation.accounts.models.people import PersonRole
from foundation.base.actor import Actor
from foundation.base.errors import Conflict, DomainError, Invalid, NotFound
from foundation.base.roles import Role
from foundation.base.work import Work, work
from programme.commands.assessors import assign, decline
from programme.commands.blinding import look_behind, recognise, set_profile
from programme.commands.conflicts import decide_conflict, declare
from programme.commands.marks import return_sheet, see_others, send_sheet, write_mark
from programme.commands.matches import propose_match
from programme.commands.moderation import settle
from programme.commands.rounds import move_round, set_up_round
from programme.models.challenges import Challenge
from programme.models.criteria import ScoredCriterion
from programme.models.marks import Score
from programme.models.submissions import Submission
from programme.queries.blinding import blind_page, names_known_to, reveals_of
from programme.queries.conflicts import register
from programme.queries.justifications import outcome_of
from programme.queries.marks import SheetPage, desk_of, others_marks, sheet_page
from programme.queries.panel import cleared_of, letters_of
from programme.queries.results import rank, scored_of
from programme.queries.rounds import round_facts, round_page
from programme.rules.assessors import Declined
from programme.rules.blinding import Hidden, Secret, Shown
from programme.rules.challenges import ChallengeState
from programme.rules.conflicts import Answer
from programme.rules.marks import Mark
from programme.rules.moderation import Settlement
from programme.rules.ranking import Method
from programme.rules.rounds import RoundDraft, RoundState
from tests.make import an_authority
from tests.programme.firms import CLOSES
from tests.programme.make import Crew, a_crew
from tests.programme.panels import (
    AFTER,
    Panel,
    a_panel,
    clear,
    clear_all,
    move,
    score,
    score_all,
    talk,
)

R = RoundState
FIGURES = ((83.33, 89.35, 83.33), (71.0, 71.79, 71.0), (52.0, 47.56, 46.67), (72.33, 69.97, 72.33))
"""Of each submission: raw, normalised, and moderated after a talk about fit of the third."""


@pytest.fixture
def small(session: Session, crew: Crew, challenge: UUID) -> Panel:
    return a_panel(session, crew, challenge, many=2)


@contextmanager
def _refused(
    session: Session, who: Actor, words: str, error: type[DomainError] = Conflict
) -> Iterator[Work]:
    """Let *who* try something that is refused with these words."""
    with pytest.raises(error, match=words), work(session, who, AFTER) as unit:
        yield unit


def _states(session: Session, panel: Panel) -> list[str]:
    session.expire_all()
    return [session.get_one(Submission, each).state.value for each in panel.submissions]


def _sheet(session: Session, panel: Panel, submission: int = 0) -> SheetPage | None:
    who = panel.assessors[0]
    assert who.person_id
    return sheet_page(session, who.authority_id, who.person_id, panel.of(submission, 0))


def test_the_known_figures_hold_from_marks_to_matches(
    session: Session, crew: Crew, challenge: UUID
) -> None:
    council, panel = crew.manager.authority_id, a_panel(session, crew, challenge)
    clear_all(session, panel)
    assert cleared_of(session, challenge) == (3, 3, 3, 3)
    move(session, panel, R.FROZEN, R.OPEN)
    assert set(_states(session, panel)) == {"under_assessment"}
    score_all(session, panel)
    move(session, panel, R.SCORING_CLOSED)
    with pytest.raises(Conflict, match="in moderation"):
        talk(session, panel, 2, "fit", 2)
    move(session, panel, R.MODERATION)
    with pytest.raises(Conflict, match="not talked about"):
        move(session, panel, R.AGREED)
    _talks_are_refused(session, panel)
    for submission, code, agreed in ((1, "innovation", 3), (1, "delivery", None), (2, "fit", 2)):
        talk(session, panel, submission, code, agreed)
    for shown, figures in zip(_percents(session, panel), FIGURES, strict=True):
        assert shown == pytest.approx(figures, abs=0.01)
    assert len(session.scalars(select(Score).where(Score.reason == "fit: seen.")).all()) == 12
    with _refused(session, crew.manager, "has not agreed") as unit:
        propose_match(unit, challenge, panel.submissions[0], rank)
    move(session, panel, R.AGREED)
    assert _states(session, panel) == [*["under_assessment"] * 2, "reserve", "under_assessment"]
    with work(session, crew.manager, AFTER) as unit:
        propose_match(unit, challenge, panel.submissions[0], rank)
    assert session.get_one(Challenge, challenge).state is ChallengeState.MATCHED
    last = outcome_of(session, council, panel.submissions[2])
    assert last
    fit = last.justifications[0]
    assert (fit.mark, fit.agreed_because) == (Fraction(2), "We read it again.")
    assert fit.reasons == ("fit: seen.",) * 3
    assert (last.row.place.rank, last.of, last.is_among_first) == (4, 4, False)


def _talks_are_refused(session: Session, panel: Panel) -> None:
    said = Settlement(panel.submissions[2], "fit", 2, "We read it again.", frozenset())
    with _refused(session, panel.assessors[0], "Only the chair") as unit:
        settle(unit, panel.challenge, said)
    with _refused(session, panel.chair, "who was there", Invalid) as unit:
        settle(unit, panel.challenge, said)
    with _refused(session, panel.chair, "no such marks", NotFound) as unit:
        settle(unit, panel.challenge, replace(said, code="none"))


def _percents(session: Session, panel: Panel) -> list[list[float]]:
    scored = scored_of(session, panel.chair.authority_id, panel.challenge)
    assert scored
    by_id = {row.place.submission_id: row.percents for row in scored.result.rows}
    return [[float(by_id[each][method]) for method in Method] for each in panel.submissions]


def test_nobody_reads_or_scores_before_somebody_else_has_cleared_them(
    session: Session, crew: Crew, small: Panel
) -> None:
    first, who, chair = small.of(0, 0), small.assessors[0], small.chair
    with work(session, crew.manager, AFTER) as unit:
        set_up_round(unit, small.challenge, RoundDraft(chair.person_id, quorum=1))
    clear(session, small, 1, 0, 1)
    move(session, small, R.FROZEN, R.OPEN)

    def blocked(words: str, reason: str) -> None:
        with _refused(session, who, words) as unit:
            write_mark(unit, first, "fit", Mark(3, "Seen."))
        page = _sheet(session, small)
        assert page
        assert str(page.may_read.reason) == reason

    blocked("Say first", "not_declared")
    with _refused(session, who, "what the conflict", Invalid) as unit:
        declare(unit, first, Answer.PERCEIVED)
    with work(session, who, AFTER) as unit:
        declare(unit, first, Answer.PERCEIVED, "My cousin worked there.")
    blocked("once the chair has cleared", "not_cleared")
    with _refused(session, who, "Only the chair") as unit:
        decide_conflict(unit, first, clears=True)
    with _refused(session, chair, "cannot matter") as unit:
        decide_conflict(unit, first, clears=True)
    with work(session, chair, AFTER) as unit:
        decide_conflict(unit, first, clears=True, mitigation="Two others score it too.")
    page = _sheet(session, small)
    assert page
    assert page.may_read
    _news_blocks_again(session, small)


def _news_blocks_again(session: Session, small: Panel) -> None:
    first, who, chair = small.of(0, 0), small.assessors[0], small.chair
    with work(session, who, AFTER) as unit:
        declare(unit, first, Answer.ACTUAL, "They have offered me work.")
    with _refused(session, chair, "Another assessor") as unit:
        decide_conflict(unit, first, clears=True)
    with work(session, chair, AFTER) as unit:
        decide_conflict(unit, first, clears=False)
    assert _sheet(session, small) is None
    rows = [row for row in register(session, who.authority_id) if row.person_id == who.person_id]
    assert {(row.number, row.is_last, row.state.value) for row in rows} == {
        (2, True, "barred"),
        (1, False, "cleared"),
    }


def test_who_is_of_the_firm_or_in_the_chair_is_not_asked(
    session: Session, crew: Crew, small: Panel
) -> None:
    founder, chair = small.founder, small.chair.person_id
    assert chair
    for person_id in (founder, chair):
        role = PersonRole(person_id=person_id, role=Role.ASSESSOR, asked_at=AFTER, agreed_at=AFTER)
        session.add(role)
    session.commit()
    asked = small.assessors[0].person_id
    assert asked
    for person_id, submission, error, words in (
        (founder, small.submissions[0], Conflict, "belong to the firm"),
        (chair, small.submissions[0], Conflict, "does not score"),
        (asked, small.submissions[0], Conflict, "already"),
        (uuid4(), small.submissions[0], Invalid, "Nobody with this role"),
        (founder, uuid4(), NotFound, "no such submission"),
    ):
        with _refused(session, crew.manager, words, error) as unit:
            assign(unit, small.challenge, submission, person_id)
    with work(session, small.assessors[1], AFTER) as unit:
        decline(unit, small.of(0, 1), Declined.TOO_MANY)
    with _refused(session, small.assessors[1], "cannot be done") as unit:
        declare(unit, small.of(0, 1), Answer.NONE)


def test_a_round_waits_for_what_is_missing(session: Session, crew: Crew, small: Panel) -> None:
    def refuses(words: str, after: RoundState, at: datetime = AFTER) -> None:
        with pytest.raises(Conflict, match=words), work(session, small.chair, at) as unit:
            move_round(unit, small.challenge, after, round_facts, rank)

    with pytest.raises(Conflict, match="Only the chair"):
        move(session, small, R.FROZEN, by=crew.manager)
    heaviest = session.scalars(select(ScoredCriterion)).all()[0]
    heaviest.weight += 1
    session.commit()
    refuses("add up to 10,000", R.FROZEN)
    heaviest.weight -= 1
    session.commit()
    move(session, small, R.FROZEN)
    refuses("too few assessors", R.OPEN)
    clear_all(session, small)
    refuses("still answer", R.OPEN, CLOSES - timedelta(milliseconds=1))
    _stands(session, small, ChallengeState.CLOSED_TO_APPLICATIONS)
    refuses("Gate 2", R.OPEN)
    _stands(session, small, ChallengeState.ASSESSING)
    move(session, small, R.OPEN)
    refuses("not sent their scores", R.SCORING_CLOSED)
    with _refused(session, crew.manager, "has begun") as unit:
        set_up_round(unit, small.challenge, RoundDraft(small.chair.person_id))
    stranger = a_crew(session, an_authority(session, slug="leeds").id)
    with pytest.raises(NotFound):
        move(session, small, R.SCORING_CLOSED, by=stranger.manager)
    assert round_page(session, stranger.manager.authority_id, small.challenge, None, AFTER) is None


def _stands(session: Session, panel: Panel, state: ChallengeState) -> None:
    session.get_one(Challenge, panel.challenge).state = state
    session.commit()


def test_a_sheet_that_was_sent_stays_as_it_is(session: Session, small: Panel) -> None:
    clear_all(session, small)
    move(session, small, R.FROZEN, R.OPEN)
    first, who = small.of(0, 0), small.assessors[0]
    tries: tuple[tuple[Actor, Mark, str, type[DomainError]], ...] = (
        (small.assessors[1], Mark(5, "Not mine."), "no such submission", NotFound),
        (who, Mark(6, "Seen."), "from 0 to 5", Invalid),
        (who, Mark(3, " "), "Say why", Invalid),
    )
    for actor, mark, words, error in tries:
        with _refused(session, actor, words, error) as unit:
            write_mark(unit, first, "fit", mark)
    with work(session, who, AFTER) as unit:
        write_mark(unit, first, "fit", Mark(3, "Seen."))
    with _refused(session, who, "every criterion") as unit:
        send_sheet(unit, first)
    score(session, small, 0, 0)
    with _refused(session, who, "locked") as unit:
        write_mark(unit, first, "fit", Mark(1, "Changed my mind."))
    with pytest.raises(DBAPIError, match="stays as it is"):
        session.execute(text("UPDATE score SET value = 1"))
    session.rollback()


def test_others_are_seen_once_all_own_sheets_are_in_and_no_sheet_returns_after_that(
    session: Session, small: Panel
) -> None:
    clear_all(session, small)
    move(session, small, R.FROZEN, R.OPEN)
    first, who = small.of(0, 0), small.assessors[0]
    assert who.person_id
    score(session, small, 0, 0)
    score(session, small, 1, 0)
    assert _others(session, small) == 0
    with _refused(session, who, "all your own") as unit:
        see_others(unit, first)
    with work(session, small.chair, AFTER) as unit:
        return_sheet(unit, first, "Delivery has the reason of another.")
    score(session, small, 0, 0, 1)
    assert len(session.scalars(select(Score).where(Score.assignment_id == first)).all()) == 8
    with work(session, who, AFTER) as unit:
        see_others(unit, first)
    assert _others(session, small) == 1
    with _refused(session, small.chair, "has seen") as unit:
        return_sheet(unit, first, "Once more.")
    rows = desk_of(session, who.authority_id, who.person_id)
    assert [(row.letter, row.written, row.criteria) for row in rows] == [("A", 4, 4), ("B", 4, 4)]


def _others(session: Session, panel: Panel) -> int:
    page = _sheet(session, panel)
    assert page
    return len(others_marks(session, panel.chair.authority_id, page))


def test_names_are_hidden_and_whoever_looks_is_written_down(
    session: Session, crew: Crew, small: Panel
) -> None:
    council, submission, chair = crew.manager.authority_id, small.submissions[0], small.chair
    found = round_page(session, council, small.challenge, chair.person_id, AFTER)
    assert found
    with work(session, crew.manager, AFTER) as unit:
        set_profile(unit, small.challenge, {"q1": (Shown.AFTER_SCORING, Hidden.PLACE)})
    page = blind_page(session, council, found.id, submission)
    assert page
    assert page.profile["q1"] == (Shown.AFTER_SCORING, Hidden.PLACE)
    told = {Secret(Hidden.FIRM, "Firm A"), Secret(Hidden.PLACE, "A kiosk that listens.")}
    assert told <= set(page.secrets)
    assert blind_page(session, uuid4(), found.id, submission) is None
    assert names_known_to(session, found.id, chair.person_id) == {}
    acts: tuple[tuple[Actor, Callable[[Work], None]], ...] = (
        (chair, lambda unit: look_behind(unit, small.challenge, submission, "It names a firm.")),
        (small.assessors[0], lambda unit: recognise(unit, small.of(0, 0), "By its product.")),
    )
    with _refused(session, crew.manager, "Only the chair") as unit:
        acts[0][1](unit)
    clear(session, small, 0, 0)
    for actor, act in acts:
        with work(session, actor, AFTER) as unit:
            act(unit)
    assert names_known_to(session, found.id, chair.person_id) == {submission: "Firm A"}
    assert {each.kind.value for each in reveals_of(session, found.id)} == {"looked", "recognised"}
    assert letters_of(session, small.challenge)[submission] == "A"
