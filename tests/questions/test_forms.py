"""Officers build a form question by question; once frozen, it stays as it was answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.errors import Conflict, DomainError, Invalid, NotFound
from foundation.base.eventlog import LoggedEvent
from foundation.base.work import Work, work
from questions.commands.answers import give_answers
from questions.commands.forms import begin_version, freeze, make_form
from questions.commands.questions import (
    add_question,
    change_question,
    copy_question,
    move_question,
    remove_question,
    retire_question,
)
from questions.commands.sections import add_section, change_section, remove_section
from questions.queries.forms import FormVersion, asks_anything, latest_version, open_version
from questions.rules.forms import Choice, Condition, Owner, Section
from questions.rules.kinds import Kind, Test
from questions.rules.values import Picks
from questions.rules.versions import VersionState
from tests.clock import NOW
from tests.make import an_actor, an_authority
from tests.questions.forms import a_question
from tests.questions.make import a_stored_form, an_owner

ONE = a_question(kind=Kind.ONE)
TEXT = a_question(kind=Kind.SHORT_TEXT)


def latest(session: Session, actor: Actor, owner: Owner) -> FormVersion:
    session.rollback()
    found = latest_version(session, actor.authority_id, owner)
    assert found
    return found


def order(session: Session, actor: Actor, owner: Owner) -> list[list[str]]:
    form = latest(session, actor, owner).form
    return [[each.code for each in section.questions] for section in form.sections]


def test_what_is_stored_is_what_was_asked(session: Session, actor: Actor, owner: Owner) -> None:
    budget = a_question(kind=Kind.BUDGET, hint="Think of ten years.", is_required=True)
    follow = replace(TEXT, condition=Condition("q1", Test.ANSWERED), may_decline=True)
    codes = a_stored_form(session, actor, owner, budget, follow, is_open=False)
    found = latest(session, actor, owner)
    assert codes == ["q1", "q2"]
    assert found.form.asks == (replace(budget, code="q1"), replace(follow, code="q2"))
    assert (found.number, found.state) == (1, VersionState.DRAFT)
    assert not asks_anything(session, actor.authority_id, owner)


def test_a_form_is_made_once(session: Session, actor: Actor, owner: Owner) -> None:
    with work(session, actor, NOW) as unit:
        first = make_form(unit, owner)
        assert make_form(unit, owner) == first


def test_questions_move_up_and_down_and_from_section_to_section(
    session: Session, actor: Actor, owner: Owner
) -> None:
    a_stored_form(session, actor, owner, TEXT, TEXT, TEXT, is_open=False)
    with work(session, actor, NOW) as unit:
        section = add_section(unit, owner, Section("", "About you"))
        add_question(unit, owner, section, TEXT)
        late = add_question(unit, owner, "s1", TEXT)
    assert order(session, actor, owner) == [["q1", "q2", "q3", "q6"], ["q5"]]
    for code, up, wanted in (
        (late, True, [["q1", "q2", "q6", "q3"], ["q5"]]),
        ("q3", False, [["q1", "q2", "q6"], ["q3", "q5"]]),
        ("q5", True, [["q1", "q2", "q6"], ["q5", "q3"]]),
        ("q5", True, [["q1", "q2", "q6", "q5"], ["q3"]]),
        ("q1", True, [["q1", "q2", "q6", "q5"], ["q3"]]),
        ("q3", False, [["q1", "q2", "q6", "q5"], ["q3"]]),
    ):
        with work(session, actor, NOW) as unit:
            move_question(unit, owner, code, up=up)
        assert order(session, actor, owner) == wanted


def test_a_copy_stands_after_its_original(session: Session, actor: Actor, owner: Owner) -> None:
    a_stored_form(session, actor, owner, ONE, TEXT, is_open=False)
    with work(session, actor, NOW) as unit:
        assert copy_question(unit, owner, "q1") == "q3"
    assert order(session, actor, owner) == [["q1", "q3", "q2"]]


def test_nothing_may_depend_on_what_comes_after_it(
    session: Session, actor: Actor, owner: Owner
) -> None:
    follow = replace(TEXT, condition=Condition("q1", Test.IS, "c1"))
    a_stored_form(session, actor, owner, ONE, follow, is_open=False)
    commands: tuple[Callable[[Work], object], ...] = (
        lambda unit: move_question(unit, owner, "q1", up=False),
        lambda unit: move_question(unit, owner, "q2", up=True),
        lambda unit: remove_question(unit, owner, "q1"),
        lambda unit: retire_question(unit, owner, "q1"),
        lambda unit: change_question(unit, owner, "q1", 0, TEXT),
        lambda unit: change_question(
            unit, owner, "q1", 0, replace(ONE, condition=Condition("q2", Test.ANSWERED))
        ),
    )
    for command in commands:
        with pytest.raises(Invalid), work(session, actor, NOW) as unit:
            command(unit)
    assert order(session, actor, owner) == [["q1", "q2"]]


def test_who_was_slower_does_not_overwrite(session: Session, actor: Actor, owner: Owner) -> None:
    a_stored_form(session, actor, owner, ONE, is_open=False)
    with work(session, actor, NOW) as unit:
        change_question(unit, owner, "q1", 0, replace(ONE, words="First?"))
    with pytest.raises(Conflict) as refused, work(session, actor, NOW) as unit:
        change_question(unit, owner, "q1", 0, replace(ONE, words="Second?"))
    assert refused.value.facts == {"reason": "changed"}
    found = latest(session, actor, owner)
    assert (found.form.asks[0].words, found.revisions) == ("First?", {"q1": 1})


def test_a_frozen_form_stays_as_it_was_answered(
    session: Session, actor: Actor, owner: Owner
) -> None:
    a_stored_form(session, actor, owner, ONE, TEXT)
    for command in (
        lambda unit: add_question(unit, owner, "s1", TEXT),
        lambda unit: change_question(unit, owner, "q1", 0, TEXT),
        lambda unit: copy_question(unit, owner, "q1"),
        lambda unit: move_question(unit, owner, "q1", up=False),
        lambda unit: remove_question(unit, owner, "q1"),
        lambda unit: add_section(unit, owner, Section("", "More")),
        lambda unit: freeze(unit, owner),
    ):
        with pytest.raises(Conflict) as refused, work(session, actor, NOW) as unit:
            command(unit)
        assert refused.value.facts == {"reason": "frozen"}
    with work(session, actor, NOW) as unit:
        retire_question(unit, owner, "q2")
    assert [each.code for each in latest(session, actor, owner).form.asks] == ["q1"]
    kinds = set(session.scalars(select(LoggedEvent.kind)))
    assert {"questions.form.frozen", "questions.question.retired"} <= kinds


def test_a_question_with_answers_is_retired_and_never_removed(
    session: Session, actor: Actor, owner: Owner
) -> None:
    a_stored_form(session, actor, owner, ONE, TEXT)
    with work(session, actor, NOW) as unit:
        give_answers(unit, owner, {("q1", 0): Picks(("c1",))})
        begin_version(unit, owner)
    assert latest(session, actor, owner).answered == {"q1"}
    with pytest.raises(Conflict, match="Retire it"), work(session, actor, NOW) as unit:
        remove_question(unit, owner, "q1")
    with pytest.raises(Invalid, match="kind stays"), work(session, actor, NOW) as unit:
        change_question(unit, owner, "q1", 0, TEXT)
    with work(session, actor, NOW) as unit:
        remove_question(unit, owner, "q2")
        retire_question(unit, owner, "q1")
    assert order(session, actor, owner) == [["q1"]]


def test_the_next_version_takes_the_place_of_the_one_before(
    session: Session, actor: Actor, owner: Owner
) -> None:
    a_stored_form(session, actor, owner, ONE)
    with work(session, actor, NOW) as unit:
        begin_version(unit, owner)
    with pytest.raises(Conflict, match="begun already"), work(session, actor, NOW) as unit:
        begin_version(unit, owner)
    with work(session, actor, NOW) as unit:
        change_question(unit, owner, "q1", 0, replace(ONE, words="Better?"))
    now = open_version(session, actor.authority_id, owner)
    assert now
    assert (now.number, now.form.asks[0].words) == (1, ONE.words)
    with work(session, actor, NOW) as unit:
        freeze(unit, owner)
    now = open_version(session, actor.authority_id, owner)
    assert now
    assert (now.number, now.form.asks[0].words) == (2, "Better?")
    assert now.form.asks[0].code == "q1"


def test_a_form_without_questions_is_not_frozen(
    session: Session, actor: Actor, owner: Owner
) -> None:
    with pytest.raises(Conflict, match="Add a question"), work(session, actor, NOW) as unit:
        make_form(unit, owner)
        freeze(unit, owner)


@pytest.mark.parametrize(
    ("section", "field"),
    [
        (Section("", " "), "title"),
        (Section("", "x" * 151), "title"),
        (Section("", "A", "x" * 2001), "lead"),
        (Section("", "A", most_times=21), "most_times"),
        (Section("", "A", most_times=0), "most_times"),
    ],
)
def test_a_section_says_what_it_is(
    session: Session, actor: Actor, owner: Owner, section: Section, field: str
) -> None:
    with pytest.raises(Invalid) as refused, work(session, actor, NOW) as unit:
        make_form(unit, owner)
        add_section(unit, owner, section)
    assert list(refused.value.fields) == [field]


def test_only_an_empty_section_goes_and_never_the_last(
    session: Session, actor: Actor, owner: Owner
) -> None:
    a_stored_form(session, actor, owner, ONE, is_open=False)
    with work(session, actor, NOW) as unit:
        code = add_section(unit, owner, Section("", "About you"))
        change_section(unit, owner, Section(code, "You", "A few words.", 3))
        add_question(unit, owner, code, replace(TEXT, condition=Condition("q1", Test.ANSWERED)))
    with pytest.raises(Conflict), work(session, actor, NOW) as unit:
        remove_section(unit, owner, code)
    assert latest(session, actor, owner).form.sections[1].most_times == 3
    with work(session, actor, NOW) as unit:
        remove_question(unit, owner, "q3")
        remove_section(unit, owner, code)
    with pytest.raises(Conflict), work(session, actor, NOW) as unit:
        remove_section(unit, owner, "s1")


def test_another_council_finds_nothing(session: Session, actor: Actor, owner: Owner) -> None:
    a_stored_form(session, actor, owner, ONE)
    twin = an_actor(an_authority(session, "twin").id)
    assert latest_version(session, twin.authority_id, owner) is None
    for command in (
        lambda unit: add_question(unit, owner, "s1", ONE),
        lambda unit: retire_question(unit, owner, "q1"),
        lambda unit: begin_version(unit, owner),
        lambda unit: give_answers(unit, owner, {}),
    ):
        with pytest.raises(DomainError), work(session, twin, NOW) as unit:
            command(unit)
    with pytest.raises(NotFound), work(session, actor, NOW) as unit:
        add_question(unit, an_owner(), "s1", ONE)


def test_a_choice_keeps_its_code_when_its_words_change(
    session: Session, actor: Actor, owner: Owner
) -> None:
    a_stored_form(session, actor, owner, ONE, is_open=False)
    changed = replace(ONE, choices=(Choice("c1", "Many trees"), *ONE.choices[1:]))
    with work(session, actor, NOW) as unit:
        change_question(unit, owner, "q1", 0, changed)
    assert latest(session, actor, owner).form.asks[0].choices[0] == Choice("c1", "Many trees")
