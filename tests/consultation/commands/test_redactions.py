"""What is taken out is gone everywhere, and comes back only as two people want it."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from consultation.commands.edits import edit_comment
from consultation.commands.feedback import answer_comment
from consultation.commands.moderation import set_moderation
from consultation.commands.points import make_points, whole_points
from consultation.commands.redactions import (
    agree_release,
    ask_release,
    confirm,
    note_original_read,
    take_out,
)
from consultation.commands.withdrawals import withdraw
from consultation.models.comments import Comment
from consultation.models.points import Point
from consultation.models.redactions import Original, Redaction, RedactionMark
from consultation.queries.edits import earlier_versions
from consultation.queries.redactions import originals
from consultation.rules.comments import Moderation
from consultation.rules.following import Pace
from consultation.rules.points import Span
from consultation.rules.redaction_marks import Mark, marks_of
from consultation.rules.redactions import RedactionState
from foundation.base.actor import Actor
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.eventlog import LoggedEvent
from foundation.base.work import work
from tests.conftest import NOW
from tests.consultation.following import a_follower, digests
from tests.consultation.make import OFFICER, a_comment, a_consultation
from tests.consultation.redactions import PERSONAL, SECRET, TEXT, R, marked, shown
from tests.make import an_actor, an_authority
from townhall.jobs import run_once


@pytest.fixture
def ann(actor: Actor) -> Actor:
    return an_actor(actor.authority_id, person_id=uuid4())


@pytest.fixture
def ben(actor: Actor) -> Actor:
    return an_actor(actor.authority_id, person_id=uuid4())


def test_points_answers_versions_and_the_search_lose_the_words_as_well(
    session: Session, actor: Actor, ann: Actor, consultation: UUID
) -> None:
    said = a_comment(session, actor, consultation, TEXT)
    with work(session, actor, NOW) as unit:
        make_points(unit, said.comment_id, [Span(0, TEXT.index(".") + 1)])
        quoted = f"“{TEXT[:24]}”\n\nThank you."
        answer_comment(unit, said.comment_id, text=quoted, close=False, **OFFICER)
    with work(session, actor, NOW) as unit:
        edit_comment(unit, said.comment_id, f"{TEXT} And benches.")
    marked(session, ann, said.comment_id)
    session.rollback()
    answers = select(Comment.text).where(Comment.parent_id == said.comment_id)
    quotes = session.scalars(select(Point.quote)).all()
    for text in (shown(session, said.comment_id), *session.scalars(answers), *quotes):
        assert SECRET not in text
    assert PERSONAL in shown(session, said.comment_id)
    assert [each.text for each in earlier_versions(session, said.comment_id)] == [None]


def test_a_whole_point_is_quoted_as_everybody_reads_the_comment(
    session: Session, actor: Actor, ann: Actor, consultation: UUID
) -> None:
    said = a_comment(session, actor, consultation, TEXT)
    with work(session, actor, NOW) as unit:
        whole_points(unit, consultation, [said.comment_id])
    marked(session, ann, said.comment_id)
    assert session.scalars(select(Point.quote)).one() == shown(session, said.comment_id)


def test_special_category_data_is_held_until_somebody_else_has_looked(
    session: Session, actor: Actor, ann: Actor, ben: Actor, consultation: UUID
) -> None:
    said = a_comment(session, actor, consultation, TEXT)
    marked(session, ann, said.comment_id, "has asthma", R.HEALTH)
    comment = session.get_one(Comment, said.comment_id)
    assert comment.moderation is Moderation.HELD
    for who in (ann, ben):
        with pytest.raises(Conflict, match="second person"), work(session, who, NOW) as unit:
            set_moderation(unit, said.comment_id, Moderation.VISIBLE)
    with pytest.raises(Conflict, match="you marked"), work(session, ann, NOW) as unit:
        confirm(unit, said.comment_id, digest=None)
    with work(session, ben, NOW) as unit:
        confirm(unit, said.comment_id, digest=None)
    session.expire_all()
    assert session.get_one(Comment, said.comment_id).moderation is Moderation.VISIBLE
    assert "asthma" not in shown(session, said.comment_id)


def test_the_whole_text_comes_back_as_two_people_want_it(
    session: Session, actor: Actor, ann: Actor, ben: Actor, consultation: UUID
) -> None:
    said = a_comment(session, actor, consultation, TEXT)
    marked(session, ann, said.comment_id)
    with work(session, ann, NOW) as unit:
        ask_release(unit, said.comment_id, digest=None)
    with pytest.raises(Conflict, match="you asked"), work(session, ann, NOW) as unit:
        agree_release(unit, said.comment_id, digest=None)
    assert SECRET not in shown(session, said.comment_id)
    with work(session, ben, NOW) as unit:
        agree_release(unit, said.comment_id, digest=None)
    assert shown(session, said.comment_id) == TEXT
    assert session.get_one(Redaction, said.comment_id).state is RedactionState.RELEASED


def test_its_author_decides_nothing_about_it_whoever_they_are_at_work(
    session: Session, actor: Actor, ann: Actor, consultation: UUID
) -> None:
    said = a_comment(session, actor, consultation, TEXT, voice="my own voice")
    with pytest.raises(Conflict, match="You wrote this"), work(session, ann, NOW) as unit:
        marks = marks_of(TEXT, SECRET, R.NAME)
        take_out(unit, said.comment_id, marks, seen=TEXT, note="x", digest="my own voice")
    assert shown(session, said.comment_id) == TEXT


def test_marks_in_a_text_that_has_changed_meanwhile_take_nothing_out(
    session: Session, actor: Actor, ann: Actor, consultation: UUID
) -> None:
    said = a_comment(session, actor, consultation, TEXT)
    with work(session, actor, NOW) as unit:
        edit_comment(unit, said.comment_id, "Quite another text.")
    with pytest.raises(Conflict, match="in the meantime"), work(session, ann, NOW) as unit:
        marks = marks_of(TEXT, SECRET, R.NAME)
        take_out(unit, said.comment_id, marks, seen=TEXT, note="x", digest=None)
    assert shown(session, said.comment_id) == "Quite another text."


def test_an_edit_brings_nothing_back_and_waits_for_a_look(
    session: Session, actor: Actor, ann: Actor, ben: Actor, consultation: UUID
) -> None:
    said = a_comment(session, actor, consultation, TEXT)
    marked(session, ann, said.comment_id)
    with work(session, actor, NOW) as unit:
        edit_comment(unit, said.comment_id, f"I say it again: ZEBEDEE\nquill. {TEXT}")
    comment = session.get_one(Comment, said.comment_id)
    assert comment.moderation is Moderation.HELD
    assert "zebedee" not in comment.text.casefold()
    assert comment.text.count(PERSONAL) == 2
    with pytest.raises(Conflict, match="nothing to put back"), work(session, ben, NOW) as unit:
        ask_release(unit, said.comment_id, digest=None)
    with work(session, ben, NOW) as unit:
        set_moderation(unit, said.comment_id, Moderation.VISIBLE)


def test_an_original_is_written_once_and_read_on_the_record(
    session: Session, actor: Actor, ann: Actor, consultation: UUID
) -> None:
    said = a_comment(session, actor, consultation, TEXT)
    with pytest.raises(NotFound), work(session, ann, NOW) as unit:
        note_original_read(unit, said.comment_id)
    marked(session, ann, said.comment_id)
    marked(session, ann, said.comment_id, "trees", R.DESCRIPTION)
    (kept,) = originals(session, actor.authority_id, said.comment_id)
    assert kept.text == TEXT
    with pytest.raises(DBAPIError, match="written once"):
        session.execute(update(Original).values(text="Something else."))
    session.rollback()
    with work(session, ann, NOW) as unit:
        note_original_read(unit, said.comment_id)
    kinds = session.execute(select(LoggedEvent.kind, LoggedEvent.actor_id)).all()
    assert ("consultation.redaction.original_read", ann.person_id) in [tuple(x) for x in kinds]


def test_the_log_holds_no_words(
    session: Session, actor: Actor, ann: Actor, consultation: UUID
) -> None:
    said = a_comment(session, actor, consultation, TEXT)
    marked(session, ann, said.comment_id)
    facts = session.scalars(select(LoggedEvent.facts)).all()
    assert SECRET not in str(facts)


def test_what_is_taken_back_leaves_no_original_behind(
    session: Session, actor: Actor, ann: Actor, consultation: UUID
) -> None:
    said = a_comment(session, actor, consultation, TEXT)
    marked(session, ann, said.comment_id)
    with work(session, actor, NOW) as unit:
        withdraw(unit, said.comment_id)
    for model in (Original, RedactionMark, Redaction):
        assert session.scalars(select(model)).all() == []
    with pytest.raises(Conflict, match="taken this comment back"):
        marked(session, ann, said.comment_id)


def test_an_answer_is_corrected_and_not_redacted(
    session: Session, actor: Actor, ann: Actor, consultation: UUID
) -> None:
    said = a_comment(session, actor, consultation)
    with work(session, actor, NOW) as unit:
        answer_comment(unit, said.comment_id, text=TEXT, close=False, **OFFICER)
    answer = session.scalars(select(Comment.id).where(Comment.text == TEXT)).one()
    with pytest.raises(Conflict, match="An answer is corrected"):
        marked(session, ann, answer)


def test_another_council_takes_nothing_out_and_reads_nothing(
    session: Session, actor: Actor, ann: Actor, consultation: UUID
) -> None:
    twin = an_actor(an_authority(session, "coventry").id, person_id=uuid4())
    a_consultation(session, twin)
    said = a_comment(session, actor, consultation, TEXT)
    marked(session, ann, said.comment_id)
    with pytest.raises(NotFound):
        marked(session, twin, said.comment_id, "trees")
    for attack in (confirm, ask_release, agree_release):
        with pytest.raises(NotFound), work(session, twin, NOW) as unit:
            attack(unit, said.comment_id, digest=None)
    with pytest.raises(NotFound), work(session, twin, NOW) as unit:
        note_original_read(unit, said.comment_id)
    assert originals(session, twin.authority_id, said.comment_id) == []


@pytest.mark.parametrize("mark", [Mark(0, 9_999, R.NAME), Mark(-1, 2, R.NAME), Mark(3, 3, R.NAME)])
def test_offsets_outside_the_text_change_nothing(
    session: Session, actor: Actor, ann: Actor, consultation: UUID, mark: Mark
) -> None:
    said = a_comment(session, actor, consultation, TEXT)
    with pytest.raises(Invalid), work(session, ann, NOW) as unit:
        take_out(unit, said.comment_id, [mark], seen=TEXT, note="x", digest=None)
    assert shown(session, said.comment_id) == TEXT
    assert session.scalars(select(Original)).all() == []


def test_its_author_is_told_why_and_nobody_else_hears_of_it(
    app: Flask, session: Session, actor: Actor, ann: Actor, ben: Actor, consultation: UUID
) -> None:
    said = a_comment(session, actor, consultation, TEXT)
    run_once(app)
    a_follower(session, actor, comment_id=said.comment_id, is_own=True, pace=Pace.INSTANT)
    a_follower(session, actor, "bo@example.org", consultation_id=consultation, pace=Pace.INSTANT)
    marked(session, ann, said.comment_id, "has asthma", R.HEALTH)
    (first,) = digests(app, session)
    assert "A neighbour's name." in first.text
    with work(session, ben, NOW) as unit:
        confirm(unit, said.comment_id, digest=None)
    mails = digests(app, session)
    assert {each.recipient for each in mails} == {first.recipient}
    assert all("asthma" not in each.text for each in mails)
