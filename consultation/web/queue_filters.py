"""Which part of the queue an address asks for, and the filters that lead to the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from consultation.queries.applicants import consultations_applied_for
from consultation.queries.consultations import consultation_id
from consultation.queries.filters import CommentFilter
from consultation.queries.named import own_topics
from consultation.queries.queue import Queue
from consultation.queries.queue_choices import queue_consultations
from consultation.rules.access import Can, is_held_to_own
from consultation.rules.comments import Kind, Lane, Moderation, Stance, Topic
from consultation.rules.queue import KEPT_BACK, Show
from consultation.web.filters import FilterBox, Option, one_of
from consultation.web.labels import KINDS, STANCES, TOPICS
from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import Malformed, NotFound
from foundation.base.words import say
from foundation.web.current import actor, now
from geo.queries.wards import wards_of

NAMES = ("show", "words", "kind", "stance", "topic", "ward", "lane", "consultation")
LONGEST_WORDS = 100
LONGEST_QUERY = 2000

SHOWN = {
    Show.WAITING: lazy_gettext("Waiting for an answer"),
    Show.OVERDUE: lazy_gettext("Reply overdue"),
    Show.RECEIVED: lazy_gettext("New, not read"),
    Show.BEING_CONSIDERED: lazy_gettext("Being looked into"),
    Show.ANSWERED: lazy_gettext("Answered"),
    Show.CLOSED: lazy_gettext("Outcome sent"),
    Show.HELD: lazy_gettext("Held for checks"),
    Show.HIDDEN: lazy_gettext("Hidden"),
}
LANES = {
    Lane.DIALOGUE: lazy_gettext("Informal comments"),
    Lane.REPRESENTATION: lazy_gettext("Formal comments"),
}


@dataclass(frozen=True, slots=True)
class AskedQueue:
    """What an address asks for; ``given`` holds each filter that is on, as it is written there."""

    queue: Queue
    given: Mapping[str, str]
    consultation_id: UUID | None

    @property
    def is_filtered(self) -> bool:
        """Whether anything beside the part of the queue is chosen."""
        return bool(set(self.given) - {"show"})

    @property
    def query(self) -> str:
        """The filters as they stand in an address, for forms that lead back here."""
        after = request.args.get("after")
        return urlencode({**self.given, **({"after": after} if after else {})})

    def url(self, **more: str | None) -> str:
        """Return the address of the same queue with *more* changed."""
        values: dict[str, Any] = {**self.given, **more}
        return url_for("queue.page", **values)


def read_queue() -> AskedQueue:
    """Read the address of this request.

    Raises:
        Malformed: a filter has a value that it never offers.
        NotFound: there is no such consultation, or not for this person.
    """
    given = {
        name: request.args[name].strip() for name in NAMES if request.args.get(name, "").strip()
    }
    if len(given.get("words", "")) > LONGEST_WORDS:
        raise Malformed(say("Search for at most {most} characters.", most=LONGEST_WORDS))
    show = one_of(Show, given.get("show")) or Show.WAITING
    if show in KEPT_BACK and not actor().may(Can.COMMENT_MODERATE):
        given.pop("show")
        show = Show.WAITING
    only, within = _within(given.get("consultation"))
    filters = CommentFilter(
        topic=given.get("topic"),
        stance=one_of(Stance, given.get("stance")),
        kind=one_of(Kind, given.get("kind")),
        lane=one_of(Lane, given.get("lane")),
        words=given.get("words"),
        ward_code=given.get("ward"),
        moderation=KEPT_BACK.get(show, Moderation.VISIBLE),
        within=within,
    )
    today = london_day(now())
    return AskedQueue(Queue(today, show, filters, is_outside()), given, only)


def back_to_queue() -> str | None:
    """Return the address of the queue from which a form was sent, or None."""
    query = request.form.get("queue")
    if query is None:
        return None
    asked = dict(parse_qsl(query[:LONGEST_QUERY]))
    given: dict[str, Any] = {name: asked[name] for name in (*NAMES, "after") if name in asked}
    return url_for("queue.page", **given)


def is_outside() -> bool:
    """Tell whether this person is not of the council and sees only what was given to them."""
    who = actor()
    return who.person_id is not None and is_held_to_own(who.roles)


def held_to() -> frozenset[UUID] | None:
    """Return the consultations that this person is held to; None for the council's own people."""
    who = actor()
    if who.person_id is None or not is_held_to_own(who.roles):
        return None
    return consultations_applied_for(db.session(), who.person_id)


def filter_boxes(asked: AskedQueue) -> list[FilterBox]:
    """Return the filters beside the queue, each with what is on."""
    session, here = db.session(), current_council().id
    own = own_topics(session, asked.consultation_id) if asked.consultation_id else {}
    topics = {topic.value: TOPICS[topic] for topic in Topic} | own
    wards = {ward.code: ward.name for ward in wards_of(session, here)}
    kept = () if actor().may(Can.COMMENT_MODERATE) else KEPT_BACK
    shows = {show: words for show, words in SHOWN.items() if show not in kept}
    boxes: list[tuple[str, str, str | None, Mapping[Any, Any]]] = [
        ("show", _("Show"), None, shows),
        (
            "consultation",
            _("Consultation"),
            _("All"),
            dict(queue_consultations(session, here, held_to())),
        ),
        ("kind", _("Kind"), _("All kinds"), KINDS),
        ("stance", _("View"), _("All views"), STANCES),
        ("lane", _("Formal or informal"), _("Both"), LANES),
        ("topic", _("Topic"), _("All topics"), topics),
        ("ward", _("Ward"), _("All wards"), wards),
    ]
    return [
        FilterBox(name, said, tuple(_options(asked, name, nothing, values)))
        for name, said, nothing, values in boxes
        if nothing is None or values
    ]


def _options(
    asked: AskedQueue, name: str, nothing: str | None, values: Mapping[Any, Any]
) -> list[Option]:
    on = asked.given.get(name, Show.WAITING.value if name == "show" else "")
    offered = [Option(str(value), str(words), on == str(value)) for value, words in values.items()]
    return [*([Option("", nothing, not on)] if nothing else []), *offered]


def _within(slug: str | None) -> tuple[UUID | None, frozenset[UUID] | None]:
    """Return the one consultation that is asked for, and those to which the queue is narrowed."""
    held = held_to()
    if not slug:
        return None, held
    found = consultation_id(db.session(), current_council().id, slug)
    if found is None or (held is not None and found not in held):
        raise NotFound("There is no such consultation.")
    return found, frozenset({found})
