"""Writing the officer's report, its gate, and the papers that are made of it."""

from __future__ import annotations

from typing import cast
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from consultation.commands.consultations import move_consultation
from consultation.commands.report import ask_paper, leave_open, write_part
from consultation.commands.report_gate import readiness
from consultation.jobs.report import make_papers
from consultation.queries.report import WaitingPaper, latest_paper, parts_of
from consultation.queries.report_figures import report_figures
from consultation.rules.comments import Lane, Stance
from consultation.rules.consultations import ConsultationStatus
from consultation.rules.dispositions import Disposition
from consultation.rules.report import REACH, UNSORTED, UNTAGGED, PaperState, part_of_topic
from foundation.accounts.models.authorities import Authority
from foundation.base.actor import Actor
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.files import Store
from foundation.base.work import work
from tests.conftest import NOW, at_most
from tests.consultation.issues import (
    an_issue,
    comments_of,
    disposed,
    reported,
    withdrawn,
    write_report,
)
from tests.consultation.make import a_comment, a_consultation
from tests.make import an_actor, an_authority

SLUG = "a-greener-high-street"


@pytest.fixture
def considering(session: Session, actor: Actor, consultation: UUID) -> UUID:
    with work(session, actor, NOW) as unit:
        for status in (ConsultationStatus.CLOSED, ConsultationStatus.CONSIDERING):
            move_consultation(unit, consultation, status)
    return consultation


def written(session: Session, actor: Actor, part: str, text: str = "Words.", seen: int = 0) -> None:
    with work(session, actor, NOW) as unit:
        write_part(unit, SLUG, part, text, seen=seen)


def published(session: Session, actor: Actor, consultation: UUID) -> None:
    with work(session, actor, NOW) as unit:
        move_consultation(unit, consultation, ConsultationStatus.REPORTED)


