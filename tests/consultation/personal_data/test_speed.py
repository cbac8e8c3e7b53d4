"""No text, however strange, makes a rule of the mirror slow."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from importlib import import_module

import pytest

from consultation.rules.personal_data import DETECTORS, PersonalDatum

LENGTH = 50_000
MOST_SECONDS = 0.5
"""A pattern that looks at every pair of places takes many seconds; a crowded processor does not."""
MODULES = ("addresses", "health", "names", "numbers", "online", "phones", "plates")
NASTY = (
    *("0", "0 ", "07", "07 ", "1 ", "1-", "1/", "+1", "(0", "00", "0044 7", "+44 (0)7", "4111 "),
    *(
        "a",
        "a.",
        "a@",
        "@",
        "@a",
        "a ",
        "A ",
        "Aa",
        "Aa ",
        "O'",
        "O'Aa",
        "van der ",
        "\n",
        " ",
        "\t",
    ),
    *("Mr ", "Mr A", "my neighbour ", "My son's ", "my my my ", "the the man ", "next-", "has a "),
    *("at number 1 ", "number number 1 ", "B9 ", "B9 5QT ", "14 Arden Street ", "14 a a a a "),
    *(
        "flat 1 a ",
        "I live at 1 a a a ",
        "born ",
        "born 1 ",
        "1 May ",
        "AB12 ",
        "AB12CDE ",
        "ABC 1 ",
    ),
    *("car ", "NHS 999 ", "QQ12", "QQ 12 34 56 ", "dementia ", "she has dementia ", "he is very "),
    *(
        "very very very dementia ",
        "stage ",
        "a dot a ",
        "a (at) a ",
        "a at a dot ",
        "facebook.com/",
    ),
    *("fb: ", "instagram: a", "regards, ", "regards Aa Aa ", "Aa Aa Aa next door ", "The Aas "),
    *(
        "man called ",
        "my name is Aa ",
        "ring 123-",
        "é",
        "\u0661",
        "\U0001d7d8",
        "\u200b",
        "\u2019s ",
        "İ",
    ),
)


def patterns(module: str) -> list[tuple[str, re.Pattern[str]]]:
    named = vars(import_module(f"consultation.rules.personal_data.{module}")).items()
    return [(name, value) for name, value in named if isinstance(value, re.Pattern)]


PATTERNS = [
    pytest.param(pattern, id=f"{module}.{name}")
    for module in MODULES
    for name, pattern in patterns(module)
]


def seconds(work: Callable[[str], object], text: str, limit: float) -> float:
    """Return the least processor time of four tries; other programs do not count."""
    least = float("inf")
    for _ in range(4):
        started = time.thread_time()
        work(text)
        least = min(least, time.thread_time() - started)
        if least < limit:
            break
    return least


def slow_pieces(work: Callable[[str], object], limit: float) -> dict[str, float]:
    """Return the pieces whose repetition keeps *work* busy for *limit* seconds or more."""
    taken = {
        piece: seconds(work, (piece * (LENGTH // len(piece) + 1))[:LENGTH], limit)
        for piece in NASTY
    }
    return {piece: time_taken for piece, time_taken in taken.items() if time_taken >= limit}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_stays_fast(pattern: re.Pattern[str]) -> None:
    assert slow_pieces(lambda text: sum(1 for _ in pattern.finditer(text)), MOST_SECONDS) == {}


@pytest.mark.parametrize("kind", PersonalDatum)
def test_a_detector_stays_fast(kind: PersonalDatum) -> None:
    assert slow_pieces(lambda text: sum(1 for _ in DETECTORS[kind](text)), MOST_SECONDS) == {}
