"""Authors change their words and take them back; nobody's answer is left without its question."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from shapely.geometry import Point
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.agreements import agree
from consultation.commands.edits import edit_comment
from consultation.commands.feedback import answer_comment, move_feedback
from consultation.commands.moderation import set_moderation
from consultation.commands.withdrawals import withdraw
from consultation.models.comments import Comment, CommentTopic
from consultation.models.consultations import Consultation
from consultation.models.edits import CommentVersion
from consultation.models.places import CommentPlace
from consultation.models.search import CommentWords
from consultation.queries.comments import CommentFilter, CommentRow, comment_page, thread
from consultation.queries.edits import earlier_versions
from consultation.queries.feeds import feed_entries
from consultation.queries.map import points
from consultation.rules.comments import Lane, Moderation, Place, PlaceWay
from consultation.rules.feedback import FeedbackStatus
from foundation.accounts.rules.authorities import Moderating
from foundation.base.actor import Actor
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.work import work
from geo.rules.shapes import Shape
from tests.conftest import NOW, at_most
from tests.consultation.make import OFFICER, a_comment, a_consultation
from tests.make import an_actor, an_authority

SOON = NOW + timedelta(minutes=29, seconds=59)
LATER = NOW + timedelta(minutes=30)
HERE = Place(PlaceWay.MAP, shape=Shape(Point(-1.85, 52.47)), words="by the lime tree")


def edited(
    session: Session,
    actor: Actor,
    comment: UUID,
    text: str = "Fewer.",
    *,
    at: datetime = LATER,
    show_earlier: bool = True,
) -> Comment:
    """Change the words of a comment; return it as it then is."""
    with work(session, actor, at) as unit:
        edit_comment(unit, comment, text, show_earlier=show_earlier)
    session.rollback()
    return session.get_one(Comment, comment)


def taken_back(session: Session, actor: Actor, comment: UUID) -> None:
    with work(session, actor, LATER) as unit:
        withdraw(unit, comment)


def answered(session: Session, actor: Actor, comment: UUID, text: str = "We will.") -> None:
    with work(session, actor, NOW) as unit:
        answer_comment(unit, comment, text=text, **OFFICER)


def read(session: Session, actor: Actor, ref: str) -> CommentRow:
    found = thread(session, actor.authority_id, ref)
    assert found is not None
    return found.asked


def test_within_half_an_hour_a_slip_leaves_no_trace(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    after = edited(session, actor, posted.comment_id, at=SOON)
    assert (after.text, after.version, after.edited_at) == ("Fewer.", 1, None)
    assert session.scalars(select(CommentVersion)).all() == []


@pytest.mark.parametrize("reaction", ["nothing", "reply", "agree", "answer", "look"])
def test_after_half_an_hour_or_a_reaction_the_earlier_words_stay(
    session: Session, actor: Actor, consultation: UUID, reaction: str
) -> None:
    posted = a_comment(session, actor, consultation)
    if reaction == "reply":
        a_comment(session, actor, consultation, reply_to_ref=posted.ref)
    elif reaction == "answer":
        answered(session, actor, posted.comment_id)
    elif reaction != "nothing":
        with work(session, actor, NOW) as unit:
            if reaction == "agree":
                agree(unit, posted.comment_id, voice_digest="another")
            else:
                move_feedback(unit, posted.comment_id, FeedbackStatus.BEING_CONSIDERED)
    at = LATER if reaction == "nothing" else SOON
    after = edited(session, actor, posted.comment_id, at=at)
    assert (after.version, after.edited_at) == (2, at)
    (first,) = earlier_versions(session, posted.comment_id)
    assert (first.number, first.text, first.made_at) == (1, "More trees, please.", NOW)


def test_an_answer_stays_with_the_version_that_it_answered(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    answered(session, actor, posted.comment_id, "To the first.")
    edited(session, actor, posted.comment_id)
    answered(session, actor, posted.comment_id, "To the second.")
    row = read(session, actor, posted.ref)
    of = {each.text: each.official.of_version for each in row.children if each.official}
    assert of == {"To the first.": 1, "To the second.": 2}
    assert row.version == 2


def test_the_same_words_again_change_nothing(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    for _ in range(3):
        after = edited(session, actor, posted.comment_id)
    assert after.version == 2


def test_earlier_words_can_be_taken_out_of_sight(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation, "Ring me at home.")
    edited(session, actor, posted.comment_id, show_earlier=False)
    assert [each.text for each in earlier_versions(session, posted.comment_id)] == [None]


def test_changed_words_are_found_and_the_earlier_ones_no_more(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation, "Plant hazel.")
    edited(session, actor, posted.comment_id, "Plant willow.")
    for word, found in [("hazel", 0), ("willow", 1)]:
        page = comment_page(session, consultation, filters=CommentFilter(words=word))
        assert len(page.rows) == found


def test_where_a_moderator_looks_first_changed_words_wait_for_them(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    session.get_one(Consultation, consultation).moderating = Moderating.BEFORE
    session.commit()
    assert edited(session, actor, posted.comment_id).moderation is Moderation.HELD
    assert comment_page(session, consultation).rows == []
    assert earlier_versions(session, posted.comment_id) == []


@pytest.mark.parametrize("text", ["", "🌳", "x" * 10_001])
def test_changed_words_are_checked_like_new_ones(
    session: Session, actor: Actor, consultation: UUID, text: str
) -> None:
    posted = a_comment(session, actor, consultation)
    with pytest.raises(Invalid) as refused:
        edited(session, actor, posted.comment_id, text)
    assert list(refused.value.fields) == ["text"]


@pytest.mark.parametrize("state", ["withdrawn", "hidden", "closed", "official"])
def test_what_cannot_be_changed_says_why(
    session: Session, actor: Actor, consultation: UUID, state: str
) -> None:
    posted = a_comment(session, actor, consultation)
    subject, at = posted.comment_id, LATER
    if state == "withdrawn":
        taken_back(session, actor, subject)
    elif state == "hidden":
        with work(session, actor, NOW) as unit:
            set_moderation(unit, subject, Moderation.HIDDEN, "Rude.")
    elif state == "closed":
        at = NOW + timedelta(days=30)
    else:
        answered(session, actor, subject)
        subject = read(session, actor, posted.ref).children[0].id
    with pytest.raises(Conflict) as refused:
        edited(session, actor, subject, at=at)
    assert refused.value.facts["reason"] == {"official": "not_yours"}.get(state, state)


def test_nobody_changes_or_takes_back_what_is_another_councils(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    other = an_actor(an_authority(session, "elsewhere").id)
    with pytest.raises(NotFound):
        edited(session, other, posted.comment_id)
    with pytest.raises(NotFound):
        taken_back(session, other, posted.comment_id)


def test_what_is_taken_back_is_gone_from_every_table_and_every_list(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    said = "Plant hazel."
    posted = a_comment(
        session, actor, consultation, said, place=HERE, topics=("noise",), display_name="Kim"
    )
    edited(session, actor, posted.comment_id, "Plant more hazel.")
    taken_back(session, actor, posted.comment_id)
    for table in (CommentTopic, CommentPlace, CommentVersion, CommentWords):
        assert session.scalars(select(table)).all() == [], table
    left = session.get_one(Comment, posted.comment_id)
    assert (left.text, left.display_name, left.place_words, left.lon) == ("-", None, None, None)
    row = read(session, actor, posted.ref)
    assert (row.text, row.feedback_status) == ("", FeedbackStatus.WITHDRAWN)
    assert comment_page(session, consultation).rows == []
    assert points(session, consultation).points == []
    assert [e for e in feed_entries(session, actor.authority_id, LATER) if e.ref] == []


def test_a_tombstone_stays_while_others_answer_it(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    a_comment(session, actor, consultation, "I think so too.", reply_to_ref=posted.ref)
    answered(session, actor, posted.comment_id)
    taken_back(session, actor, posted.comment_id)
    (row,) = comment_page(session, consultation).rows
    assert (row.text, row.feedback_status) == ("", FeedbackStatus.WITHDRAWN)
    assert {child.text for child in row.children} == {"I think so too.", "We will."}


@pytest.mark.parametrize(
    "status", [FeedbackStatus.RECEIVED, FeedbackStatus.ANSWERED, FeedbackStatus.CLOSED]
)
def test_ones_own_words_can_be_taken_back_at_any_time(
    session: Session, actor: Actor, status: FeedbackStatus
) -> None:
    consultation = a_consultation(session, actor)
    posted = a_comment(session, actor, consultation)
    if status is not FeedbackStatus.RECEIVED:
        with work(session, actor, NOW) as unit:
            closes = status is FeedbackStatus.CLOSED
            answer_comment(unit, posted.comment_id, text="Yes.", close=closes, **OFFICER)
    taken_back(session, actor, posted.comment_id)
    taken_back(session, actor, posted.comment_id)
    assert read(session, actor, posted.ref).feedback_status is FeedbackStatus.WITHDRAWN


def test_a_formal_comment_is_kept_for_the_file_and_for_nobody_else(
    session: Session, actor: Actor, consultation: UUID
) -> None:
    posted = a_comment(session, actor, consultation)
    session.get_one(Comment, posted.comment_id).lane = Lane.REPRESENTATION
    session.commit()
    taken_back(session, actor, posted.comment_id)
    assert session.get_one(Comment, posted.comment_id).text == "More trees, please."
    assert read(session, actor, posted.ref).text == ""


@pytest.mark.parametrize("act", ["reply", "agree"])
def test_nobody_answers_or_agrees_with_what_was_taken_back(
    session: Session, actor: Actor, consultation: UUID, act: str
) -> None:
    posted = a_comment(session, actor, consultation)
    taken_back(session, actor, posted.comment_id)
    with pytest.raises((Conflict, NotFound)):
        if act == "reply":
            a_comment(session, actor, consultation, reply_to_ref=posted.ref)
        else:
            with work(session, actor, NOW) as unit:
                agree(unit, posted.comment_id, voice_digest="another")


def test_a_change_needs_few_statements(session: Session, actor: Actor, consultation: UUID) -> None:
    posted = a_comment(session, actor, consultation)
    with at_most(15):
        edited(session, actor, posted.comment_id)
