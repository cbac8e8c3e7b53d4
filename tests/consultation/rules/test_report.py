"""What an officer's report has to say before it can be published."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from consultation.rules.consultations import ConsultationStatus
from consultation.rules.report import (
    LONGEST_PART,
    UNSORTED,
    UNTAGGED,
    Lack,
    Missing,
    Readiness,
    WhyNot,
    checked_part,
    checked_why,
    may_publish,
    may_write,
    missing,
    part_of_topic,
    topic_of_part,
)
from foundation.base.errors import Invalid

LIGHT = part_of_topic("light")
WRITER, OTHER = uuid4(), uuid4()


def ready(**more: Any) -> Readiness:
    given: dict[str, Any] = {
        "needed": (LIGHT, UNTAGGED),
        "written": frozenset({LIGHT, UNTAGGED}),
        "undecided": (),
        "unsorted": 0,
        "writers": frozenset({WRITER}),
        **more,
    }
    return Readiness(**given)


@pytest.mark.parametrize(
    ("more", "lacks"),
    [
        ({}, []),
        ({"written": frozenset({LIGHT})}, [Missing(Lack.SUMMARY, UNTAGGED)]),
        ({"undecided": (2, 7)}, [Missing(Lack.OUTCOME, "2"), Missing(Lack.OUTCOME, "7")]),
        ({"unsorted": 3}, [Missing(Lack.UNSORTED, "3")]),
        ({"unsorted": 3, "written": frozenset({LIGHT, UNTAGGED, UNSORTED})}, []),
        ({"needed": (), "written": frozenset()}, []),
    ],
    ids=["whole", "summary", "outcomes", "unsorted", "unsorted and said so", "nobody spoke"],
)
def test_what_is_missing_is_said_line_by_line(more: dict[str, Any], lacks: list[Missing]) -> None:
    state = ready(**more)
    assert list(missing(state)) == lacks
    assert bool(may_publish(state, OTHER, second_look=True)) is not bool(lacks)


@pytest.mark.parametrize(
    ("person", "second_look", "why"),
    [
        (WRITER, False, None),
        (WRITER, True, WhyNot.OWN_WORDS),
        (OTHER, True, None),
        (None, True, WhyNot.OWN_WORDS),
    ],
)
def test_who_wrote_some_of_it_does_not_publish_it_where_a_second_look_is_wanted(
    person: UUID | None, second_look: bool, why: WhyNot | None
) -> None:
    assert may_publish(ready(), person, second_look=second_look).reason is why


@pytest.mark.parametrize("status", ConsultationStatus)
def test_what_is_published_is_not_changed(status: ConsultationStatus) -> None:
    is_out = status in {
        *(ConsultationStatus.REPORTED, ConsultationStatus.DECIDED, ConsultationStatus.WITHDRAWN)
    }
    assert bool(may_write(status)) is not is_out


@pytest.mark.parametrize("text", ["", "  \n ", "…", "x" * (LONGEST_PART + 1)])
def test_a_part_says_something_and_not_far_too_much(text: str) -> None:
    with pytest.raises(Invalid) as wrong:
        checked_part(text)
    assert "text" in wrong.value.fields
    with pytest.raises(Invalid):
        checked_why(text)


def test_a_part_knows_its_topic() -> None:
    assert topic_of_part(LIGHT) == "light"
    assert topic_of_part(UNTAGGED) is None
