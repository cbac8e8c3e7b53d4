"""What ``/api/v1`` takes and gives, as JSON Schema 2020-12.

The same schemas check what comes in and are published in the OpenAPI document.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from consultation.rules.attachments import AttachmentKind
from consultation.rules.comments import (
    LONGEST_PLACE_WORDS,
    LONGEST_TEXT,
    MOST_TOPICS,
    Channel,
    Kind,
    Lane,
    PlaceWay,
    Speaker,
    Stance,
    Topic,
)
from consultation.rules.consultations import ConsultationKind, ConsultationStatus, PlanningDecision
from consultation.rules.feedback import FeedbackStatus
from consultation.rules.names import LONGEST_NAME
from consultation.rules.representations import LONGEST_ADDRESS
from geo.rules.postcodes import LONGEST as LONGEST_POSTCODE

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
INSTANT: Schema = {"type": "string", "format": "date-time", "description": "UTC"}
DAY: Schema = {"type": "string", "format": "date", "description": "as London sees it"}
LINK: Schema = {"type": "string", "format": "uri"}
REF: Schema = {"type": "string", "description": "public reference of a comment"}


def one_of(values: type[StrEnum]) -> Schema:
    """Return the schema of the values of an enum."""
    return {"type": "string", "enum": [value.value for value in values]}


def or_null(schema: Schema) -> Schema:
    """Return the schema of a value that may be missing."""
    return {"anyOf": [schema, {"type": "null"}]}


def some(schema: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": schema}


def whole(properties: Schema, *, optional: tuple[str, ...] = ()) -> Schema:
    """Return the schema of an object that has exactly *properties*."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": [name for name in properties if name not in optional],
    }


_POSITION: Schema = {
    "type": "array",
    "items": {"type": "number"},
    "minItems": 2,
    "maxItems": 2,
    "description": "longitude, latitude (WGS84)",
}


def _geometry(kind: str, coordinates: Schema) -> Schema:
    return whole({"type": {"const": kind}, "coordinates": coordinates})


PLACE: Schema = {
    "description": "GeoJSON in longitude and latitude, at most 500 points; never repaired.",
    "oneOf": [
        _geometry("Point", _POSITION),
        _geometry("LineString", some(_POSITION)),
        _geometry("Polygon", some(some(_POSITION))),
    ],
}

FORMAL: Schema = whole(
    {
        "name": {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME},
        "address": {"type": "string", "minLength": 1, "maxLength": LONGEST_ADDRESS},
        "postcode": {"type": "string", "minLength": 1, "maxLength": LONGEST_POSTCODE},
    }
) | {
    "description": "Makes it a formal comment. What of it is published is the council's policy; "
    "the rest is for its officers."
}

COMMENT_DRAFT = whole(
    {
        "text": {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT},
        "kind": one_of(Kind) | {"default": Kind.COMMENT.value},
        "stance": one_of(Stance),
        "topics": some(TEXT)
        | {
            "maxItems": MOST_TOPICS,
            "uniqueItems": True,
            "description": f"{', '.join(Topic)}, or a code of the consultation's own topics",
        },
        "place": {"$ref": "#/components/schemas/Place"},
        "place_words": {"type": "string", "maxLength": LONGEST_PLACE_WORDS},
        "reply_to": REF | {"minLength": 1, "maxLength": 20},
        "display_name": {"type": "string", "maxLength": LONGEST_NAME},
        "formal": {"$ref": "#/components/schemas/Formal"},
    },
    optional=(
        *("kind", "stance", "topics", "place", "place_words", "reply_to", "display_name"),
        "formal",
    ),
)

FOLLOW = whole({"tracking_code": {"type": "string", "minLength": 1, "maxLength": 60}})

RECEIPT = whole(
    {
        "ref": REF,
        "tracking_code": {
            "type": "string",
            "description": "Keep it: it is shown this once and opens the comment's fate.",
        },
        "status": one_of(FeedbackStatus),
        "url": LINK,
    }
)

OFFICIAL = whole({"role": TEXT, "team": or_null(TEXT), "name": or_null(TEXT), "of_version": NUMBER})

ATTACHMENT = whole(
    {
        "url": LINK,
        "kind": one_of(AttachmentKind),
        "alt": or_null({"type": "string", "description": "what it shows, as its author says"}),
    }
)

