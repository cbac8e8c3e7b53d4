"""A reading says what, when and where; a second person agrees, and only then it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from uuid import UUID

import pytest

from foundation.base.errors import Invalid
from programme.rules.kpis.facts import ReadingKind
from programme.rules.kpis.readings import (
    Read,
    ReadingDraft,
    checked_reading,
    may_agree,
    may_withdraw,
)

TODAY = date(2026, 11, 23)
DRAFT = ReadingDraft(ReadingKind.ACTIVITY, TODAY, " Firms  that innovate ", "1,240", "Survey")


def test_a_reading_is_kept_as_it_was_meant() -> None:
    kept = Read(ReadingKind.ACTIVITY, TODAY, "Firms that innovate", 1240, "Survey")
    assert checked_reading(DRAFT, TODAY) == kept
    firm = replace(DRAFT, kind=ReadingKind.PARTNER_FIRM, value="")
    assert checked_reading(firm, TODAY).value is None


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("kind", {"kind": None}),
        ("read_on", {"on": None}),
        ("read_on", {"on": TODAY + timedelta(days=1)}),
        ("words", {"words": " "}),
        ("source", {"source": ""}),
        ("source", {"source": "x" * 2000}),
        *(("value", {"value": typed}) for typed in ("", "a lot", "-3", "1.5", "9" * 12, "²")),
        ("value", {"value": "0", "kind": ReadingKind.BASELINE}),
        ("value", {"value": "3", "kind": ReadingKind.PARTNER_FIRM}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(field: str, change: dict[str, object]) -> None:
    with pytest.raises(Invalid) as refused:
        checked_reading(replace(DRAFT, **change), TODAY)  # type: ignore[arg-type]
    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize(
    ("agreed", "withdrawn", "who"), list(product((True, False), (True, False), (1, 2, None)))
)
def test_another_person_agrees_once_to_what_stands(
    agreed: bool, withdrawn: bool, who: int | None
) -> None:
    person = UUID(int=who) if who else None
    may = may_agree(is_agreed=agreed, is_withdrawn=withdrawn, noted_by=UUID(int=1), who=person)
    assert bool(may) is (not agreed and not withdrawn and who == 2)
    assert bool(may_withdraw(is_withdrawn=withdrawn)) is not withdrawn
