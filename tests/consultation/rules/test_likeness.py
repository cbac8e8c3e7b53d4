"""Which questions one answer serves, by pairs that people have labelled."""

from __future__ import annotations

import pytest

from consultation.rules.likeness import ALIKE, likeness, sentences

SAME = [
    ("When will the building work start?", "When does building work start on site?"),
    ("How many parking spaces will there be?", "How many parking spaces are planned?"),
    ("Will the library be open on Sundays?", "Is the library going to open on a Sunday?"),
    ("How tall is the tower?", "How tall will the new tower be?"),
    ("Will any trees be cut down?", "Are you cutting down the trees?"),
    ("Who pays for the new crossing?", "Who will pay for this crossing?"),
    ("Will there be affordable homes?", "How many affordable homes will there be?"),
    ("Can I see the daylight report?", "Where can I see the daylight report?"),
    (
        "I have lived here for forty years. I like the plan. How many parking spaces are planned?",
        "How many parking spaces?",
    ),
    (
        "\u0643\u0645 \u0645\u0648\u0642\u0641 \u0633\u064a\u0627\u0631\u0629",
        "\u0645\u0648\u0642\u0641 \u0633\u064a\u0627\u0631\u0629",
    ),
]

OTHER = [
    ("When will the building work start?", "How tall is the building?"),
    (
        "How many parking spaces will there be?",
        "Is there a ramp from the parking to the door?",
    ),
    ("Will the library be open on Sundays?", "Will the library keep its computers?"),
    ("Will any trees be cut down?", "Will the down platform get new lights?"),
    ("Who pays for the new crossing?", "Is the new crossing safe for children at night?"),
    ("Will there be affordable homes?", "Will the care homes be told about this?"),
    ("I like it.", "When will it be built?"),
    ("What is this?", "What about that?"),
    ("Parking?", "Where do lorries go to deliver, and is there parking?"),
    ("Noise at night from the pub", "Light at night from the car park"),
    ("The road is too narrow for buses.", "Which buses will stop at the new road?"),
    ("Thank you for asking us.", "When will you tell us what came of asking people?"),
    ("", "When will the building work start?"),
    ("\U0001f44d\U0001f44d", "When will the building work start?"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_question_asked_before_is_known(one: str, other: str) -> None:
    assert likeness(sentences(one), sentences(other)) >= ALIKE


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_another_question_is_not_taken_for_it(one: str, other: str) -> None:
    assert likeness(sentences(one), sentences(other)) < ALIKE


def test_a_long_text_is_bounded() -> None:
    assert len(sentences("Some more words. " * 2_000)) <= 60