_COMMENT: Schema = {
    "ref": REF,
    "consultation": or_null(TEXT),
    "url": LINK,
    "text": {
        "type": "string",
        "description": "empty where it is hidden, held, taken back, or formal and not published",
    },
    "language": {"type": "string", "description": "BCP 47, und where nobody said"},
    "direction": {"type": "string", "enum": ["ltr", "rtl"]},
    "kind": one_of(Kind),
    "stance": or_null(one_of(Stance)),
    "topics": some(TEXT),
    "lane": one_of(Lane),
    "channel": one_of(Channel),
    "speaker": one_of(Speaker),
    "official": or_null(OFFICIAL),
    "display_name": or_null(TEXT | {"description": "the name that everybody may read"}),
    "address": or_null(TEXT | {"description": "of a formal comment, where it is published"}),
    "late": FLAG | {"description": "it came, or became formal, after the last day"},
    "place_way": one_of(PlaceWay),
    "place_words": or_null(TEXT),
    "ward": or_null(TEXT),
    "status": one_of(FeedbackStatus),
    "status_at": INSTANT,
    "agreed": NUMBER,
    "posted_at": INSTANT,
    "version": NUMBER,
    "edited_at": or_null(INSTANT),
    "attachments": some(ATTACHMENT)
    | {"description": "those that anybody may open, in the order in which they were added"},
    "reply_to": or_null(REF),
    "reply_count": NUMBER,
    "replies": some({"$ref": "#/components/schemas/Reply"}),
}

REPLY = whole(_COMMENT)

COMMENT = whole(
    {
        "type": {"const": "Feature"},
        "id": REF,
        "geometry": or_null({"$ref": "#/components/schemas/Place"}),
        "properties": REPLY,
    }
)

COMMENTS = whole(
    {
        "type": {"const": "FeatureCollection"},
        "features": some({"$ref": "#/components/schemas/Comment"}),
        "next": or_null(LINK),
    }
)

_CARD: Schema = {
    "slug": TEXT,
    "kind": one_of(ConsultationKind),
    "title": TEXT,
    "summary": TEXT,
    "place_name": or_null(TEXT),
    "status": one_of(ConsultationStatus),
    "is_open": FLAG,
    "opens_at": or_null(INSTANT),
    "closes_at": or_null(INSTANT),
    "reference": or_null(TEXT),
    "comments": NUMBER,
    "url": LINK,
}

CARD = whole(_CARD)

CARDS = whole({"consultations": some(CARD), "next": or_null(LINK)})

STAGE = whole(
    {"name": TEXT, "expected_on": or_null(DAY), "done_on": or_null(DAY), "is_current": FLAG}
)

CONSULTATION = whole(
    _CARD
    | {
        "question": or_null(TEXT),
        "team": or_null(TEXT),
        "address": or_null(TEXT),
        "decision": or_null(one_of(PlanningDecision)),
        "topics": some(whole({"code": TEXT, "label": TEXT})),
        "stages": some(STAGE),
        "documents": some(whole({"title": TEXT, "kind": or_null(TEXT), "url": TEXT})),
        "area": or_null({"type": "object", "description": "a GeoJSON geometry"}),
        "replies": NUMBER,
        "answered": NUMBER,
        "formal_comments": NUMBER,
        "informal_comments": NUMBER,
        "takes_late_comments": FLAG,
    }
)

STEP = whole(
    {
        "status": one_of(FeedbackStatus),
        "taken_at": INSTANT,
        "note": or_null(TEXT),
        "answer": or_null({"$ref": "#/components/schemas/Reply"}),
    }
)

FATE = whole(
    {
        "ref": REF,
        "status": one_of(FeedbackStatus),
        "comment": {"$ref": "#/components/schemas/Reply"},
        "consultation": CARD,
        "steps": some(STEP),
        "stages": some(STAGE),
        "url": LINK,
    }
)

PROBLEM: Schema = {
    "type": "object",
    "description": "RFC 9457; further members say more about some problems.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "instance": TEXT,
        "errors": some(whole({"field": TEXT, "detail": TEXT})),
    },
}

COMPONENTS: dict[str, Schema] = {
    "Place": PLACE,
    "CommentDraft": COMMENT_DRAFT,
    "Formal": FORMAL,
    "Follow": FOLLOW,
    "Receipt": RECEIPT,
    "Reply": REPLY,
    "Comment": COMMENT,
    "Comments": COMMENTS,
    "Consultation": CONSULTATION,
    "Consultations": CARDS,
    "Fate": FATE,
    "Problem": PROBLEM,
}
