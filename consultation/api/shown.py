"""Rows as JSON; what is not written down here does not leave the house."""

from __future__ import annotations

from typing import Any

from flask import request

from consultation.queries.attachments import AttachmentRow
from consultation.queries.comments import CommentRow, Fate, StepRow
from consultation.queries.consultations import ConsultationCard, ConsultationPage, StageRow

Json = dict[str, Any]


def comment_url(ref: str) -> str:
    """Return the address of a comment's page."""
    return f"{request.host_url}comments/{ref}"


def consultation_url(slug: str) -> str:
    """Return the address of a consultation's page."""
    return f"{request.host_url}consultations/{slug}"


def as_feature(row: CommentRow, geometry: Json | None, consultation: str | None) -> Json:
    """Return a comment as a GeoJSON feature."""
    return {
        "type": "Feature",
        "id": row.ref,
        "geometry": geometry,
        "properties": as_reply(row, consultation),
    }


def as_reply(row: CommentRow, consultation: str | None) -> Json:
    """Return a comment without its geometry, with the replies that are loaded."""
    official = row.official
    return {
        "ref": row.ref,
        "consultation": consultation,
        "url": comment_url(row.ref),
        "text": row.text,
        "language": row.language,
        "direction": row.direction,
        "kind": row.kind,
        "stance": row.stance,
        "topics": list(row.topics),
        "lane": row.lane,
        "channel": row.channel,
        "speaker": row.speaker,
        "official": official
        and {
            "role": official.role_words,
            "team": official.team,
            "name": official.shown_name,
            "of_version": official.of_version,
        },
        "display_name": row.display_name,
        "address": row.address,
        "late": row.is_late,
        "place_way": row.place_way,
        "place_words": row.place_words,
        "ward": row.ward_name,
        "status": row.feedback_status,
        "status_at": row.status_at.isoformat(),
        "agreed": row.agreed,
        "posted_at": row.posted_at.isoformat(),
        "version": row.version,
        "edited_at": row.edited_at and row.edited_at.isoformat(),
        "attachments": [as_attachment(file) for file in row.attachments],
        "reply_to": row.parent_ref,
        "reply_count": row.reply_count,
        "replies": [as_reply(child, consultation) for child in row.children],
    }


def as_attachment(row: AttachmentRow) -> Json:
    """Return a picture or document that anybody may open; *alt* is None where nobody said."""
    return {
        "url": f"{request.host_url}attachments/{row.id}",
        "kind": row.kind,
        "alt": row.alt or None,
    }


def as_card(card: ConsultationCard) -> Json:
    """Return what a list says of a consultation."""
    return {
        "slug": card.slug,
        "kind": card.kind,
        "title": card.title,
        "summary": card.summary,
        "place_name": card.place_name,
        "status": card.status,
        "is_open": card.is_open,
        "opens_at": card.opens_at and card.opens_at.isoformat(),
        "closes_at": card.closes_at and card.closes_at.isoformat(),
        "reference": card.reference,
        "comments": card.comments,
        "url": consultation_url(card.slug),
    }


def as_consultation(page: ConsultationPage) -> Json:
    """Return all that the page of a consultation says beside its comments."""
    return {
        "slug": page.slug,
        "kind": page.kind,
        "title": page.title,
        "question": page.question,
        "summary": page.summary,
        "place_name": page.place_name,
        "team": page.team,
        "status": page.status,
        "is_open": bool(page.may_comment) and not page.is_over,
        "opens_at": page.opens_at and page.opens_at.isoformat(),
        "closes_at": page.closes_at and page.closes_at.isoformat(),
        "reference": page.reference,
        "address": page.address,
        "decision": page.decision,
        "topics": [{"code": code, "label": label} for code, label in page.topics],
        "stages": [as_stage(stage) for stage in page.stages],
        "documents": [
            {"title": document.title, "kind": document.kind, "url": document.url}
            for document in page.documents
        ],
        "area": page.area_geojson,
        "comments": page.tally.comments,
        "replies": page.tally.replies,
        "answered": page.tally.answered + page.tally.closed,
        "formal_comments": page.tally.all_formal,
        "informal_comments": page.tally.informal,
        "takes_late_comments": bool(page.may_comment) and page.is_over,
        "url": consultation_url(page.slug),
    }


def as_stage(stage: StageRow) -> Json:
    """Return one stage with the day by which it is expected."""
    return {
        "name": stage.name,
        "expected_on": stage.expected_on and stage.expected_on.isoformat(),
        "done_on": stage.done_on and stage.done_on.isoformat(),
        "is_current": stage.is_current,
    }


def as_fate(fate: Fate) -> Json:
    """Return what became of a comment."""
    slug = fate.consultation.slug
    return {
        "ref": fate.comment.ref,
        "status": fate.comment.feedback_status,
        "comment": as_reply(fate.comment, slug),
        "consultation": as_card(fate.consultation),
        "steps": [_step(step, slug) for step in fate.steps],
        "stages": [as_stage(stage) for stage in fate.stages],
        "url": comment_url(fate.comment.ref),
    }


def _step(step: StepRow, slug: str) -> Json:
    return {
        "status": step.status,
        "taken_at": step.taken_at.isoformat(),
        "note": step.note,
        "answer": as_reply(step.answer, slug) if step.answer else None,
    }
