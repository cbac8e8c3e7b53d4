"""Who follows a comment is mailed its answer once, and once more if that was wrong."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

from flask import Flask
from sqlalchemy.orm import Session

from consultation.rules.digests import MOST_SHOWN
from consultation.rules.following import Pace
from foundation.base.actor import Actor
from tests.conftest import NOW
from tests.consultation.following import a_follower, digests
from tests.consultation.issues import an_answer, an_issue, comments_of, sent
from townhall.jobs import run_once


def test_followers_hear_of_an_answer_and_of_a_correction_that_matters_once_each(
    app: Flask, session: Session, actor: Actor, consultation: UUID
) -> None:
    comments = comments_of(session, actor, consultation, "A.", "B.")
    for comment in comments:
        email = f"{comment.hex}@example.org"
        a_follower(session, actor, email, comment_id=comment, is_own=True, pace=Pace.INSTANT)
    issue = an_issue(session, actor, consultation, *comments)
    sent(session, actor, an_answer(session, actor, issue, "Page 11."))
    assert told(app, session, "Page 11.") == 2
    sent(session, actor, an_answer(session, actor, issue, "Page 12.", seen=1))
    assert told(app, session, "Page 12.") == 0
    wrong = an_answer(session, actor, issue, "Page 13.", seen=2, is_material=True)
    sent(session, actor, wrong)
    assert told(app, session, "Page 13.") == 2
    assert told(app, session, "Corrected on") == 2
    assert told(app, session, "Page 11.") == 2


def test_one_answer_to_many_comments_is_told_once_in_one_mail(
    app: Flask, session: Session, actor: Actor, consultation: UUID
) -> None:
    texts = (f"Shade {number}." for number in range(105))
    comments = comments_of(session, actor, consultation, *texts)
    run_once(app)
    a_follower(session, actor, consultation_id=consultation, pace=Pace.INSTANT)
    a_follower(session, actor, comment_id=comments[7], is_own=True, pace=Pace.INSTANT)
    issue = an_issue(session, actor, consultation, *comments)
    sent(session, actor, an_answer(session, actor, issue, "Page 11."))
    (mail,) = digests(app, session)
    assert mail.text.count("Page 11.") == 1
    assert re.search(r"Your comment \S+ and 104 others were answered", mail.text)
    assert len(digests(app, session)) == 1


def test_a_holiday_ends_in_one_mail_that_can_be_read(
    app: Flask, session: Session, actor: Actor, consultation: UUID
) -> None:
    run_once(app)
    a_follower(session, actor, consultation_id=consultation, pace=Pace.DAILY)
    comments_of(session, actor, consultation, *(f"Tree {number}." for number in range(60)))
    run_once(app)
    app.extensions["clock"].shows = NOW + timedelta(days=1)
    (mail,) = digests(app, session)
    assert mail.text.count("New comment") == MOST_SHOWN
    assert "Tree 59." in mail.text
    assert "There is more than fits in one message." in mail.text
    assert len(digests(app, session)) == 1


def told(app: Flask, session: Session, words: str) -> int:
    """How many mails ever held these words."""
    return sum(words in mail.text for mail in digests(app, session))
