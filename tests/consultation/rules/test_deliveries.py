"""What may be written down about the doing, after something was said."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from consultation.rules.deliveries import Delivery, DeliveryDraft, checked, may_deliver, step
from foundation.base.errors import Conflict, Invalid

TODAY = date(2026, 12, 9)
P, D, N = Delivery.PROMISED, Delivery.DONE, Delivery.NOT_DONE
LEGAL = {
    *((None, after) for after in Delivery),
    *((P, after) for after in Delivery),
    (N, P),
    (N, D),
    (D, N),
}


@pytest.mark.parametrize(("before", "after"), list(product([None, *Delivery], Delivery)))
def test_the_full_square_of_what_may_follow_what(before: Delivery | None, after: Delivery) -> None:
    if (before, after) in LEGAL:
        step(before, after)
    else:
        with pytest.raises(Conflict):
            step(before, after)


def test_only_what_was_said_can_be_done() -> None:
    assert may_deliver(is_told=True)
    assert not may_deliver(is_told=False)


@pytest.mark.parametrize(
    ("delivery", "day", "words", "url", "field"),
    [
        (P, None, "Soon.", None, "day"),
        (P, date(2026, 12, 8), "Soon.", None, "day"),
        (D, None, "Done.", None, "day"),
        (D, date(2026, 12, 10), "Done.", None, "day"),
        (D, TODAY, " ", None, "words"),
        (D, TODAY, "x" * 301, None, "words"),
        (D, TODAY, "Done.", "javascript:alert(1)", "url"),
        (D, TODAY, "Done.", "//elsewhere.example", "url"),
        (N, None, "", None, "words"),
    ],
)
def test_words_day_and_address_have_to_be_right(
    delivery: Delivery, day: date | None, words: str, url: str | None, field: str
) -> None:
    with pytest.raises(Invalid) as wrong:
        checked(DeliveryDraft(delivery, words, day, url), TODAY)
    assert set(wrong.value.fields) == {field}


def test_what_is_kept_is_in_one_line_and_not_done_has_no_day() -> None:
    kept = checked(DeliveryDraft(N, " No\n money. ", TODAY, " "), TODAY)
    assert kept == DeliveryDraft(N, "No money.", None, None)
