"""Answers are stored typed, whole and only where they were asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.work import work
from questions.commands.answers import (
    begin_answers,
    forget_answers,
    give_answers,
    save_answers,
)
from questions.commands.forms import begin_version, freeze
from questions.commands.questions import change_question
from questions.models.answers import AnswerSet, GivenAnswer, GivenPick
from questions.queries.answers import answer_set, answer_sets
from questions.queries.forms import all_asked
from questions.rules.dictionary import columns, row
from questions.rules.forms import Choice, Condition, Owner
from questions.rules.kinds import Kind, Test
from questions.rules.stored import Sort
from questions.rules.values import (
    Answers,
    Day,
    Declined,
    Files,
    Number,
    Order,
    Picks,
    Shares,
    Spot,
    Value,
    Words,
)
from tests.clock import NOW
from tests.make import an_actor, an_authority
from tests.questions.forms import a_question
from tests.questions.make import a_stored_form

POINT = '{"type": "Point", "coordinates": [-1.84, 52.47]}'
EVERY: tuple[tuple[Kind, Value], ...] = (
    (Kind.SHORT_TEXT, Words("=1+1")),
    (Kind.LONG_TEXT, Words("Line\nline")),
    (Kind.ONE, Picks((), "a pond")),
    (Kind.SEVERAL, Picks(("c1", "c3"))),
    (Kind.SCALE, Number(Decimal(4))),
    (Kind.RANKING, Order(("c2", "c1", "c3"))),
    (Kind.NUMBER, Number(Decimal("-1200.5"))),
    (Kind.NUMBER, Number(Decimal(1200))),
    (Kind.NUMBER, Number(Decimal("999999999.9999"))),
    (Kind.DATE, Day(date(2026, 12, 24))),
    (Kind.PLACE, Spot("map", drawn=POINT)),
    (Kind.PLACE, Spot("words", words="by the gate")),
    (Kind.PLACE, Spot("postcode", postcode="B9 5AA")),
    (Kind.BUDGET, Shares((("c1", 0), ("c2", 10**12), ("c3", 5)))),
    (Kind.FILE, Files((UUID(int=1), UUID(int=2)))),
    (Kind.DATE, Declined()),
)


def stored(session: Session, actor: Actor, set_id: UUID) -> Answers:
    session.rollback()
    found = answer_set(session, actor.authority_id, set_id)
    assert found
    return found.answers


def test_every_sort_of_answer_comes_back_as_it_was_given(
    session: Session, actor: Actor, owner: Owner
) -> None:
    questions = [
        a_question(kind=kind, offers_other=True, may_decline=True)
        for kind, _ in EVERY
        if kind is not Kind.PICTURE
    ]
    codes = a_stored_form(session, actor, owner, *questions)
    answers = {(code, 0): value for code, (_, value) in zip(codes, EVERY, strict=True)}
    with work(session, actor, NOW) as unit:
        set_id = give_answers(unit, owner, answers)
    assert stored(session, actor, set_id) == answers
    number = session.scalar(select(GivenAnswer.number).where(GivenAnswer.code == codes[6]))
    assert number == Decimal("-1200.5")


def test_what_is_hidden_is_not_stored_and_what_is_needed_is(
    session: Session, actor: Actor, owner: Owner
) -> None:
    one = a_question(kind=Kind.ONE, is_required=True)
    hidden = a_question(
        kind=Kind.SHORT_TEXT, is_required=True, condition=Condition("q1", Test.IS, "c1")
    )
    a_stored_form(session, actor, owner, one, hidden)
    with pytest.raises(Invalid) as refused, work(session, actor, NOW) as unit:
        give_answers(unit, owner, {("q2", 0): Words("x")})
    assert list(refused.value.fields) == ["q1"]
    with pytest.raises(Invalid) as refused, work(session, actor, NOW) as unit:
        give_answers(unit, owner, {("q1", 0): Picks(("c1",))})
    assert list(refused.value.fields) == ["q2"]
    with work(session, actor, NOW) as unit:
        set_id = give_answers(unit, owner, {("q1", 0): Picks(("c2",)), ("q2", 0): Words("x")})
    assert stored(session, actor, set_id) == {("q1", 0): Picks(("c2",))}


def test_answers_are_saved_again_and_again_and_nobody_overwrites_unseen(
    session: Session, actor: Actor, owner: Owner
) -> None:
    a_stored_form(session, actor, owner, a_question(kind=Kind.SEVERAL, is_required=True))
    with work(session, actor, NOW) as unit:
        set_id = begin_answers(unit, owner)
        assert save_answers(unit, set_id, 0, {("q1", 0): Picks(("c1", "c2"))}) == 1
    with work(session, actor, NOW) as unit:
        assert save_answers(unit, set_id, 1, {("q1", 0): Picks(("c3",))}) == 2
    with pytest.raises(Conflict), work(session, actor, NOW) as unit:
        save_answers(unit, set_id, 1, {})
    assert stored(session, actor, set_id) == {("q1", 0): Picks(("c3",))}


def test_answers_can_be_forgotten_whole(session: Session, actor: Actor, owner: Owner) -> None:
    a_stored_form(session, actor, owner, a_question(kind=Kind.SEVERAL))
    with work(session, actor, NOW) as unit:
        set_id = give_answers(unit, owner, {("q1", 0): Picks(("c1",))})
        give_answers(unit, owner, {("q1", 0): Picks(("c2",))})
    with work(session, actor, NOW) as unit:
        forget_answers(unit, set_id)
    for table in (AnswerSet, GivenAnswer, GivenPick):
        assert session.scalar(select(func.count()).select_from(table)) == 1


def test_another_council_reads_and_changes_nothing(
    session: Session, actor: Actor, owner: Owner
) -> None:
    a_stored_form(session, actor, owner, a_question(kind=Kind.SEVERAL))
    twin = an_actor(an_authority(session, "twin").id)
    with work(session, actor, NOW) as unit:
        set_id = give_answers(unit, owner, {("q1", 0): Picks(("c1",))})
    assert answer_set(session, twin.authority_id, set_id) is None
    assert list(answer_sets(session, twin.authority_id, owner)) == []
    for command in (
        lambda unit: save_answers(unit, set_id, 0, {}),
        lambda unit: forget_answers(unit, set_id),
    ):
        with pytest.raises(NotFound), work(session, twin, NOW) as unit:
            command(unit)


def test_a_draft_cannot_be_answered(session: Session, actor: Actor, owner: Owner) -> None:
    a_stored_form(session, actor, owner, a_question(), is_open=False)
    for command in (give_answers, lambda unit, owner, _answers: begin_answers(unit, owner)):
        with pytest.raises(Conflict, match="answered yet"), work(session, actor, NOW) as unit:
            command(unit, owner, {})


def test_the_table_holds_the_answers_of_every_version(
    session: Session, actor: Actor, owner: Owner
) -> None:
    one = a_question(kind=Kind.SEVERAL)
    a_stored_form(session, actor, owner, one)
    with work(session, actor, NOW) as unit:
        give_answers(unit, owner, {("q1", 0): Picks(("c3",))})
        begin_version(unit, owner)
        fewer = (Choice("c1", "Trees"), Choice("c4", "Bins"))
        change_question(unit, owner, "q1", 0, replace(one, choices=fewer))
        freeze(unit, owner)
        second = give_answers(unit, owner, {("q1", 0): Picks(("c4",))})
    asked = all_asked(session, actor.authority_id, owner)
    assert [column.name for column in columns(asked)] == ["q1_c1", "q1_c4", "q1_c2", "q1_c3"]
    rows = [row(asked, each.answers) for each in answer_sets(session, actor.authority_id, owner)]
    ticked = [{name for name, cell in each.items() if cell == "1"} for each in rows]
    assert sorted(ticked, key=min) == [{"q1_c3"}, {"q1_c4"}]
    only = select(AnswerSet.id).where(AnswerSet.id == second)
    some = list(answer_sets(session, actor.authority_id, owner, only))
    assert [(each.id, each.version) for each in some] == [(second, 2)]


def test_the_database_takes_no_answer_of_the_wrong_type(
    session: Session, actor: Actor, owner: Owner
) -> None:
    a_stored_form(session, actor, owner, a_question())
    with work(session, actor, NOW) as unit:
        set_id = begin_answers(unit, owner)
    session.add(GivenAnswer(set_id=set_id, code="q1", turn=0, sort=Sort.NUMBER, text="five"))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()
    session.add(GivenAnswer(set_id=uuid4(), code="q1", turn=0, sort=Sort.DECLINED))
    with pytest.raises(IntegrityError):
        session.flush()
