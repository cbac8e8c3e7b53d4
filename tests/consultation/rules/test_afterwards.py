"""What can be written down after a report, in which order, and what it has to say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from consultation.rules.afterwards import (
    NEXT,
    Happening,
    HappeningDraft,
    Result,
    WhyNot,
    checked,
    choices,
    last_of,
    may_write,
)
from consultation.rules.consultations import ConsultationKind, ConsultationStatus
from foundation.base.errors import Invalid

H, R, K, S = Happening, Result, ConsultationKind, ConsultationStatus
TODAY = date(2026, 11, 20)
GRANTED = HappeningDraft(H.DECIDED, "", TODAY, R.GRANTED, "It fits.", ("Keep the trees.",))
DONE = HappeningDraft(H.DECIDED, "Six libraries stay open", TODAY, None, "Most use them.")


@pytest.mark.parametrize("happening", Happening)
@pytest.mark.parametrize("before", [None, H.DECIDED, H.APPEALED, H.APPEAL_DECIDED])
def test_each_follows_only_what_the_table_says(
    before: Happening | None, happening: Happening
) -> None:
    happened = [H.DECIDED, before, H.MILESTONE] if before else []
    known = [each for each in happened if each]
    assert last_of(known) is before
    decision = may_write(happening, S.DECIDED, K.PLANNING_APPLICATION, known)
    assert bool(decision) is (happening in NEXT[before])


@pytest.mark.parametrize(
    ("status", "kind", "happened", "offered"),
    [
        (S.CONSIDERING, K.PLACE, [], []),
        (S.REPORTED, K.PLACE, [], [H.DECIDED]),
        (S.DECIDED, K.PLACE, [H.DECIDED], [H.MILESTONE]),
        (S.DECIDED, K.PLANNING_APPLICATION, [H.DECIDED], [H.APPEALED, H.MILESTONE]),
        (S.WITHDRAWN, K.PLACE, [H.DECIDED], []),
    ],
)
def test_what_is_offered_is_what_may_come_next(
    status: ConsultationStatus,
    kind: ConsultationKind,
    happened: list[Happening],
    offered: list[Happening],
) -> None:
    assert choices(status, kind, happened) == offered
    if kind is K.PLACE and happened:
        refused = may_write(H.APPEALED, S.DECIDED, kind, happened)
        assert refused.reason is WhyNot.NO_APPEAL


@pytest.mark.parametrize(
    ("draft", "more", "field"),
    [
        (GRANTED, {"result": None, "conditions": ()}, "result"),
        (GRANTED, {"result": R.DISMISSED, "conditions": ()}, "result"),
        (GRANTED, {"reasons": " "}, "reasons"),
        (GRANTED, {"result": R.REFUSED}, "conditions"),
        (GRANTED, {"conditions": ("No.",) * 61}, "conditions"),
        (GRANTED, {"conditions": ("N" * 601,)}, "conditions"),
        (GRANTED, {"day": None}, "day"),
        (GRANTED, {"day": TODAY + timedelta(1)}, "day"),
        (GRANTED, {"day": TODAY - timedelta(9)}, "day"),
        (GRANTED, {"url": "http://council.example"}, "url"),
        (DONE, {"title": ""}, "title"),
        (DONE, {"result": R.GRANTED}, "result"),
        (DONE, {"title": "T" * 201}, "title"),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field(
    draft: HappeningDraft, more: dict[str, Any], field: str
) -> None:
    kind = K.PLACE if draft is DONE else K.PLANNING_APPLICATION
    with pytest.raises(Invalid) as refused:
        checked(replace(draft, **more), kind, TODAY, TODAY - timedelta(3))
    assert set(refused.value.fields) == {field}


def test_what_is_withdrawn_needs_no_reasons() -> None:
    draft = replace(GRANTED, result=R.WITHDRAWN, reasons="", conditions=())
    assert checked(draft, K.PLANNING_APPLICATION, TODAY, None) == draft
    assert checked(DONE, K.POLICY, TODAY, None) == DONE
