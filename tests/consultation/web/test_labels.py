"""Every value that a page can show has words."""

from __future__ import annotations

import inspect
from enum import StrEnum
from types import ModuleType

import pytest

from consultation.rules import access, comments, consultations, feedback, marks
from consultation.web.labels import WORDS

RULES = (comments, consultations, feedback, marks)


def enums_of(module: ModuleType) -> list[type[StrEnum]]:
    return [
        member
        for _, member in inspect.getmembers(module, inspect.isclass)
        if issubclass(member, StrEnum) and member.__module__ == module.__name__
    ]


@pytest.mark.parametrize("kind", [kind for module in RULES for kind in enums_of(module)])
def test_every_value_of_an_enum_has_words(kind: type[StrEnum]) -> None:
    assert set(WORDS[kind]) == set(kind)


def test_rights_need_no_words() -> None:
    assert access.Can not in WORDS
