"""The coach and the mirror have words for all that they can notice."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest
from flask import Flask

from consultation.rules.material_considerations import Ground
from consultation.rules.other_matters import Matter
from consultation.web.coach_labels import GOES_TO, GROUNDS, MATTERS, TIPS, WORDS

UNKIND = ("invalid", "irrelevant", "material", "representation", "disposition")
LONGEST_TIP = 180


@pytest.mark.parametrize(
    ("words", "kind"), [(GROUNDS, Ground), (TIPS, Ground), (MATTERS, Matter), (GOES_TO, Matter)]
)
def test_every_value_has_words(words: Mapping[Any, Any], kind: type[StrEnum]) -> None:
    assert set(words) == set(kind)


def test_templates_can_say_both_enums() -> None:
    assert {Ground: GROUNDS, Matter: MATTERS} == WORDS


@pytest.mark.parametrize("words", [GROUNDS, TIPS, MATTERS, GOES_TO])
def test_words_are_short_kind_and_all_different(app: Flask, words: Mapping[Any, Any]) -> None:
    with app.test_request_context():
        said = [str(each) for each in words.values()]
    assert len(set(said)) == len(said)
    assert all(len(each) <= LONGEST_TIP for each in said)
    assert [each for each in said if any(word in each.lower() for word in UNKIND)] == []
