"""How much people are asked adds up, overlaps are named, and something better is proposed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.rules.load_files import COLUMNS, read_asks
from consultation.rules.loads import Ask, Budget, Subject, Whom, checked_minutes, loads
from consultation.rules.overlaps import Instead, free_from, weigh
from foundation.base.errors import Invalid

WARD, YOUNG = Subject(Whom.WARD, "E1"), Subject(Whom.GROUP, "People under 25")
START = date(2026, 3, 2)
WARDS = {"E1": "Amsel Ward", "E2": "Drossel Ward"}


def ask(first: int, last: int, minutes: int = 30, **more: object) -> Ask:
    given: dict[str, object] = {"title": f"Ask {first}", "subjects": (WARD,), **more}
    days = (START + timedelta(days=day) for day in (first, last))
    return Ask(given.pop("title"), *days, minutes, **given)  # type: ignore[arg-type, call-arg]


def test_a_year_is_added_up_for_each_who_is_asked_whoever_asks() -> None:
    asks = [
        ask(0, 13, subjects=(WARD, YOUNG)),
        ask(
            7,
            20,
            50,
            organiser="Severn Water",
            subjects=(WARD, Subject(Whom.GROUP, "people UNDER 25")),
        ),
        ask(-400, -370),
    ]
    ward, young = loads(asks, START + timedelta(days=60), Budget(ward=70, group=90))
    assert (ward.subject, ward.minutes, ward.weeks, ward.is_over) == (WARD, 80, 3, True)
    assert (young.subject, young.minutes, young.is_over) == (YOUNG, 80, False)
    assert ward.asks[0].organiser == "Severn Water"


@given(st.lists(st.tuples(st.integers(-500, 500), st.integers(0, 90)), max_size=8))
def test_weeks_are_never_more_than_a_year_and_never_less_than_the_longest(
    spans: list[tuple[int, int]],
) -> None:
    asks = [ask(first, first + length) for first, length in spans]
    for load in loads(asks, START, Budget()):
        assert 1 <= load.weeks <= 53
        assert load.minutes == 30 * len(load.asks)


def test_what_is_open_at_the_same_time_is_named_with_whom_both_ask() -> None:
    new = ask(0, 20, subjects=(WARD, YOUNG))
    others = [
        ask(20, 30, title="Touches", subjects=(YOUNG,)),
        ask(21, 30, title="Later"),
        ask(5, 9, title="Elsewhere", subjects=(Subject(Whom.WARD, "E2"),)),
    ]
    (met,) = weigh(new, others, Budget()).overlaps
    assert (met.ask.title, met.shared) == ("Touches", (YOUNG,))


def test_it_is_proposed_to_merge_to_move_and_to_read_first() -> None:
    new = ask(0, 20)
    draft = ask(10, 30, title="Draft", slug="draft", is_public=False)
    heard = ask(-90, -60, title="Heard", slug="heard", comments=40)
    silent = ask(-90, -60, title="Silent", slug="silent")
    found = weigh(new, [draft, heard, silent], Budget()).suggestions
    assert [each.instead for each in found] == [Instead.MERGE, Instead.MOVE, Instead.REUSE]
    assert found[0].ask == draft
    assert found[1].first == START + timedelta(days=31)
    assert found[2].ask == heard


def test_the_first_free_day_is_after_everything_in_the_way() -> None:
    chain = [ask(10 * number, 10 * number + 12) for number in range(5)]
    assert free_from(ask(0, 5), chain) == START + timedelta(days=53)
    assert free_from(ask(60, 65), chain) == START + timedelta(days=60)


@pytest.mark.parametrize("minutes", [None, 0, -1, 601])
def test_minutes_are_some_and_not_too_many(minutes: int | None) -> None:
    with pytest.raises(Invalid):
        checked_minutes(minutes, "minutes")


def csv(*rows: str) -> bytes:
    return "\n".join([",".join(COLUMNS), *rows]).encode()


def test_a_file_names_wards_by_name_or_code_and_separates_by_semicolons() -> None:
    (row,) = read_asks(
        csv("Severn Water,Pipes,2026-03-01,31/03/2026,15,drossel ward;E1,Tenants; tenants,,"), WARDS
    )
    assert row.ask is not None
    assert (row.ask.first, row.ask.last) == (date(2026, 3, 1), date(2026, 3, 31))
    assert [subject.name for subject in row.ask.subjects] == ["E2", "E1", "Tenants"]
    (every,) = read_asks(csv("NHS,Clinics,2026-03-01,2026-03-31,15,All,,,"), WARDS)
    assert every.ask is not None
    assert len(every.ask.subjects) == 2


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (",Pipes,2026-03-01,2026-03-31,15,E1,,,", "organiser"),
        ("Water,,2026-03-01,2026-03-31,15,E1,,,", "title"),
        ("Water,Pipes,soon,2026-03-31,15,E1,,,", "first_day"),
        ("Water,Pipes,9999-12-31,9999-12-31,15,E1,,,", "first_day"),
        ("Water,Pipes,2026-03-31,2026-03-01,15,E1,,,", "last_day"),
        ("Water,Pipes,2026-03-01,2026-03-31,²,E1,,,", "minutes"),
        ("Water,Pipes,2026-03-01,2026-03-31,15,E9,,,", "wards"),
        ("Water,Pipes,2026-03-01,2026-03-31,15,,,,", "wards"),
        ("Water,Pipes,2026-03-01,2026-03-31,15,E1,,,javascript:x", "url"),
    ],
)
def test_a_row_that_cannot_be_taken_says_its_field(row: str, field: str) -> None:
    (read,) = read_asks(csv(row), WARDS)
    assert (read.ask, read.field) == (None, field)
    assert read.wrong


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"title\nx", b"organiser", csv()])
def test_a_file_that_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid):
        read_asks(content, WARDS)
