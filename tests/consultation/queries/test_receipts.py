"""What an author reads of their points stays true when points move."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from consultation.commands.issue_merges import merge_issues
from consultation.commands.points import make_points
from consultation.queries.receipts import receipt_points
from consultation.rules.points import Span
from foundation.base.actor import Actor
from foundation.base.work import work
from tests.conftest import NOW, at_most
from tests.consultation.issues import an_answer, an_issue, comments_of, disposed, sent


def test_what_was_answered_before_issues_were_joined_is_told_still(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    (mine,) = comments_of(session, actor, consultation, "Too tall.")
    one = an_issue(session, actor, consultation, mine, title="Height")
    two = an_issue(session, actor, consultation, title="Size")
    sent(session, actor, an_answer(session, actor, one, "Four storeys."))
    sent(session, actor, an_answer(session, actor, two, "As high as the school."))
    with work(session, actor, NOW) as unit:
        merge_issues(unit, one, two)
    (point,) = receipt_points(session, mine)
    assert point.title == "Size"
    assert point.people == 2
    assert {answer.text for answer in point.answers} == {
        "Four storeys.",
        "As high as the school.",
    }


def test_an_outcome_that_nobody_may_see_yet_is_not_in_it_and_many_points_cost_no_more(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    (mine,) = comments_of(session, actor, consultation, "Too tall. Too dark. Too loud.")
    issue = an_issue(session, actor, consultation, mine)
    with work(session, actor, NOW) as unit:
        make_points(unit, mine, [Span(0, 9), Span(10, 19), Span(20, 29)])
    sent(session, actor, an_answer(session, actor, issue))
    disposed(session, actor, issue)
    with at_most(4):
        points = receipt_points(session, mine)
    assert [point.quote for point in points] == ["Too tall.", "Too dark.", "Too loud."]
    assert {(point.disposition, point.proof_words) for point in points} == {(None, None)}
    assert [len(point.answers) for point in points] == [1, 1, 1]
