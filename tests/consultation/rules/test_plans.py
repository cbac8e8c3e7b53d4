"""Which task is how far, and when a consultation can be sent for sign-off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consultation.rules.accessible import Barrier, Hung, barriers
from consultation.rules.plans import (
    NEEDED,
    Origin,
    PlanFacts,
    Task,
    TaskState,
    may_send,
    task_states,
    unfinished,
)
from consultation.rules.reading_age import hard_words, reading_age
from consultation.rules.starts import STARTS
from consultation.rules.takes import Takes
from questions.rules.drafts import checked_question

READY = PlanFacts(
    origin=Origin.BLANK,
    done=frozenset(Task),
    takes=Takes.BOTH,
    questions=5,
    has_dates=True,
    has_area=True,
    has_equality=True,
    has_audiences=True,
    stages=2,
    documents=1,
    undescribed=0,
    traits=0,
    has_easy_read=False,
    applicants=0,
)


def test_what_is_ready_can_be_sent() -> None:
    assert may_send(READY)
    assert task_states(READY)[Task.EASY_READ] is TaskState.OPTIONAL


@pytest.mark.parametrize("missing", [task for task in NEEDED if task is not Task.WORDS])
def test_each_needed_task_holds_it_back(missing: Task) -> None:
    facts = replace(
        READY,
        done=READY.done - {missing},
        stages=0 if missing is Task.STAGES else 2,
        has_area=missing is not Task.AREA,
        has_audiences=missing is not Task.AUDIENCES,
        has_dates=missing is not Task.DATES,
        has_equality=missing is not Task.EQUALITY,
    )
    assert unfinished(facts) == (missing,)
    assert not may_send(facts)


def test_questions_are_needed_only_where_people_answer_some() -> None:
    none = replace(READY, questions=0)
    assert unfinished(none) == (Task.QUESTIONS,)
    assert may_send(replace(none, takes=Takes.DIALOGUE))


def test_a_picture_without_words_has_to_be_mended() -> None:
    assert task_states(replace(READY, undescribed=2))[Task.DOCUMENTS] is TaskState.FIX
    assert not may_send(replace(READY, undescribed=1))


@pytest.mark.parametrize("origin", [Origin.TEMPLATE, Origin.COPY])
def test_what_came_along_is_checked_before_it_counts(origin: Origin) -> None:
    came = replace(READY, origin=origin, done=frozenset())
    states = task_states(came)
    assert states[Task.QUESTIONS] is states[Task.STAGES] is TaskState.CHECK
    assert len(unfinished(came)) == len(NEEDED) + 1
    assert may_send(replace(came, done=frozenset(Task)))


def test_each_template_asks_what_can_be_asked() -> None:
    for start in STARTS.values():
        for question in start.questions:
            checked_question(question)
        assert bool(start.questions) == start.takes.has_questions


def test_plain_words_have_a_low_reading_age_and_office_words_a_high_one() -> None:
    plain = (
        "We want to mend the park. It needs new swings. The paths are dark. Tell us what you think."
    )
    office = (
        "The authority envisages the regeneration of residential infrastructure pursuant to policy."
    )
    assert (reading_age(plain) or 99) <= 9
    assert (reading_age(office) or 0) >= 16
    assert reading_age("Too short") is None
    assert "infrastructure" in hard_words(office)


def test_what_keeps_people_out_is_found_the_worst_first() -> None:
    found = barriers(
        "A PARK FOR EVERYBODY",
        "We want to mend the park.",
        [
            Hung("Here", "/plan.pdf", None),
            Hung("Map", "/a.png", None),
            Hung("Site", "/b.png", "b.png"),
        ],
        has_easy_read=True,
    )
    assert [each.barrier for each in found] == [
        Barrier.PICTURE_UNDESCRIBED,
        Barrier.LINK_SAYS_NOTHING,
        Barrier.ALT_IS_FILE_NAME,
        Barrier.ALL_CAPITALS,
    ]
