"""Which comments a page is asked for, read from its address and written back into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from consultation.queries.filters import CommentFilter
from consultation.queries.orders import Sort
from consultation.rules.comments import Kind, Stance, Topic
from consultation.rules.feedback import FeedbackStatus
from consultation.web.labels import FEEDBACK, KINDS, SORTS, STANCES, TOPICS
from foundation.base.errors import Malformed
from foundation.base.words import say

One = TypeVar("One", bound=StrEnum)

LONGEST_WORDS = 100
NAMES = ("words", "stance", "kind", "topic", "status", "reply", "sort")


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter."""

    value: str
    text: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class FilterBox:
    """One filter of the form in _comments.html."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for."""

    filters: CommentFilter
    sort: Sort
    after: str | None
    given: Mapping[str, Any]
    """Name → value of each filter that is on, and of the order where it is not the usual one."""

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the order differs from the plain page."""
        return bool(set(self.given) - {"sort"})


def read_asked(args: MultiDict[str, str], own_topics: Mapping[str, str]) -> Asked:
    """Read an address.

    Raises:
        Malformed: a filter has a value that it never offers.
    """
    given = {name: args[name].strip() for name in NAMES if args.get(name, "").strip()}
    if len(given.get("words", "")) > LONGEST_WORDS:
        raise Malformed(say("Search for at most {most} characters.", most=LONGEST_WORDS))
    topic = given.get("topic")
    if topic and topic not in own_topics and topic not in set(Topic):
        raise Malformed("There is no such topic here.")
    filters = CommentFilter(
        topic=topic,
        stance=one_of(Stance, given.get("stance")),
        kind=one_of(Kind, given.get("kind")),
        status=one_of(FeedbackStatus, given.get("status")),
        words=given.get("words"),
        answered_only="reply" in given,
    )
    return Asked(filters, one_of(Sort, given.get("sort")) or Sort.NEWEST, args.get("after"), given)


def filter_boxes(asked: Asked, own_topics: Mapping[str, str]) -> list[FilterBox]:
    """Return the filters of the form, each with what is on."""
    topics = {**{str(topic): str(words) for topic, words in TOPICS.items()}, **own_topics}
    boxes: list[tuple[str, str, str | None, Mapping[Any, Any]]] = [
        ("stance", _("View"), _("All views"), STANCES),
        ("kind", _("Kind"), _("All kinds"), KINDS),
        ("topic", _("Topic"), _("All topics"), topics),
        ("status", _("Where it is up to"), _("All"), FEEDBACK),
        ("reply", _("Replies"), _("With or without"), {"yes": _("With a council reply")}),
        ("sort", _("Order"), None, SORTS),
    ]
    return [
        FilterBox(
            name,
            said,
            (
                *([Option("", nothing, name not in asked.given)] if nothing else []),
                *(
                    Option(str(value), str(words), asked.given.get(name, first) == str(value))
                    for value, words in values.items()
                ),
            ),
        )
        for name, said, nothing, values in boxes
        for first in [Sort.NEWEST.value if name == "sort" else ""]
    ]


def one_of(kind: type[One], value: str | None) -> One | None:
    """Return the value of an enum that an address names, or None where it names none.

    Raises:
        Malformed: the enum has no such value.
    """
    if not value:
        return None
    try:
        return kind(value)
    except ValueError:
        raise Malformed("This address asks for something that is not there.") from None
