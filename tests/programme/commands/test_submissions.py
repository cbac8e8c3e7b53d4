"""Firms write, certify and submit in time; a rival's file is nobody's business."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.errors import Conflict, Invalid, NotAllowed, NotFound
from foundation.base.work import Work, work
from programme.commands.checks import (
    check_submission,
    extend_deadline,
    inform_ineligible,
    reinstate,
)
from programme.commands.firms import found_firm, join_firm, new_joining_code
from programme.commands.submissions import (
    begin_submission,
    certify,
    mark_ready,
    reopen,
    save_submission,
    submit,
    withdraw,
)
from programme.models.submissions import Submission
from programme.queries.submissions import (
    firms_of,
    own_submission,
    own_submissions,
    sent_submission,
    sent_submissions,
)
from programme.rules.eligibility import CheckDraft, Ground, Verdict
from programme.rules.firms import CODE_LASTS, FirmDraft
from programme.rules.submissions import SubmissionState
from tests.clock import NOW
from tests.make import an_authority
from tests.programme.firms import ANSWERED, CLOSES, SECRET, Firm, a_firm, begun, open_to_firms
from tests.programme.make import Crew

_S = SubmissionState
MILLISECOND = timedelta(milliseconds=1)
NO = CheckDraft(Verdict.INELIGIBLE, frozenset({Ground.INSURED}), "There is no insurance.")


@pytest.fixture
def firm(session: Session, crew: Crew) -> Firm:
    return a_firm(session, crew.manager.authority_id)


@pytest.fixture
def open_challenge(session: Session, crew: Crew, challenge: UUID) -> UUID:
    open_to_firms(session, crew.manager, challenge)
    return challenge


def do(
    session: Session,
    actor: Actor,
    command: Callable[[Work], object],
    now: datetime = NOW,
) -> None:
    with work(session, actor, now) as unit:
        command(unit)


def state(session: Session, submission_id: UUID) -> SubmissionState:
    session.expire_all()
    return session.get_one(Submission, submission_id).state


def submitted(session: Session, challenge_id: UUID, firm: Firm) -> UUID:
    made = begun(session, challenge_id, firm)
    with work(session, firm.first, NOW) as unit:
        mark_ready(unit, made)
        certify(unit, made)
    do(session, firm.second, lambda unit: submit(unit, made))
    return made


def test_a_firm_writes_and_a_second_person_submits(
    session: Session, crew: Crew, open_challenge: UUID, firm: Firm
) -> None:
    made = begun(session, open_challenge, firm, {})
    with pytest.raises(Invalid) as refused:
        do(session, firm.first, lambda unit: mark_ready(unit, made))
    assert list(refused.value.fields) == ["q1"]
    do(session, firm.second, lambda unit: save_submission(unit, made, 1, ANSWERED))
    do(session, firm.first, lambda unit: mark_ready(unit, made))
    do(session, firm.first, lambda unit: certify(unit, made))
    with pytest.raises(Conflict, match="Somebody else"):
        do(session, firm.first, lambda unit: submit(unit, made))
    assert sent_submissions(session, crew.manager.authority_id, open_challenge) == ()
    do(session, firm.second, lambda unit: submit(unit, made))
    assert state(session, made) is _S.SUBMITTED
    seen = sent_submission(session, crew.manager.authority_id, made)
    assert seen
    assert seen.answers == ANSWERED
    assert [move.after for move in seen.moves] == [_S.READY, _S.AWAITING_SIGN_OFF, _S.SUBMITTED]


def test_the_database_lets_nobody_sign_twice(
    session: Session, open_challenge: UUID, firm: Firm
) -> None:
    made = session.get_one(Submission, submitted(session, open_challenge, firm))
    made.submitted_by_id = made.certified_by_id
    with pytest.raises(IntegrityError):
        session.flush()


def test_colleagues_do_not_overwrite_each_other(
    session: Session, open_challenge: UUID, firm: Firm
) -> None:
    made = begun(session, open_challenge, firm)
    do(session, firm.second, lambda unit: save_submission(unit, made, 1, {}))
    with pytest.raises(Conflict) as refused:
        do(session, firm.first, lambda unit: save_submission(unit, made, 1, ANSWERED))
    assert refused.value.facts == {"reason": "changed"}


def test_nothing_goes_in_after_the_deadline_and_everything_until_then(
    session: Session, open_challenge: UUID, firm: Firm
) -> None:
    made = begun(session, open_challenge, firm)
    with work(session, firm.first, NOW) as unit:
        mark_ready(unit, made)
        certify(unit, made)
    for late in (CLOSES, CLOSES + MILLISECOND):
        commands: tuple[Callable[[Work], object], ...] = (
            lambda unit: submit(unit, made),
            lambda unit: reopen(unit, made),
        )
        for command in commands:
            with pytest.raises(Conflict, match="deadline has passed"):
                do(session, firm.second, command, late)
    do(session, firm.second, lambda unit: submit(unit, made), CLOSES - MILLISECOND)
    do(session, firm.second, lambda unit: reopen(unit, made), CLOSES - MILLISECOND)
    with pytest.raises(Conflict, match="deadline has passed"):
        do(session, firm.first, lambda unit: save_submission(unit, made, 1, {}), CLOSES)
    rival = a_firm(session, firm.first.authority_id, "Bell Works")
    with pytest.raises(Conflict, match="deadline has passed"):
        do(session, rival.first, lambda u: begin_submission(u, open_challenge, rival.id), CLOSES)
    do(session, firm.first, lambda unit: withdraw(unit, made), CLOSES + MILLISECOND)
    assert state(session, made) is _S.WITHDRAWN


def test_more_time_is_for_everybody_and_is_told_with_its_reason(
    session: Session, crew: Crew, open_challenge: UUID, firm: Firm
) -> None:
    made = begun(session, open_challenge, firm)
    until = CLOSES + timedelta(days=7)
    for wrong in (CLOSES, CLOSES - MILLISECOND):
        with pytest.raises(Invalid), work(session, crew.manager, NOW) as unit:
            extend_deadline(unit, open_challenge, wrong, "A strike.")
    do(session, crew.manager, lambda u: extend_deadline(u, open_challenge, until, "A strike."))
    do(session, firm.first, lambda unit: save_submission(unit, made, 1, ANSWERED), CLOSES)
    assert firm.first.person_id
    page = own_submission(session, firm.first.authority_id, firm.first.person_id, made)
    assert page
    assert [(each.after, each.reason) for each in page.extensions] == [(until, "A strike.")]
    with pytest.raises(Conflict, match="deadline has passed"):
        do(
            session,
            crew.manager,
            lambda unit: extend_deadline(unit, open_challenge, until + timedelta(1), "x"),
            until,
        )


def test_what_is_sent_stays_as_it_is_until_it_is_taken_back(
    session: Session, open_challenge: UUID, firm: Firm
) -> None:
    made = submitted(session, open_challenge, firm)
    with pytest.raises(Conflict, match="Take it back"):
        do(session, firm.first, lambda unit: save_submission(unit, made, 1, {}))
    do(session, firm.first, lambda unit: reopen(unit, made))
    do(session, firm.first, lambda unit: save_submission(unit, made, 1, {}))
    with pytest.raises(Conflict):
        do(session, firm.second, lambda unit: submit(unit, made))


def test_who_is_out_reads_why_and_can_be_taken_back_in(
    session: Session, crew: Crew, open_challenge: UUID, firm: Firm
) -> None:
    made = submitted(session, open_challenge, firm)
    do(session, crew.manager, lambda unit: check_submission(unit, made, NO))
    assert state(session, made) is _S.INELIGIBLE
    with pytest.raises(Conflict):
        do(session, crew.manager, lambda unit: reinstate(unit, made, "We were wrong."))
    do(session, crew.manager, lambda unit: inform_ineligible(unit, made))
    with pytest.raises(Invalid):
        do(session, crew.manager, lambda unit: reinstate(unit, made, " "))
    do(session, crew.manager, lambda unit: reinstate(unit, made, "The policy was attached."))
    seen = sent_submission(session, crew.manager.authority_id, made)
    assert seen
    assert (seen.row.state, seen.checks[0].grounds) == (_S.SUBMITTED, (Ground.INSURED,))
    assert seen.moves[-1].reason == "The policy was attached."
    do(session, crew.manager, lambda u: check_submission(u, made, CheckDraft(Verdict.ELIGIBLE)))
    assert state(session, made) is _S.SUBMITTED


def test_a_draft_cannot_be_checked_nor_read_by_the_council(
    session: Session, crew: Crew, open_challenge: UUID, firm: Firm
) -> None:
    made = begun(session, open_challenge, firm)
    with pytest.raises(Conflict):
        do(session, crew.manager, lambda unit: check_submission(unit, made, NO))
    assert sent_submission(session, crew.manager.authority_id, made) is None


def test_a_rival_finds_changes_and_sends_nothing(
    session: Session, crew: Crew, open_challenge: UUID, firm: Firm
) -> None:
    made = submitted(session, open_challenge, firm)
    rival = a_firm(session, firm.first.authority_id, "Bell Works")
    assert rival.first.person_id
    council = rival.first.authority_id
    assert own_submission(session, council, rival.first.person_id, made) is None
    assert own_submissions(session, council, rival.first.person_id) == ()
    assert [each.name for each in firms_of(session, council, rival.first.person_id)] == [
        "Bell Works"
    ]
    commands: tuple[Callable[[Work], object], ...] = (
        lambda unit: save_submission(unit, made, 1, {}),
        lambda unit: mark_ready(unit, made),
        lambda unit: certify(unit, made),
        lambda unit: submit(unit, made),
        lambda unit: reopen(unit, made),
        lambda unit: withdraw(unit, made),
        lambda unit: begin_submission(unit, open_challenge, firm.id),
        lambda unit: new_joining_code(unit, firm.id, SECRET),
    )
    for command in commands:
        with pytest.raises(NotFound):
            do(session, rival.first, command)
    twin = an_authority(session, "twin")
    assert sent_submission(session, twin.id, made) is None
    assert sent_submissions(session, twin.id, open_challenge) == ()
    with pytest.raises(NotFound):
        do(session, Actor(twin.id, firm.first.person_id), lambda unit: withdraw(unit, made))


def test_a_firm_has_one_submission_a_challenge(
    session: Session, open_challenge: UUID, firm: Firm
) -> None:
    made = begun(session, open_challenge, firm)
    do(session, firm.second, lambda unit: begin_submission(unit, open_challenge, firm.id))
    assert list(session.scalars(select(Submission.id))) == [made]


def test_a_joining_code_is_good_for_two_weeks_and_for_one_firm(
    session: Session, crew: Crew, firm: Firm
) -> None:
    stranger = crew.manager
    with work(session, firm.first, NOW) as unit:
        old = new_joining_code(unit, firm.id, SECRET)
        code = new_joining_code(unit, firm.id, SECRET)
    for wrong, now in ((old, NOW), ("AAAA", NOW), (code, NOW + CODE_LASTS)):
        with pytest.raises(Invalid), work(session, stranger, now) as unit:
            join_firm(unit, wrong, SECRET)
    do(session, stranger, lambda unit: join_firm(unit, code, SECRET))
    do(session, stranger, lambda unit: join_firm(unit, code, SECRET))
    assert stranger.person_id
    assert firms_of(session, stranger.authority_id, stranger.person_id)[0].members == 3
    nobody = Actor(stranger.authority_id)
    with pytest.raises(NotAllowed):
        do(session, nobody, lambda unit: join_firm(unit, code, SECRET))
    with pytest.raises(NotAllowed):
        do(session, nobody, lambda unit: found_firm(unit, FirmDraft("A")))
