"""Files of other tools: what their columns are, and what becomes of each row."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from consultation.rules.comments import Stance
from consultation.rules.consultations import ConsultationKind, ConsultationStatus, Window
from consultation.rules.import_columns import guessed, table_of
from consultation.rules.import_days import is_month_first, said_at
from consultation.rules.import_rows import Into, Reading, read_rows
from consultation.rules.imports import NEXT, Column, ImportState, Means, Tool, column_from
from consultation.rules.takes import Takes
from foundation.base.errors import Invalid
from foundation.base.sheets import read_sheet
from questions.rules.forms import Choice, Form, Question, Section
from questions.rules.kinds import Kind
from questions.rules.values import Picks
from tests.consultation.imported import sample

CLOSES = datetime(2026, 3, 20, tzinfo=UTC)
INTO = Into(
    council="Example Council",
    kind=ConsultationKind.PLACE,
    window=Window(ConsultationStatus.CLOSED, CLOSES - timedelta(days=30), CLOSES),
    takes=Takes.DIALOGUE,
    topics={"trees and parks": "trees"},
    form=Form(),
    today=date(2026, 3, 25),
    given_on=date(2026, 3, 19),
)
FORMAL = replace(INTO, kind=ConsultationKind.PLANNING_APPLICATION)


def reading(content: bytes, into: Into = INTO, **chosen: str) -> Reading:
    table = table_of(read_sheet(content))
    columns = guessed(
        table, into.form, takes_comments=into.takes.has_dialogue, takes_formal=into.takes_formal
    )
    columns = [
        column_from(each.header, chosen[each.header.replace(" ", "_")])
        if each.header.replace(" ", "_") in chosen
        else each
        for each in columns
    ]
    return read_rows(table, columns, into)


def meanings(name: str, into: Into = INTO) -> dict[str, str]:
    table = table_of(read_sheet(sample(name)))
    columns = guessed(table, into.form, takes_comments=True, takes_formal=into.takes_formal)
    return {column.header: column.chosen for column in columns if column.means != "leave_out"}


def test_the_columns_of_four_tools_are_guessed_and_nobody_is_read_about() -> None:
    tools = [table_of(read_sheet(sample(name))).tool for name in ("citizen-space", "google-forms")]
    assert tools == [Tool.CITIZEN_SPACE, Tool.GOOGLE_FORMS]
    assert meanings("citizen-space") == {
        "Response ID": "id",
        "Date Submitted": "said_on",
        "3. To what extent do you support the plan? - Support": "stance",
        "4. Please tell us why - Comments": "text",
        "5. What is your age group? - Age": "about_people",
    }
    assert meanings("citizen-space", FORMAL)["1. What is your name? - Name"] == "name"
    assert meanings("google-forms") == {
        "Timestamp": "said_on",
        "What do you think of the new benches?": "text",
        "Which topics is it about?": "topics",
        "Do you support the idea?": "stance",
    }
    assert meanings("surveymonkey") == {
        "Respondent ID": "id",
        "End Date": "said_on",
        "What would make the street better?: Other (please specify)": "text",
        "Do you agree with the plan?": "stance",
        "Anything else you want to tell us?": "text",
        "What is your gender?": "about_people",
    }
    assert meanings("any") == {
        "View": "stance",
        "Comment": "text",
        "Place": "place",
    }


def test_rows_become_comments_with_day_view_and_topics() -> None:
    first, second, third = reading(sample("google-forms")).ready
    assert first.said
    assert second.said
    assert third.said
    assert (first.said.stance, first.said.topics) == (Stance.SUPPORT, ("access", "design"))
    assert first.given_at == datetime(2026, 3, 3, 15, 41, 52, tzinfo=UTC)
    assert third.given_at == datetime(2026, 3, 5, tzinfo=UTC)
    named = reading(sample("citizen-space"))
    assert [row.said and row.said.text[:8] for row in named.ready] == [
        "The cros",
        "Buses wi",
        "=Benches",
    ]
    monkeys = reading(sample("surveymonkey"))
    assert [no.number for no in monkeys.refused] == [5]
    assert "Nothing is written here." in monkeys.refused[0].sentence
    said = monkeys.ready[1].said
    assert said
    assert said.text == (
        "What would make the street better?: Other (please specify)\nA bin\n\n"
        "Anything else you want to tell us?\nPlease keep the loading bay."
    )
    assert monkeys.ready[1].given_at.day == 13


def test_a_response_has_one_key_whenever_it_comes_and_two_the_same_are_two() -> None:
    twice = [reading(sample("any"), Datum="said_on"), reading(sample("any"), Place="leave_out")]
    keys = [[row.key for row in each.ready] for each in twice]
    assert keys[0] == keys[1]
    assert len(set(keys[0])) == 4


LONG = "x" * 10_001
ID = b"id,date,comment,view,topics,place_postcode,age\n"


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("1,,,,,,", "comment", "Nothing is written here."),
        ("1,,?!,,,,", "comment", "Write a few words."),
        (f"1,,{LONG},,,,", "comment", "10,001 characters"),
        ("1,32/03/2026,Yes.,,,,", "date", "Write the day like"),
        ("1,2026-03-26,Yes.,,,,", "date", "This day has not come yet."),
        ("1,2026-03-20,Yes.,,,,", "date", "This consultation has closed."),
        ("1,,Yes.,Sideways,,,", "view", "We do not know the view “Sideways”."),
        ("1,,Yes.,,noise;moon,,", "topics", "There is no topic “moon” here."),
        ("1,,Yes.,,,B1,", "place_postcode", "Enter a full UK postcode"),
        ("0,,Yes.,,,,", "id", "Row 2 has the same id."),
        ("1,,Yes.,,,,30,extra", "", "more cells than there are names"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_with_its_column(
    row: str, column: str, said: str
) -> None:
    content = ID + b"0,,Fine.,,trees and parks,,\n" + row.encode()
    found = reading(content, place_postcode="place_postcode")
    (refused,) = found.refused
    assert (refused.number, refused.column, len(found.ready)) == (3, column, 1)
    assert said in refused.sentence


def test_of_ten_thousand_rows_the_37_wrong_ones_are_named() -> None:
    wrong = set(range(100, 3_800, 100))
    lines = (f"{at},,{'' if at in wrong else f'Comment {at}.'},,,," for at in range(10_000))
    found = reading(ID + "\n".join(lines).encode())
    assert len(found.ready) == 9_963
    assert [no.number - 2 for no in found.refused] == sorted(wrong)


def test_name_and_address_make_a_formal_comment_where_the_law_knows_one() -> None:
    head = b"comment,full name,address,postcode\n"
    content = head + b"No.,Invented Person,1 High Street,b9 5aa\nYes.,,,\nSo.,Invented Person,,\n"
    found = reading(content, FORMAL)
    assert [bool(row.said and row.said.formal) for row in found.ready] == [True, False]
    assert [(no.number, no.column) for no in found.refused] == [(4, "address")]
    assert all(row.said and row.said.formal is None for row in reading(content).ready)


def test_columns_answer_the_questions_of_the_consultation_itself() -> None:
    picks = tuple(Choice(code, words) for code, words in (("a", "More trees"), ("b", "A bin")))
    asks = Question("q1", Kind.SEVERAL, "What would make it better?", choices=picks)
    form = Form((Section("s", questions=(asks,)),))
    into = replace(INTO, takes=Takes.QUESTIONS, form=form)
    content = b"Timestamp,1. What would make it better?,Comment\n,More trees;A bin,x\n,A moon,y\n"
    found = reading(content, into)
    assert [(row.said, dict(row.answers)) for row in found.ready] == [
        (None, {("q1", 0): Picks(("a", "b"))})
    ]
    assert "“A moon” is no answer" in found.refused[0].sentence


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"comment": "leave_out"}, "Choose at least one column"),
        ({"view": "id"}, "chosen for the same thing"),
        ({"view": "name"}, "a name, an address and a postcode"),
        ({"view": "name", "topics": "address", "date": "postcode"}, "takes no formal comments"),
    ],
)
def test_columns_from_which_nothing_can_be_read_are_refused(
    columns: dict[str, str], said: str
) -> None:
    with pytest.raises(Invalid) as refused:
        reading(ID + b"1,,Yes.,,,,\n", INTO, **columns)
    assert said in refused.value.fields["columns"]


def test_what_people_say_of_themselves_is_not_read_even_if_somebody_asks() -> None:
    for header in ("Age", "What is your ethnic group?", "Do you have a disability?", "Religion"):
        table = table_of(read_sheet(f"{header},Comment\nCANARY,Yes.\n".encode()))
        columns = [Column(header, Means.TEXT), Column("Comment", Means.TEXT)]
        (row,) = read_rows(table, columns, INTO).ready
        assert row.said
        assert "CANARY" not in row.said.text


def test_names_of_columns_are_made_to_differ() -> None:
    table = table_of(read_sheet(b"Comment,Comment,,Comment\na,b,c,d\n"))
    assert table.headers == ("Comment", "Comment (2)", "Column 3", "Comment (3)")
    with pytest.raises(Invalid, match="There are no responses"):
        table_of(read_sheet(b"Comment,View\n"))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("46084", "2026-03-03 00:00"),
        ("46084.5", "2026-03-03 12:00"),
        ("1772535600000", "2026-03-03 11:00"),
        ("3 March 2026", "2026-03-03 00:00"),
        ("2026-07-01T09:00:00Z", "2026-07-01 09:00"),
        ("01/07/2026 12:05 AM", "2026-06-30 23:05"),
    ],
)
def test_days_are_read_as_tools_write_them(text: str, at: str) -> None:
    assert said_at(text, month_first=False).strftime("%Y-%m-%d %H:%M") == at


def test_which_of_two_numbers_is_the_month_is_told_by_the_whole_column() -> None:
    cases: list[tuple[list[str], bool]] = [
        (["03/04/2026", "13/04/2026"], False),
        (["03/04/2026", "04/13/2026"], True),
    ]
    for texts, expected in cases:
        assert all(is_month_first(texts, usually=each) is expected for each in (True, False))
    assert is_month_first(["03/04/2026"], usually=True)


def test_an_import_goes_only_where_it_can() -> None:
    square: Any = [(a, b) for a in ImportState for b in ImportState if b in NEXT[a]]
    assert set(NEXT) == set(ImportState)
    assert (ImportState.DONE, ImportState.WAITING) not in square
