"""Two planners press the same button in the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import cast
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.commands.answers import send_answer
from consultation.commands.issue_merges import merge_issues
from consultation.models.answers import AnswerTold
from consultation.models.comments import Comment
from consultation.models.issues import Issue
from consultation.rules.comments import Speaker
from consultation.rules.issues import IssueStatus
from foundation.base.actor import Actor
from foundation.base.db import db
from foundation.base.errors import Conflict
from foundation.base.work import work
from tests.conftest import NOW
from tests.consultation.issues import an_answer, an_issue, comments_of

AT_ONCE = 6


def pressed(app: Flask, actor: Actor, *buttons: tuple[str, UUID, UUID]) -> list[str]:
    """Press all *buttons* at once, each in a browser of its own; return how each ended."""

    def press(button: tuple[str, UUID, UUID]) -> str:
        what, one, other = button
        with app.app_context():
            session = cast(Session, db.session())
            try:
                with work(session, actor, NOW) as unit:
                    if what == "send":
                        send_answer(unit, one)
                    else:
                        merge_issues(unit, one, other)
            except Conflict:
                return "refused"
            finally:
                db.session.remove()
        return "done"

    with ThreadPoolExecutor(len(buttons)) as pool:
        return sorted(pool.map(press, buttons))


def test_an_answer_goes_out_once_however_often_it_is_sent_at_once(
    app: Flask, session: Session, actor: Actor, consultation: UUID
) -> None:
    comments = comments_of(session, actor, consultation, *"ABC")
    answer = an_answer(session, actor, an_issue(session, actor, consultation, *comments))
    session.rollback()
    ended = pressed(app, actor, *[("send", answer, answer)] * AT_ONCE)
    assert ended == ["done", *["refused"] * (AT_ONCE - 1)]
    assert session.scalar(select(func.count(AnswerTold.comment_id))) == 3
    replies = select(func.count(Comment.id)).where(Comment.speaker == Speaker.OFFICER)
    assert session.scalar(replies) == 3


@pytest.mark.parametrize("pairs", [1, 3])
def test_two_issues_that_are_joined_to_each_other_at_once_end_as_one(
    app: Flask, session: Session, actor: Actor, consultation: UUID, pairs: int
) -> None:
    one, two = (an_issue(session, actor, consultation, title=title) for title in "AB")
    session.rollback()
    ended = pressed(app, actor, *[("merge", one, two), ("merge", two, one)] * pairs)
    assert ended.count("done") == 1
    merged = select(func.count(Issue.id)).where(Issue.status == IssueStatus.MERGED)
    assert session.scalar(merged) == 1
