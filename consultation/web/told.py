"""What stands on the page of a consultation: what it is, what people said, on list and map."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from consultation.queries.claims import claim_count
from consultation.queries.comments import comment_page
from consultation.queries.consultations import ConsultationPage
from consultation.queries.counts import OnTheMap, comment_count, on_the_map
from consultation.queries.loop import loop_figures
from consultation.queries.orders import Sort
from consultation.queries.sessions import sessions_ahead
from consultation.rules.consultations import TAKES_FORMAL, ConsultationKind, ConsultationStatus
from consultation.web.cards import days_left, last_day, shown_status
from consultation.web.claims_beside import facts_of
from consultation.web.corrections import shown_corrections
from consultation.web.filters import Asked, filter_boxes, read_asked
from consultation.web.labels import LATE_TAKEN
from consultation.web.loop_words import SAID, loop_sentences
from consultation.web.my_place import my_place
from consultation.web.rows import shown_comment
from consultation.web.shared_links import shared_link
from consultation.web.stages import ShownStage, shown_stages
from consultation.web.what_next import what_next
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.web.current import now
from geo.web.basemaps import basemap

ROWS = 8
ENDED = frozenset({ConsultationStatus.DECIDED, ConsultationStatus.WITHDRAWN})
"""Nobody is met any more about what has ended."""


@dataclass(frozen=True, slots=True)
class ShownConsultation:
    """What page.html says of the consultation itself."""

    slug: str
    title: str
    reference: str | None
    kind: ConsultationKind
    area: str | None
    summary: str
    question: str | None
    status: ConsultationStatus
    opens_on: date | None
    closes_on: date | None
    days_left: int | None
    stages: tuple[ShownStage, ...]
    documents: tuple[dict[str, Any], ...]
    has_places: bool
    has_easy_read: bool
    has_dialogue: bool


def shown_consultation(page: ConsultationPage, placed: int = 0) -> ShownConsultation:
    """Return *page* in days and words."""
    is_open = bool(page.may_comment) and not page.is_over
    return ShownConsultation(
        slug=page.slug,
        title=page.title,
        reference=page.reference,
        kind=page.kind,
        area=page.place_name or page.address,
        summary=page.summary,
        question=page.question,
        status=shown_status(page.status, is_open=is_open),
        opens_on=london_day(page.opens_at) if page.opens_at else None,
        closes_on=last_day(page.closes_at),
        days_left=days_left(page.closes_at, now()) if is_open else None,
        stages=shown_stages(page.stages),
        documents=tuple(
            {"title": document.title, "url": document.url, "kind": document.kind}
            for document in page.documents
        ),
        has_places=bool(placed or page.area_geojson),
        has_easy_read=page.has_easy_read,
        has_dialogue=page.takes.has_dialogue,
    )


def page_parts(page: ConsultationPage) -> dict[str, Any]:
    """Return all that page.html reads."""
    session = db.session()
    places = on_the_map(session, page.id)
    asked = _asked(page)
    on_map = {name: value for name, value in asked.given.items() if name != "sort"}
    return {
        "consultation": shown_consultation(page, places.placed),
        **_comments(page, asked),
        **_status(page, places),
        "late_taken": LATE_TAKEN,
        "marks": places.marks,
        "ahead": what_next(page),
        "basemap": basemap(),
        "points_url": url_for("map.points", slug=page.slug, **on_map),
        "room": f"consultation:{page.id}",
        "share": shared_link(page),
        "facts": claim_count(session, page.id),
        "corrections": shown_corrections(page),
        "sessions": [] if page.status in ENDED else sessions_ahead(session, page.id, now()),
    }


def comments_part(page: ConsultationPage) -> str:
    """Return the list of comments alone."""
    parts = _comments(page, _asked(page))
    return render_template("consultation/consultations/_comments.html", **parts)


def status_part(page: ConsultationPage) -> str:
    """Return the figures alone."""
    parts = _status(page, on_the_map(db.session(), page.id))
    return render_template("consultation/consultations/_status.html", **parts)


def _asked(page: ConsultationPage) -> Asked:
    """Return what the address asks for; without a place, the nearest are simply the newest."""
    asked = read_asked(request.args, dict(page.topics))
    if asked.sort is Sort.NEAREST and my_place() is None:
        given = {name: value for name, value in asked.given.items() if name != "sort"}
        return replace(asked, sort=Sort.NEWEST, given=given)
    return asked


def _comments(page: ConsultationPage, asked: Asked) -> dict[str, Any]:
    session, own = db.session(), dict(page.topics)
    near = my_place() if asked.sort is Sort.NEAREST else None
    rows = comment_page(
        session,
        page.id,
        filters=asked.filters,
        sort=asked.sort,
        near=near.at if near else None,
        after=asked.after,
        limit=ROWS,
    )
    facts = facts_of(rows.rows, page.slug)
    matching = comment_count(session, page.id, asked.filters) if asked.is_filtered else None
    here = url_for("consultations.page", slug=page.slug, **asked.given)
    more = url_for("consultations.page", slug=page.slug, **asked.given, after=rows.next)
    return {
        "comments": {
            "rows": [shown_comment(row, own, near, facts[row.id]) for row in rows.rows],
            "next": rows.next,
        },
        "total": page.tally.comments if matching is None else matching,
        "in_all": page.tally.comments,
        "near": near.name if near else None,
        "place_url": url_for("nearest.choose", slug=page.slug, **asked.given),
        "chips": _chips(page, asked),
        "filters": filter_boxes(asked, own),
        "is_filtered": asked.is_filtered,
        "next_url": f"{more}#comments" if rows.next else None,
        "first_url": f"{here}#comments" if asked.after else None,
        "page_url": url_for("consultations.page", slug=page.slug),
        "may_comment": page.may_comment,
        "is_over": page.is_over,
    }


def _chips(page: ConsultationPage, asked: Asked) -> list[dict[str, Any]]:
    """Return the filters that most people want; the others are in the form."""
    replied = page.tally.answered + page.tally.closed
    offers: list[tuple[str, dict[str, Any], int | None]] = [(_("All"), {}, page.tally.comments)]
    if replied:
        offers.append((_("With a council reply"), {"reply": "yes"}, replied))
    if page.tally.questions:
        offers.append((_("Questions"), {"kind": "question"}, page.tally.questions))
    if page.tally.comments > ROWS:
        offers.append((_("Most people agree"), {"sort": "agreed"}, None))
        offers.append((_("Nearest to me"), {"sort": "nearest"}, None))
    return [
        {
            "text": text,
            "url": url_for("consultations.page", slug=page.slug, **given) + "#comments",
            "is_on": dict(asked.given) == given,
            "count": count,
        }
        for text, given, count in offers
    ]


def _status(page: ConsultationPage, places: OnTheMap) -> dict[str, Any]:
    return {
        "told": {
            "comments": page.tally.comments + page.tally.withheld,
            "takes_formal": page.kind in TAKES_FORMAL,
            "formal": page.tally.all_formal,
            "informal": page.tally.informal,
            "withheld": page.tally.withheld,
            "replied": page.tally.answered + page.tally.closed,
            "wards": places.wards,
        },
        "heard": {
            "sentences": loop_sentences(loop_figures(db.session(), page.id, SAID)),
            "url": url_for("loop.page", slug=page.slug),
            "who_url": url_for("heard.public", slug=page.slug),
        },
    }
