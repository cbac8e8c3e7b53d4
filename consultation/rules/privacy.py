"""People's own records: what is taken out of a text, and how long each class of rows is kept.

Source of the periods: UK GDPR, article 5(1)(e), with the defaults that councils publish; an
authority's register of formal comments is public by law (Development Management Procedure Order
2015, article 40), so its words stay and only who wrote them goes.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from foundation.base.errors import Invalid
from foundation.base.numbers import whole_number
from foundation.base.words import say

TAKEN_OUT = "[taken out]"
SHORTEST = 3
YEAR = timedelta(days=365)

ERASED_HOST = "erased.invalid"


class RetentionClass(StrEnum):
    """Rows that are kept for one time."""

    ABOUT_PEOPLE = "about_people"
    INFORMAL = "informal"
    REGISTER = "register"
    ANSWERS = "answers"


KEPT: dict[RetentionClass, timedelta] = {
    RetentionClass.ABOUT_PEOPLE: timedelta(days=183),
    RetentionClass.INFORMAL: 3 * YEAR,
    RetentionClass.REGISTER: 7 * YEAR,
    RetentionClass.ANSWERS: 3 * YEAR,
}
"""Class → how long after the last day of its consultation.

Answers about people: a judicial review has six weeks, a complaint longer. After their time
informal comments stand without anything that leads to their author; names and addresses behind
formal ones are gone; answers to questions stand without the reference that their author was given.
"""


YEARS: dict[RetentionClass, tuple[int, int]] = {
    RetentionClass.INFORMAL: (1, 6),
    RetentionClass.REGISTER: (6, 15),
    RetentionClass.ANSWERS: (1, 6),
}
"""Class → the fewest and the most years that a council can choose.

A complaint to the ombudsman has a year (Local Government Act 1974, section 26B), a claim six
(Limitation Act 1980, section 5); longer than there is a need nothing may be kept (UK GDPR, article
5(1)(e)). The time of answers about people is the same everywhere: the page promises it.
"""


def kept_for(chosen: Mapping[RetentionClass, int]) -> dict[RetentionClass, timedelta]:
    """Return how long each class is kept where a council has *chosen* years for some."""
    return KEPT | {class_: years * YEAR for class_, years in chosen.items() if class_ in YEARS}


def checked_years(typed: Mapping[RetentionClass, str]) -> dict[RetentionClass, int]:
    """Return the years that somebody typed.

    Raises:
        Invalid: with a sentence for each class whose years cannot be taken.
    """
    years: dict[RetentionClass, int] = {}
    wrong: dict[str, str] = {}
    for class_, (fewest, most) in YEARS.items():
        number = whole_number(typed.get(class_, "").strip(), 3)
        if number is not None and fewest <= number <= most:
            years[class_] = number
        else:
            wrong[class_.value] = say(
                "Enter a number of years from {fewest} to {most}.", fewest=fewest, most=most
            )
    if wrong:
        raise Invalid(next(iter(wrong.values())), fields=wrong)
    return years


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose records are meant: an e-mail address, and references that they have shown are theirs.

    Nothing is guessed from them: two people can share a browser.
    """

    email: str | None = None
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stone:
    """A tombstone, as the list outside the database holds it."""

    id: UUID
    authority_id: UUID
    comments: tuple[UUID, ...]
    person_id: UUID | None
    email_digest: str | None


def email_digest(secret: bytes, email: str) -> str:
    """Return by what an erased address is known again; nobody without the key can make it."""
    return hmac.new(secret, b"erased\0" + email.encode(), hashlib.sha256).hexdigest()


def stone_line(stone: Stone) -> str:
    """Return a tombstone as one line of the list."""
    return json.dumps(
        {
            "id": str(stone.id),
            "authority": str(stone.authority_id),
            "comments": [str(each) for each in stone.comments],
            "person": str(stone.person_id) if stone.person_id else None,
            "email": stone.email_digest,
        }
    )


def stones_in(text: str) -> tuple[Stone, ...]:
    """Return the tombstones of a list, each once; a line cut short by a crash is none."""
    found: dict[UUID, Stone] = {}
    for line in text.splitlines():
        try:
            kept = json.loads(line)
            stone = Stone(
                UUID(kept["id"]),
                UUID(kept["authority"]),
                tuple(UUID(each) for each in kept["comments"]),
                UUID(kept["person"]) if kept["person"] else None,
                kept["email"],
            )
        except (ValueError, KeyError, TypeError):
            continue
        found[stone.id] = stone
    return tuple(found.values())


def identifiers(*texts: str | None) -> tuple[str, ...]:
    """Return each line of *texts* and each word of them that could tell who somebody is."""
    found: dict[str, None] = {}
    for text in filter(None, texts):
        for line in filter(None, (line.strip() for line in text.splitlines())):
            found[line] = None
            found |= dict.fromkeys(
                word for word in re.findall(r"[^\s,;]+", line) if len(word) >= SHORTEST
            )
    return tuple(sorted(found, key=len, reverse=True))


def without(text: str, known: Iterable[str]) -> str:
    """Return *text* without any word that is *known* of its author, whatever its case."""
    for each in known:
        text = re.sub(rf"(?<!\w){re.escape(each)}(?!\w)", TAKEN_OUT, text, flags=re.IGNORECASE)
    return text
