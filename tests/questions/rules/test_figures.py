"""What answers come to, by hand-worked examples, and nobody can be picked out."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from foundation.base.spreadsheets import csv_text
from questions.rules.dictionary import TYPES, columns, row
from questions.rules.figures import SMALLEST, LineFigure, counts, mean, medians, places, shielded
from questions.rules.kinds import Kind
from questions.rules.reading import read
from questions.rules.values import Declined, Number, Order, Picks, Shares, Value, Words
from tests.questions.forms import CHOICES, a_form, a_question, filled, some_answers, some_form

BUDGET = a_question("q1", Kind.BUDGET)


def shares(*pence: int) -> Shares:
    return Shares(tuple(zip(("c1", "c2", "c3"), pence, strict=True)))


def test_a_budget_shows_what_the_middle_person_gave() -> None:
    given_: list[Value] = [shares(0, 20, 100), shares(10, 20, 0), shares(50, 20, 1), Declined()]
    assert medians(BUDGET, given_) == [
        LineFigure("c1", 10, 5, 30),
        LineFigure("c2", 20, 20, 20),
        LineFigure("c3", 1, 0, 50),
    ]
    assert medians(BUDGET, [shares(7, 8, 9)])[0] == LineFigure("c1", 7, 7, 7)
    assert medians(BUDGET, []) == []


@given(st.lists(st.tuples(*[st.integers(0, 10**9)] * 3), min_size=1, max_size=30))
def test_the_median_lies_in_the_middle_half(people: list[tuple[int, int, int]]) -> None:
    for figure, line in zip(
        medians(BUDGET, [shares(*each) for each in people]), zip(*people, strict=True), strict=True
    ):
        assert figure.low <= figure.median <= figure.high
        assert abs(figure.median - median(line)) <= 0.5


def test_choices_are_counted_in_the_order_of_the_form() -> None:
    question = a_question("q1", Kind.SEVERAL, offers_other=True)
    given_: list[Value] = [Picks(("c1", "c3")), Picks(("c1",), "a pond"), Declined()]
    assert list(counts(question, given_).items()) == [("c1", 2), ("c2", 0), ("c3", 1), ("other", 1)]


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30), min_size=1))
def test_a_small_count_is_hidden_and_cannot_be_worked_out(numbers: dict[str, int]) -> None:
    shown = shielded(numbers)
    assert all(number == 0 or number >= SMALLEST for number in shown.values() if number is not None)
    hidden = [name for name, number in shown.items() if number is None]
    assert len(hidden) != 1 or not any(shown.values())
    assert all(shown[name] in {numbers[name], None} for name in numbers)


def test_a_ranking_shows_the_mean_place() -> None:
    question = a_question("q1", Kind.RANKING)
    found = places(question, [Order(("c2", "c1", "c3")), Order(("c2",))])
    assert [(each.code, each.first, each.mean) for each in found] == [
        ("c2", 2, 1.0),
        ("c1", 0, 2.25),
        ("c3", 0, 2.75),
    ]
    assert places(question, []) == []


def test_the_mean_of_nothing_is_nothing() -> None:
    assert mean([]) is None
    assert mean([Decimal(1), Decimal(2)]) == Decimal("1.5")


def test_every_kind_says_what_its_column_holds() -> None:
    assert set(TYPES) == set(Kind)
    form = a_form(*(a_question(f"q{n}", kind) for n, kind in enumerate(Kind, 1)))
    answers: dict[tuple[str, int], Value] = {}
    for question in form.asks:
        value = read(question, filled(question))
        assert value is not None
        answers[(question.code, 0)] = value
    names = [column.name for column in columns(form)]
    assert len(names) == len(set(names))
    assert set(row(form, answers)) <= set(names)


@given(st.data())
def test_every_answer_has_a_column(data: st.DataObject) -> None:
    form = data.draw(some_form())
    answers = data.draw(some_answers(form))
    assert set(row(form, answers)) <= {column.name for column in columns(form)}


def test_an_answer_cannot_run_in_a_spreadsheet() -> None:
    form = a_form(a_question("q1", Kind.SHORT_TEXT), a_question("q2", Kind.NUMBER))
    answers: dict[tuple[str, int], Value] = {
        ("q1", 0): Words('=HYPERLINK("http://x")'),
        ("q2", 0): Number(Decimal(-3)),
    }
    text = csv_text([column.name for column in columns(form)], [row(form, answers)])
    assert list(csv.reader(io.StringIO(text)))[1] == ['\'=HYPERLINK("http://x")', "-3"]


def test_the_dictionary_says_what_each_choice_is_called() -> None:
    column = columns(a_form(a_question("q1", Kind.ONE)))[0]
    assert column.means == "c1 = Trees; c2 = Benches; c3 = Lights"
    assert len(CHOICES) == 3
