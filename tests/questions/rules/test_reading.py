"""Answers are read into typed values; what cannot be read is said at its field."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.base.errors import Invalid
from questions.rules.forms import Limits
from questions.rules.kinds import Kind
from questions.rules.money import pounds, read_pounds
from questions.rules.reading import READERS, read, read_page
from questions.rules.values import (
    Day,
    Declined,
    Number,
    Order,
    Picks,
    Shares,
    Spot,
    Value,
    Words,
    as_text,
    from_text,
)
from questions.rules.walking import pages
from tests.questions.forms import a_form, a_question, filled

POINT = '{"type": "Point", "coordinates": [-1.84, 52.47]}'


def test_every_kind_can_be_read() -> None:
    assert set(READERS) == set(Kind)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.SHORT_TEXT, Words("A bench")),
        (Kind.LONG_TEXT, Words("A bench\nby the gate")),
        (Kind.ONE, Picks(("c2",))),
        (Kind.SEVERAL, Picks(("c1", "c3"))),
        (Kind.PICTURE, Picks(("c1",))),
        (Kind.SCALE, Number(Decimal(4))),
        (Kind.RANKING, Order(("c2", "c1", "c3"))),
        (Kind.NUMBER, Number(Decimal("1200.5"))),
        (Kind.DATE, Day(date(2026, 12, 24))),
        (Kind.PLACE, Spot("words", words="by the gate")),
        (Kind.BUDGET, Shares((("c1", 500_000), ("c2", 1_000_000), ("c3", 500_000)))),
    ],
)
def test_a_good_answer_is_read_and_kept(kind: Kind, value: object) -> None:
    question = a_question("q1", kind)
    found = read(question, filled(question))
    assert found == value
    assert found is not None
    assert from_text(as_text({("q1", 0): found})) == {("q1", 0): value}


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_is_no_answer_and_is_refused_only_where_one_is_needed(kind: Kind) -> None:
    assert read(a_question("q1", kind), {}) is None
    assert read(a_question("q1", kind), {"q1": [" "]}) is None or kind is Kind.FILE
    with pytest.raises(Invalid) as refused:
        read(a_question("q1", kind, is_required=True), {})
    assert list(refused.value.fields) == ["q1"]
    declining = a_question("q1", kind, is_required=True, may_decline=True)
    assert read(declining, {"q1-no": ["1"]}) == Declined()
    assert read(a_question("q1", kind), {"q1-no": ["1"]}) is None


@pytest.mark.parametrize(
    ("kind", "more", "sent", "field", "word"),
    [
        (Kind.SHORT_TEXT, {"limits": Limits(most_characters=3)}, {"q1": ["four"]}, "q1", "4"),
        (Kind.LONG_TEXT, {"limits": Limits(most_words=2)}, {"q1": ["a b - c"]}, "q1", "3 words"),
        (Kind.LONG_TEXT, {}, {"q1": ["x" * 10_001]}, "q1", "10,001"),
        (Kind.ONE, {}, {"q1": ["c9"]}, "q1", "Choose"),
        (Kind.ONE, {}, {"q1": ["other"]}, "q1", "Choose"),
        (Kind.ONE, {}, {"q1": ["c1", "c2"]}, "q1", "Choose"),
        (Kind.ONE, {"offers_other": True}, {"q1": ["other"]}, "q1-other", "what else"),
        (
            Kind.ONE,
            {"offers_other": True},
            {"q1": ["other"], "q1-other": ["x" * 251]},
            "q1-other",
            "250",
        ),
        (Kind.SEVERAL, {"limits": Limits(most=1)}, {"q1": ["c1", "c2"]}, "q1", "at most 1"),
        (Kind.SEVERAL, {"limits": Limits(fewest=2)}, {"q1": ["c1"]}, "q1", "at least 2"),
        (Kind.SCALE, {}, {"q1": ["6"]}, "q1", "Choose"),
        (Kind.SCALE, {}, {"q1": ["4.0"]}, "q1", "Choose"),
        (Kind.NUMBER, {}, {"q1": ["ten"]}, "q1", "number"),
        (Kind.NUMBER, {}, {"q1": ["1e9"]}, "q1", "number"),
        (Kind.NUMBER, {}, {"q1": ["NaN"]}, "q1", "number"),
        (Kind.NUMBER, {}, {"q1": ["1" * 5_000]}, "q1", "number"),
        (Kind.NUMBER, {"limits": Limits(lowest=Decimal(3))}, {"q1": ["2"]}, "q1", "3 or more"),
        (Kind.NUMBER, {"limits": Limits(highest=Decimal(3))}, {"q1": ["4"]}, "q1", "3 or less"),
        (Kind.DATE, {}, {"q1-day": ["31"], "q1-month": ["2"]}, "q1-day", "day"),
        (
            Kind.DATE,
            {},
            {"q1-day": ["30"], "q1-month": ["2"], "q1-year": ["2026"]},
            "q1-day",
            "day",
        ),
        (
            Kind.DATE,
            {"limits": Limits(earliest=date(2026, 2, 1))},
            {"q1-day": ["1"], "q1-month": ["1"], "q1-year": ["2026"]},
            "q1-day",
            "later",
        ),
        (
            Kind.DATE,
            {"limits": Limits(latest=date(2026, 2, 1))},
            {"q1-day": ["1"], "q1-month": ["3"], "q1-year": ["2026"]},
            "q1-day",
            "earlier",
        ),
        (Kind.RANKING, {}, {"q1-c1": ["1"]}, "q1-c2", "place 2"),
        (Kind.RANKING, {}, {"q1-c1": ["1"], "q1-c2": ["1"]}, "q1-c2", "twice"),
        (Kind.RANKING, {}, {"q1-c1": ["4"]}, "q1-c1", "1 to 3"),
        (Kind.RANKING, {"limits": Limits(most=1)}, {"q1-c1": ["2"]}, "q1-c1", "1 to 1"),
        (Kind.PLACE, {}, {"q1-way": ["map"]}, "q1-drawn", "Move the map"),
        (Kind.PLACE, {}, {"q1-way": ["map"], "q1-drawn": ["{}"]}, "q1-drawn", "GeoJSON"),
        (Kind.PLACE, {}, {"q1-way": ["postcode"], "q1-postcode": ["x"]}, "q1-postcode", "B9"),
        (Kind.PLACE, {}, {"q1-way": ["words"]}, "q1-words", "Say where"),
        (
            Kind.PLACE,
            {},
            {"q1-way": ["words"], "q1-words": ["x" * 201]},
            "q1-words",
            "200",
        ),
        (Kind.BUDGET, {}, {"q1-c1": ["some"]}, "q1-c1", "pounds"),
        (Kind.BUDGET, {}, {"q1-c1": ["10,001"]}, "q1-c1", "£10,000 at most"),
        (Kind.BUDGET, {}, {"q1-c1": ["1"]}, "q1-c3", "£1,000 or more"),
        (
            Kind.BUDGET,
            {},
            {"q1-c1": ["9000"], "q1-c2": ["10000"], "q1-c3": ["1000.01"]},
            "q1",
            "Take back £0.01",
        ),
        (Kind.BUDGET, {}, {"q1-c3": ["1000"]}, "q1", "Share out £19,000 more"),
        (Kind.FILE, {}, {"q1": ["../etc"]}, "q1", "again"),
        (Kind.FILE, {}, {"q1": [f"{n:032x}" for n in range(6)]}, "q1", "at most 5"),
    ],
)
def test_a_bad_answer_says_what_to_do(
    kind: Kind, more: dict[str, Any], sent: dict[str, list[str]], field: str, word: str
) -> None:
    with pytest.raises(Invalid) as refused:
        read(a_question("q1", kind, **more), sent)
    assert list(refused.value.fields) == [field]
    assert word in refused.value.fields[field]


@pytest.mark.parametrize(
    ("kind", "more", "sent", "value"),
    [
        (
            Kind.ONE,
            {"offers_other": True},
            {"q1": ["other"], "q1-other": ["A pond"]},
            Picks((), "A pond"),
        ),
        (Kind.SEVERAL, {}, {"q1": ["c3", "c1", "c1"]}, Picks(("c1", "c3"))),
        (Kind.RANKING, {"limits": Limits(most=1)}, {"q1-c3": ["1"]}, Order(("c3",))),
        (
            Kind.PLACE,
            {},
            {"q1-way": ["map"], "q1-drawn": [POINT]},
            Spot("map", drawn=POINT),
        ),
        (
            Kind.PLACE,
            {},
            {"q1-way": ["postcode"], "q1-postcode": ["b9 5aa"]},
            Spot("postcode", postcode="B9 5AA"),
        ),
        (
            Kind.BUDGET,
            {"limits": Limits(total=20_000_00, may_leave=True)},
            {"q1-c3": ["1000"]},
            Shares((("c1", 0), ("c2", 0), ("c3", 100_000))),
        ),
        (
            Kind.SCALE,
            {"limits": Limits(lowest=Decimal(0), highest=Decimal(10))},
            {"q1": ["0"]},
            Number(Decimal(0)),
        ),
        (Kind.SHORT_TEXT, {}, {"q1": ["a\nb\u202e"]}, Words("a b")),
    ],
)
def test_answers_of_a_special_sort(
    kind: Kind, more: dict[str, Any], sent: dict[str, list[str]], value: object
) -> None:
    assert read(a_question("q1", kind, **more), sent) == value


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "q1",
                "q1-no",
                "q1-other",
                "q1-c1",
                "q1-c2",
                "q1-way",
                "q1-drawn",
                "q1-words",
                "q1-postcode",
                "q1-day",
                "q1-month",
                "q1-year",
            ]
        ),
        st.lists(st.text(max_size=30), max_size=3),
    ),
    st.sampled_from(list(Kind)),
)
def test_whatever_is_sent_is_read_or_refused(sent: dict[str, list[str]], kind: Kind) -> None:
    question = a_question("q1", kind, offers_other=True, may_decline=True)
    with suppress(Invalid):
        value = read(question, sent)
        assert value is None or from_text(as_text({("q1", 0): value})) == {("q1", 0): value}


def test_a_page_keeps_what_is_right_and_names_all_that_is_wrong() -> None:
    one, two = a_question("q1", Kind.NUMBER), a_question("q2", Kind.NUMBER, is_required=True)
    form = a_form(one, two, most_times=2)
    page = pages(form, {})[0]
    with pytest.raises(Invalid) as refused:
        read_page(page, {"q1": ["x"]}, {})
    assert set(refused.value.fields) == {"q1", "q2"}
    before: dict[tuple[str, int], Value] = {("q1", 0): Number(Decimal(1)), ("q9", 0): Words("kept")}
    read_now = read_page(page, {"q2": ["2"]}, before)
    assert read_now == {("q9", 0): Words("kept"), ("q2", 0): Number(Decimal(2))}


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("340,000", 34_000_000),
        ("£12.50", 1_250),
        ("12", 1_200),
        ("1 000", 100_000),
        ("1,00", None),
        ("-5", None),
        ("12.5", None),
        ("\u0663", None),
        ("9" * 13, None),
        ("", None),
    ],
)
def test_money_is_read_in_pence(typed: str, pence: int | None) -> None:
    assert read_pounds(typed) == pence


@given(st.integers(0, 10**12))
def test_money_survives_being_shown(pence: int) -> None:
    assert read_pounds(pounds(pence)) == pence
