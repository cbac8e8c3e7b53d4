"""The mirror: a comment as everyone will see it, before anyone does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from consultation.queries.named import NamedConsultation, own_topics
from consultation.rules.comments import Contribution, Moderation
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.marks import mark_of
from consultation.rules.personal_data import Find, PersonalDatum, found, without
from consultation.rules.representations import Published
from consultation.rules.unsent import Unsent, is_formal
from consultation.web.attachments_shown import ShownFile
from consultation.web.mirror_labels import FINDS, TAKEN_OUT
from consultation.web.rows import ShownComment, topic_words, where_words
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.web.current import now
from geo.queries.wards import ward_at


@dataclass(frozen=True, slots=True)
class ShownFind:
    """Something in a field of a comment that may be personal; ``name`` says which it is."""

    name: str
    field: str
    find: Find

    @property
    def words(self) -> str:
        """What it looks like."""
        return str(FINDS[self.find.kind])


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text as the mirror shows it; ``words`` say what it may be, if anything."""

    text: str
    words: str | None = None


def shown_finds(unsent: Unsent) -> list[ShownFind]:
    """Return what everyone could read about somebody, in the text first."""
    fields = {
        "text": found(unsent.text),
        "place_words": found(unsent.place.words) if unsent.is_about_place else (),
        "display_name": [] if is_formal(unsent) else _in_name(unsent.display_name),
    }
    return [
        ShownFind(f"{field}-{number}", field, each)
        for field, finds in fields.items()
        for number, each in enumerate(finds)
    ]


def _in_name(name: str) -> list[Find]:
    return [each for each in found(name) if each.kind is not PersonalDatum.NAME]


def pieces(text: str) -> list[Piece]:
    """Return *text* cut where something in it may be personal; nothing where nothing is."""
    finds = found(text)
    if not finds:
        return []
    cut, at = [], 0
    for each in finds:
        cut += [Piece(text[at : each.start]), Piece(each.quoted, str(FINDS[each.kind]))]
        at = each.end
    return [piece for piece in [*cut, Piece(text[at:])] if piece.text]


def taken_out(unsent: Unsent, finds: Iterable[ShownFind]) -> Unsent:
    """Return the answers with each find taken out, the last one first, so that none moves."""
    text, words, name = unsent.text, unsent.place.words, unsent.display_name
    for each in reversed(list(finds)):
        match each.field:
            case "text":
                text = without(text, each.find, _marker)
            case "place_words":
                words = without(words, each.find, _marker)
            case _:
                name = without(name, each.find, lambda _kind: "").strip()
    place = replace(unsent.place, words=words)
    return replace(unsent, text=text, place=place, display_name=name)


def sentences_without(text: str) -> list[str]:
    """Return the sentences from which something was taken out, to be read once more."""
    words = [str(said) for said in TAKEN_OUT.values()]
    every = re.split(r"(?<=[.!?])\s+|\n+", text)
    return [sentence for sentence in every if any(each in sentence for each in words)]


def _marker(kind: PersonalDatum) -> str:
    return str(TAKEN_OUT[kind])


def mirrored(
    named: NamedConsultation,
    said: Contribution,
    files: tuple[ShownFile, ...] = (),
    formal: Published | None = None,
) -> ShownComment:
    """Return *said*, checked, as the card of a comment shows it once it is published.

    *formal* is what is published of the author of a formal one. Of one that is withheld it is what
    the council reads.
    """
    own = own_topics(db.session(), named.id) if said.topics else {}
    ward = None
    if said.place.shape:
        ward = ward_at(db.session(), current_council().id, *said.place.shape.label)
    ward_name = ward.name if ward else None
    words = said.place.words or said.place.postcode
    return ShownComment(
        ref="",
        mark=mark_of(said.kind, said.stance),
        status=FeedbackStatus.RECEIVED,
        moderation=Moderation.VISIBLE,
        place_words=where_words(said.place.way, words, ward_name),
        topics=tuple(topic_words(topic, own) for topic in said.topics),
        text=said.text,
        language=None,
        author=formal.name if formal else said.display_name,
        address=formal.address if formal else None,
        area=ward_name,
        is_formal=formal is not None,
        is_late=named.is_over,
        is_withheld=False,
        posted_at=now(),
        agreed=0,
        reply_count=0,
        replies=(),
        has_place=said.place.shape is not None,
        files=files,
    )
