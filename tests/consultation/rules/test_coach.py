"""The coach notices points in people's own words, and never alters one."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.rules.coach import Advice, Elsewhere, Point, advice, pattern_of
from consultation.rules.material_considerations import GROUNDS, Ground, GroundRule
from consultation.rules.other_matters import MATTERS, Matter, MatterRule
from tests.consultation.rules.coached import BELONG_ELSEWHERE, COUNT, MIXED, SAY_NOTHING

RULES: tuple[GroundRule | MatterRule, ...] = (*GROUNDS, *MATTERS)
EXAMPLE = """I like the new homes, but four storeys on the corner will put our back gardens on Arden
Street in shade from about 2pm in winter. Three storeys there would be fine.

Will there be a crossing by the school gate? The work could also crack the wall we share."""


def grounds(text: str) -> set[Ground]:
    return {point.ground for point in advice(text).points}


def matters(text: str) -> set[Matter]:
    return {other.matter for other in advice(text).elsewhere}


@pytest.mark.parametrize(("ground", "text"), COUNT)
def test_a_point_that_counts_is_named(ground: Ground, text: str) -> None:
    assert ground in grounds(text)
    assert matters(text) == set()


@pytest.mark.parametrize(("matter", "text"), BELONG_ELSEWHERE)
def test_a_point_that_belongs_elsewhere_is_named(matter: Matter, text: str) -> None:
    assert matters(text) == {matter}


@pytest.mark.parametrize(("ground", "matter", "text"), MIXED)
def test_one_sentence_can_hold_both(ground: Ground, matter: Matter, text: str) -> None:
    assert ground in grounds(text)
    assert matter in matters(text)


@pytest.mark.parametrize("text", SAY_NOTHING)
def test_a_sentence_that_makes_no_such_point_gets_no_advice(text: str) -> None:
    assert advice(text) == Advice((), ())


def test_there_are_enough_sentences_and_each_rule_has_one() -> None:
    assert len(COUNT) + len(BELONG_ELSEWHERE) + len(MIXED) + len(SAY_NOTHING) >= 120
    assert {ground for ground, _ in COUNT} == set(Ground)
    assert {matter for matter, _ in BELONG_ELSEWHERE} == set(Matter)


def test_every_ground_and_matter_has_one_rule_with_a_source() -> None:
    assert [rule.ground for rule in GROUNDS] == list(Ground)
    assert [rule.matter for rule in MATTERS] == list(Matter)
    assert all(rule.source.url.startswith("https://www.gov.uk/") for rule in RULES)
    assert all(rule.phrases for rule in RULES)


def test_people_are_quoted_in_their_own_words_and_order() -> None:
    advised = advice(EXAMPLE)
    assert [(point.ground, point.quoted) for point in advised.points] == [
        (Ground.HOUSING, "I like the new homes"),
        (Ground.SIZE, "four storeys on the corner will put"),
        (Ground.LIGHT, "Street in shade from about 2pm in winter"),
        (Ground.SIZE, "Three storeys there would be fine"),
        (Ground.WALKING_AND_BUSES, "there be a crossing by the school gate"),
    ]
    assert [(other.matter, other.quoted) for other in advised.elsewhere] == [
        (Matter.PARTY_WALL, "work could also crack the wall we share"),
    ]


def test_a_ground_is_named_once_a_sentence() -> None:
    assert len(advice("Trees, trees and more trees. One more tree.").points) == 2


def test_words_that_belong_elsewhere_count_for_nothing_else() -> None:
    assert grounds("We have a right to light.") == set()
    assert grounds("Construction noise worries me.") == set()
    assert grounds("Construction noise worries me. So does noise from the bar.") == {Ground.NOISE}


@pytest.mark.parametrize(
    ("phrase", "finds", "misses"),
    [
        ("overlook*", "overlooking", "look over"),
        ("bin/bins", "the bins", "binary"),
        ("lose/losing ... light", "lose all of our light", "lose one two three four light"),
        ("neighbours'", "the neighbours\u2019 wall", "the neighbours wall"),
        ("step free", "step-free", "stepfree"),
        ("m4(2)/m4(3)", "m4(3)", "m42"),
    ],
)
def test_a_phrase_is_read_as_the_table_says(phrase: str, finds: str, misses: str) -> None:
    assert pattern_of([phrase]).search(finds)
    assert not pattern_of([phrase]).search(misses)


PIECES = (
    *(
        "overlooking",
        "party wall",
        "loss of",
        "light",
        " ",
        "\n",
        ".",
        ",",
        "and",
        "view",
        "İ",
        "ß",
    ),
    *(
        "trees",
        "-",
        "\u2019",
        "my",
        "noise",
        "during",
        "construction",
        "😀",
        "\u200b",
        "ﬀ",
        "shade",
    ),
)


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES)).map(" ".join)))
def test_no_text_fails_and_every_quote_is_the_texts_own(text: str) -> None:
    advised = advice(text)
    every: tuple[Point | Elsewhere, ...] = (*advised.points, *advised.elsewhere)
    for each in every:
        assert text[each.start : each.end] == each.quoted != ""
    assert list(advised.points) == sorted(advised.points, key=lambda point: point.start)


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "a ",
            "a",
            "a-",
            "lose ",
            "loss of the ",
            "my ",
            "my view ",
            "tree ",
            "noise. ",
            "look in ",
        ),
        *(
            "during ",
            "crack my wall ",
            "-",
            " ",
            "\n",
            ".",
            "é ",
            "İ ",
            "during a b c d ",
            "right to ",
        ),
    ],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    text = (piece * 50_000)[:50_000]
    for rule in RULES:
        pattern = pattern_of(rule.phrases)
        assert least_seconds(partial(search_all, pattern, text)) < 0.05
    assert least_seconds(partial(advice, text)) < 1.5


def search_all(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def least_seconds(work: Callable[[], object]) -> float:
    """Return the least processor time of three tries; other programs do not count."""
    taken = []
    for _ in range(3):
        started = time.thread_time()
        work()
        taken.append(time.thread_time() - started)
    return min(taken)
