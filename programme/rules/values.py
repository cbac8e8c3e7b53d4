"""Sums with their currency; one without the other says nothing."""

from __future__ import annotations

from foundation.base.errors import Invalid
from foundation.base.words import say
from programme.rules.drafts import MOST_PENCE

CURRENCIES = ("GBP", "EUR")
"""What contracts here can be in; the codes of ISO 4217."""


def checked_value(value_p: int | None, currency: str, *, field: str = "value") -> tuple[int, str]:
    """Return a sum in hundredths and its currency.

    Raises:
        Invalid: there is no sum that can be, or nothing says in which currency it is.
    """
    if value_p is None or not 0 <= value_p <= MOST_PENCE:
        wrong = say("Enter a sum between 0 and 100,000,000.")
        raise Invalid(wrong, fields={field: wrong})
    if currency not in CURRENCIES:
        wrong = say("Say in which currency the sum is. A sum without one is worth nothing.")
        raise Invalid(wrong, fields={"currency": wrong})
    return value_p, currency
