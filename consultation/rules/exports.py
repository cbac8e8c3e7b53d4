"""What leaves the house as files: formats, columns and their meaning, the licence, safe names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from foundation.base.clock import LONDON

LICENCE = """\
You may use this data under the Open Government Licence v3.0
(https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/).
Say where it comes from: {council}, "{title}", {url}, as it stood on {day}.
People wrote these comments. Do not try to find out who they are.
"""

DICTIONARY = ("column", "type", "meaning")

COLUMNS: Mapping[str, tuple[str, str]] = {
    "ref": ("text", "Reference of the comment; stays for good."),
    "reply_to": (
        "text",
        "Reference of the comment that it answers; empty where it begins a thread.",
    ),
    "posted_at": ("time", "When it was received: date and time in UTC, RFC 3339."),
    "edited_at": ("time", "When its author last changed it; empty if never."),
    "speaker": ("code", "Who speaks: public, officer or applicant."),
    "kind": ("code", "comment, question or idea."),
    "stance": (
        "code",
        "support, support_with_changes, neutral or object; empty if none was given.",
    ),
    "lane": ("code", "dialogue, or representation where it is a formal comment."),
    "channel": (
        "code",
        "How it came: web, session, paper, phone, email, letter, social or import.",
    ),
    "is_late": ("flag", "1 where it came after the last day."),
    "topics": ("codes", "Topics, a blank between them, in the order of the alphabet."),
    "text": ("text", "The words as everybody can read them; what was taken out is not here."),
    "language": ("code", "Language of the words, BCP 47."),
    "name": ("text", "The name that is shown beside it; empty if none is."),
    "place_words": ("text", "The place in words, where one was given so."),
    "lon": ("number", "Longitude of the place, WGS 84 (EPSG:4326), degrees."),
    "lat": ("number", "Latitude of the place, WGS 84 (EPSG:4326), degrees."),
    "easting": ("number", "Easting of the place, British National Grid (EPSG:27700), metres."),
    "northing": ("number", "Northing of the place, British National Grid (EPSG:27700), metres."),
    "ward": ("code", "Code of the ward in which the place is."),
    "agreed": ("number", "How many people pressed \u201cI agree\u201d."),
    "status": ("code", "received, being_considered, answered or closed."),
}

WAYSD_COLUMNS: Mapping[str, tuple[str, str]] = {
    "issue": ("number", "Number of the issue in its consultation."),
    "we_asked": ("text", "What the council asked."),
    "you_said": ("text", "What people said, in the words of the issue."),
    "people": ("number", "How many people said it."),
    "outcome": ("code", "One of the thirteen outcomes."),
    "we_did": ("text", "What came of it, and why."),
    "told_on": ("day", "When those who took part were told."),
    "delivery": (
        "code",
        "How far it is done: promised, done or given up; empty if nothing is due.",
    ),
    "delivery_day": ("day", "By when it is promised, or since when it is done."),
}

REPRESENTATION_COLUMNS: Mapping[str, tuple[str, str]] = {
    "file": ("text", "Name of the PDF in this archive."),
    "ref": ("text", "Reference of the comment."),
    "received_on": ("day", "When it became a formal comment, London time."),
    "is_late": ("flag", "1 where it came after the last day."),
    "stance": ("code", "support, support_with_changes, neutral or object."),
    "topics": ("codes", "Topics, a blank between them."),
    "name": ("text", "Who wrote it. Personal: not for publication."),
    "address": ("text", "Where they live. Personal: not for publication."),
    "postcode": ("text", "Personal: not for publication."),
    "publishing": ("code", "What of it the council publishes."),
    "moderation": ("code", "visible, held or hidden."),
}


class ExportFormat(StrEnum):
    """What an export is."""

    ODP = "odp"
    GEOJSON = "geojson"
    CSV = "csv"
    WAYSD = "waysd"
    REPRESENTATIONS = "representations"


@dataclass(frozen=True, slots=True)
class ExportedComment:
    """One comment as everybody can read it, with all that leaves the house of it.

    Args:
        grid: easting and northing in whole metres.
        geometry: GeoJSON in degrees.
    """

    ref: str
    reply_to: str | None
    posted_at: datetime
    edited_at: datetime | None
    speaker: str
    kind: str
    stance: str | None
    lane: str
    channel: str
    is_late: bool
    topics: tuple[str, ...]
    text: str
    language: str
    name: str | None
    place_words: str | None
    lon: float | None
    lat: float | None
    grid: tuple[int, int] | None
    ward: str | None
    agreed: int
    status: str
    geometry: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ExportedRepresentation:
    """One formal comment with who is behind it; for the council's own document store."""

    id: UUID
    ref: str
    received_at: datetime
    is_late: bool
    stance: str | None
    topics: tuple[str, ...]
    text: str
    language: str
    direction: str
    name: str | None
    address: str | None
    postcode: str | None
    publishing: str
    moderation: str
    place_words: str | None

    @property
    def received_on(self) -> date:
        """The day in London on which it was received."""
        return self.received_at.astimezone(LONDON).date()

    @property
    def file(self) -> str:
        """What its PDF is called: ``REF_date_surname-or-anon.pdf``."""
        return f"{safe_name(self.ref)}_{self.received_on.isoformat()}_{surname(self.name)}.pdf"


def comment_row(comment: ExportedComment) -> dict[str, str]:
    """Return a comment as the cells of a table."""
    easting, northing = comment.grid or ("", "")
    values: dict[str, object] = {
        name: getattr(comment, name)
        for name in COLUMNS
        if name not in {"topics", "easting", "northing", "is_late"}
    }
    values |= {"easting": easting, "northing": northing, "is_late": int(comment.is_late)}
    values["topics"] = " ".join(comment.topics)
    return {name: cell(values[name]) for name in COLUMNS}


def representation_row(one: ExportedRepresentation) -> dict[str, str]:
    """Return a formal comment as the cells of the list that lies beside the PDF files."""
    values: dict[str, object] = {
        name: getattr(one, name) for name in REPRESENTATION_COLUMNS if name != "topics"
    }
    values |= {"topics": " ".join(one.topics), "is_late": int(one.is_late)}
    return {name: cell(values[name]) for name in REPRESENTATION_COLUMNS}


def cell(value: object) -> str:
    """Return a value as text: instants in UTC, nothing where there is none."""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return "" if value is None else str(value)


def dictionary_rows(columns: Mapping[str, tuple[str, str]]) -> list[dict[str, str]]:
    """Return what each column of a table means, as rows of another."""
    return [dict(zip(DICTIONARY, (name, *about), strict=True)) for name, about in columns.items()]


def surname(name: str | None) -> str:
    """Return the last word of a name in small Latin letters; ``anon`` where nothing is left."""
    words = (name or "").split()
    return safe_name(words[-1]).lower() or "anon" if words else "anon"


def safe_name(text: str) -> str:
    """Return *text* with nothing in it that a file system or a shell could read otherwise."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9-]+", "", plain)[:60]