def test_it_is_not_reported_before_every_line_is_there(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    a_comment(session, actor, consultation, topics=("light",))
    shade = an_issue(session, actor, consultation, *comments_of(session, actor, consultation, "A."))
    with work(session, actor, NOW) as unit:
        for status in (ConsultationStatus.CLOSED, ConsultationStatus.CONSIDERING):
            move_consultation(unit, consultation, status)
    with pytest.raises(Conflict) as refused:
        published(session, actor, consultation)
    assert refused.value.facts == {
        "reason": "unfinished",
        "missing": [
            {"lack": "summary", "which": "topic:light"},
            {"lack": "summary", "which": "untagged"},
            {"lack": "outcome", "which": "1"},
            {"lack": "unsorted", "which": "1"},
        ],
    }
    written(session, actor, part_of_topic("light"))
    written(session, actor, UNTAGGED)
    written(session, actor, UNSORTED)
    with pytest.raises(Conflict):
        published(session, actor, consultation)
    disposed(session, actor, shade)
    published(session, actor, consultation)


def test_an_issue_may_be_left_open_if_the_report_says_why(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    issue = an_issue(session, actor, consultation)
    with work(session, actor, NOW) as unit, pytest.raises(Invalid):
        leave_open(unit, issue, " ")
    with work(session, actor, NOW) as unit:
        leave_open(unit, issue, "The water company has not answered.")
    assert readiness(session, consultation).undecided == ()
    (shown,) = report_figures(session, consultation).issues
    assert shown.still_open == "The water company has not answered."
    disposed(session, actor, issue)
    with work(session, actor, NOW) as unit, pytest.raises(Conflict):
        leave_open(unit, issue, "It is not.")


def test_who_is_slower_loses_nothing(session: Session, actor: Actor, consultation: UUID) -> None:
    a_comment(session, actor, consultation)
    written(session, actor, UNTAGGED, "First.")
    with pytest.raises(Conflict, match="Both texts"):
        written(session, actor, UNTAGGED, "Second.", seen=0)
    written(session, actor, UNTAGGED, "First.", seen=0)
    written(session, actor, UNTAGGED, "First and second.", seen=1)
    assert parts_of(session, consultation)[UNTAGGED].text == "First and second."


def test_what_is_published_stays_as_it_was(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    a_comment(session, actor, consultation)
    issue = an_issue(session, actor, consultation)
    reported(session, actor, consultation)
    for part, seen in ((REACH, 0), (UNTAGGED, 1)):
        with pytest.raises(Conflict, match="published"):
            written(session, actor, part, "Other words.", seen)
    with work(session, actor, NOW) as unit, pytest.raises(Conflict, match="published"):
        leave_open(unit, issue, "Another reason.")


@pytest.mark.parametrize("part", ["topic:no-such", "untagged", "anything", ""])
def test_nobody_writes_a_part_about_what_nobody_said(
    session: Session, actor: Actor, consultation: UUID, part: str
) -> None:
    with pytest.raises(NotFound):
        written(session, actor, part)


def test_another_council_finds_none_of_it(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    issue = an_issue(session, actor, consultation)
    other = an_actor(an_authority(session, "solihull").id)
    with pytest.raises(NotFound):
        written(session, other, REACH)
    with work(session, other, NOW) as unit, pytest.raises(NotFound):
        leave_open(unit, issue, "Ours.")
    with work(session, other, NOW) as unit, pytest.raises(NotFound):
        ask_paper(unit, SLUG)


def test_who_wrote_it_does_not_publish_it_where_a_second_look_is_wanted(
    session: Session, actor: Actor, considering: UUID
) -> None:
    session.execute(update(Authority).values(second_look=True))
    session.commit()
    writer, second = (an_actor(actor.authority_id, person_id=uuid4()) for _ in range(2))
    a_comment_in = report_figures(session, considering).lanes
    assert a_comment_in == {}
    written(session, writer, REACH)
    with pytest.raises(Conflict, match="Somebody else"):
        published(session, writer, considering)
    published(session, second, considering)


def test_lanes_stand_apart_and_late_hidden_and_withdrawn_are_said(
    session: Session, actor: Actor
) -> None:
    made = a_consultation(session, actor)
    a_comment(session, actor, made, "For it.", stance=Stance.SUPPORT, topics=("light", "noise"))
    a_comment(session, actor, made, "Against.", stance=Stance.OBJECT, topics=("light",))
    gone = a_comment(session, actor, made, "Never mind.").comment_id
    withdrawn(session, gone)
    with at_most(5):
        figures = report_figures(session, made)
    assert figures.lanes == {Lane.DIALOGUE: 2}
    assert figures.withdrawn == 1
    assert figures.stances[Lane.DIALOGUE]["light"] == {"support": 1, "object": 1}
    assert None not in figures.stances[Lane.DIALOGUE]


def test_a_letter_that_many_send_has_both_counts(
    session: Session, app: Flask, actor: Actor, consultation: UUID
) -> None:
    letter = "Please keep the old trees on the high street, they give us shade in summer."
    for number in range(3):
        words = letter if number else f"{letter} I walk there each day."
        a_comment(session, actor, consultation, words, voice=f"voice {number}")
    app.test_cli_runner().invoke(args=["jobs", "run", "--once"])
    (found,) = report_figures(session, consultation).letters
    assert (found.people, found.texts, found.issues) == (3, 2, ())


def test_a_paper_is_asked_for_once_and_made_beside(
    session: Session, app: Flask, actor: Actor, consultation: UUID
) -> None:
    store = cast(Store, app.extensions["files"])
    asked = []
    for _ in range(2):
        with work(session, actor, NOW) as unit:
            asked.append(ask_paper(unit, SLUG))
    assert asked[0] == asked[1]

    def fails(_paper: WaitingPaper) -> bytes:
        raise ValueError("no ink")

    assert make_papers(session, store, fails, NOW) == 1
    paper = latest_paper(session, consultation)
    assert paper
    assert paper.state is PaperState.FAILED
    with work(session, actor, NOW) as unit:
        ask_paper(unit, SLUG)
    assert make_papers(session, store, lambda paper: paper.slug.encode(), NOW) == 1
    assert make_papers(session, store, fails, NOW) == 0


def test_all_that_a_report_needs_is_what_the_gate_asks_for(
    session: Session, actor: Actor, considering: UUID
) -> None:
    with work(session, actor, NOW) as unit:
        write_report(unit, considering)
        move_consultation(unit, considering, ConsultationStatus.REPORTED)
    assert report_figures(session, considering).issues == ()


def test_the_outcome_that_stands_is_the_one_that_is_reported(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    issue = an_issue(session, actor, consultation)
    disposed(session, actor, issue)
    (shown,) = report_figures(session, consultation).issues
    assert shown.disposition is Disposition.CHANGED_PLAN
    assert (shown.points, shown.people, shown.late) == (1, 1, 0)
