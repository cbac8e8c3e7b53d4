"""The kinds of questions, and what each of them can be asked with."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What sort of answer a question takes."""

    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    ONE = "one"
    SEVERAL = "several"
    PICTURE = "picture"
    SCALE = "scale"
    RANKING = "ranking"
    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    BUDGET = "budget"
    FILE = "file"


class Test(StrEnum):
    """How a condition looks at an earlier answer."""

    __test__ = False  # not one of pytest's

    IS = "is"
    IS_NOT = "is_not"
    CONTAINS = "contains"
    OVER = "over"
    UNDER = "under"
    ANSWERED = "answered"


TEXTS = frozenset({Kind.SHORT_TEXT, Kind.LONG_TEXT})
PICKED_ONCE = frozenset({Kind.ONE, Kind.PICTURE})
PICKED = PICKED_ONCE | {Kind.SEVERAL}
WITH_CHOICES = PICKED | {Kind.RANKING, Kind.BUDGET}
MEASURED = frozenset({Kind.SCALE, Kind.NUMBER})

TESTS: dict[Kind, frozenset[Test]] = {
    Kind.SHORT_TEXT: frozenset({Test.CONTAINS, Test.ANSWERED}),
    Kind.LONG_TEXT: frozenset({Test.CONTAINS, Test.ANSWERED}),
    Kind.ONE: frozenset({Test.IS, Test.IS_NOT, Test.ANSWERED}),
    Kind.PICTURE: frozenset({Test.IS, Test.IS_NOT, Test.ANSWERED}),
    Kind.SEVERAL: frozenset({Test.CONTAINS, Test.ANSWERED}),
    Kind.SCALE: frozenset({Test.IS, Test.OVER, Test.UNDER, Test.ANSWERED}),
    Kind.NUMBER: frozenset({Test.IS, Test.OVER, Test.UNDER, Test.ANSWERED}),
    Kind.DATE: frozenset({Test.IS, Test.OVER, Test.UNDER, Test.ANSWERED}),
    Kind.RANKING: frozenset({Test.ANSWERED}),
    Kind.PLACE: frozenset({Test.ANSWERED}),
    Kind.BUDGET: frozenset({Test.ANSWERED}),
    Kind.FILE: frozenset({Test.ANSWERED}),
}
"""What can be asked of an earlier answer; a kind that is not there could be asked nothing."""
