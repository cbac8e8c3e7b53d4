"""Who follows a comment is mailed its answer once, and once more if that was wrong."""

from __future__ import annotations

from uuid import UUID

from flask import Flask
from sqlalchemy.orm import Session

from consultation.rules.following import Pace
from foundation.base.actor import Actor
from tests.consultation.following import a_follower, digests
from tests.consultation.issues import an_answer, an_issue, comments_of, sent


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


def told(app: Flask, session: Session, words: str) -> int:
    """How many mails ever held these words."""
    return sum(words in mail.text for mail in digests(app, session))
