"""How giving a view goes, counted without cookies: each page when it is sent, never who sent it."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

BEGUN, SENT = "begun", "sent"
"""Before the first question and after the last; between them stand the steps of `unsent.Step`."""


class Carrier(StrEnum):
    """What we printed or sent brought somebody here; its link or its code for phones says so."""

    POSTER = "poster"
    SESSION = "session"
    LETTER = "letter"
    NEWSLETTER = "newsletter"
    FORM = "form"
    MAP = "map"


class Device(StrEnum):
    """What a browser says that it runs on; the rest of what it says is not kept."""

    PHONE = "phone"
    TABLET = "tablet"
    COMPUTER = "computer"


class Minutes(StrEnum):
    """How long somebody took from the first page to the last, in a few classes."""

    UNDER_2 = "under_2"
    TO_5 = "2_to_5"
    TO_10 = "5_to_10"
    TO_30 = "10_to_30"
    OVER_30 = "over_30"


_UP_TO = {2: Minutes.UNDER_2, 5: Minutes.TO_5, 10: Minutes.TO_10, 30: Minutes.TO_30}


def carrier_of(said: str | None) -> Carrier | None:
    """Return what a link says that it stood on; None for anything else."""
    return Carrier(said) if said in set(Carrier) else None


def device_of(user_agent: str) -> Device:
    """Return the class of a browser's device; a computer where it does not say.

    Source: MDN, Browser detection using the user agent: phones say Mobi, and tablets do not.
    """
    if "iPad" in user_agent or "Tablet" in user_agent:
        return Device.TABLET
    if "Mobi" in user_agent:
        return Device.PHONE
    return Device.TABLET if "Android" in user_agent else Device.COMPUTER


def minutes_of(taken: timedelta) -> Minutes:
    """Return the class of a time."""
    minutes = taken / timedelta(minutes=1)
    return next((each for most, each in _UP_TO.items() if minutes < most), Minutes.OVER_30)
