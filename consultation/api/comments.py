"""Comments, for reading and for saying something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import jsonify
from flask.typing import ResponseReturnValue

from consultation.api.asking import choice, next_url, page_size
from consultation.api.blueprint import bp
from consultation.api.schemas import COMMENT_DRAFT, FORMAL
from consultation.api.shown import as_feature, comment_url
from consultation.commands.comments import post_comment
from consultation.queries.addresses import public_consultation_id
from consultation.queries.comments import CommentFilter, CommentRow, comment_page, thread
from consultation.queries.places import shapes_of
from consultation.rules.comments import Contribution, Kind, Place, PlaceWay, Stance
from consultation.rules.feedback import FeedbackStatus
from foundation.accounts.rules.correspondents import Signatory
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.base.references import tracking_code
from foundation.base.work import Work
from foundation.web.access import anyone
from foundation.web.bodies import json_body, query_text
from foundation.web.current import actor, now, secret
from foundation.web.limits import limiter
from foundation.web.once import done_once
from geo.rules.boxes import read_box
from geo.rules.geojson import read_shape

BODY = COMMENT_DRAFT | {"properties": COMMENT_DRAFT["properties"] | {"place": {}, "formal": FORMAL}}
"""The published schema, save that the place is read by ``read_shape``, which says what is wrong."""


@bp.get("/consultations/<slug>/comments")
@anyone
def list_comments(slug: str) -> ResponseReturnValue:
    """List comments, newest first, as GeoJSON."""
    asked = query_text({"bbox", "topic", "stance", "status", "after", "limit"})
    page = comment_page(
        db.session(),
        _consultation(slug),
        filters=_filters(asked),
        after=asked.get("after"),
        limit=page_size(asked),
    )
    features = _features(page.rows, slug)
    return jsonify(type="FeatureCollection", features=features, next=next_url(page.next))


@bp.get("/comments/<ref>")
@anyone
def one_comment(ref: str) -> ResponseReturnValue:
    """Return one comment with all its replies."""
    query_text(())
    found = thread(db.session(), actor().authority_id, ref)
    if found is None:
        raise NotFound("There is no such comment.")
    (feature,) = _features([found.asked], found.consultation.slug)
    return jsonify(feature)


@bp.post("/consultations/<slug>/comments")
@anyone
@limiter.limit("120 per minute")
def say_something(slug: str) -> ResponseReturnValue:
    """Take in a comment and answer with its receipt."""
    body = json_body(BODY)
    said = _contribution(body)

    def post(unit: Work) -> dict[str, Any]:
        posted = post_comment(unit, slug, said, voice_digest=None, secret=secret())
        return {"id": str(posted.comment_id), "ref": posted.ref, "status": posted.status.value}

    done = done_once(body, post)
    url = comment_url(done["ref"])
    code = tracking_code(secret(), UUID(done["id"]).bytes)
    receipt = {"ref": done["ref"], "tracking_code": code, "status": done["status"], "url": url}
    return jsonify(receipt), 201, {"Location": url}


def _consultation(slug: str) -> UUID:
    found = public_consultation_id(db.session(), actor().authority_id, slug, now())
    if found is None:
        raise NotFound("There is no such consultation.")
    return found


def _features(rows: Sequence[CommentRow], slug: str) -> list[dict[str, Any]]:
    placed = [row.id for row in rows if row.lon is not None]
    shapes = shapes_of(db.session(), placed)
    return [as_feature(row, shapes.get(row.id), slug) for row in rows]


def _filters(asked: dict[str, str]) -> CommentFilter:
    box = read_box(asked["bbox"]) if "bbox" in asked else None
    return CommentFilter(
        topic=asked.get("topic"),
        stance=choice(asked, "stance", Stance),
        status=choice(asked, "status", FeedbackStatus),
        bbox=(box.west, box.south, box.east, box.north) if box else None,
    )


def _contribution(body: dict[str, Any]) -> Contribution:
    stance = body.get("stance")
    return Contribution(
        text=body["text"],
        kind=Kind(body.get("kind", Kind.COMMENT)),
        stance=Stance(stance) if stance else None,
        topics=tuple(body.get("topics", ())),
        place=_place(body),
        display_name=body.get("display_name"),
        reply_to_ref=body.get("reply_to"),
        formal=Signatory(**body["formal"]) if "formal" in body else None,
    )


def _place(body: dict[str, Any]) -> Place:
    words = body.get("place_words")
    if "place" in body:
        return Place(PlaceWay.MAP, shape=read_shape(body["place"]), words=words)
    return Place(PlaceWay.WORDS, words=words) if words else Place()
