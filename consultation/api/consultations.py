"""Consultations, for reading."""

from __future__ import annotations

from flask import jsonify
from flask.typing import ResponseReturnValue

from consultation.api.asking import choice, next_url, page_size
from consultation.api.blueprint import bp
from consultation.api.shown import as_card, as_consultation
from consultation.queries.consultations import consultation_cards, consultation_page
from consultation.rules.access import Can
from consultation.rules.consultations import ConsultationKind, ConsultationStatus
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.web.access import anyone
from foundation.web.bodies import query_text
from foundation.web.current import actor, now

NO_SUCH = "There is no such consultation."


@bp.get("/consultations")
@anyone
def list_consultations() -> ResponseReturnValue:
    """List the consultations that anybody may read."""
    asked = query_text({"status", "kind", "after", "limit"})
    page = consultation_cards(
        db.session(),
        actor().authority_id,
        now(),
        status=choice(asked, "status", ConsultationStatus),
        kind=choice(asked, "kind", ConsultationKind),
        after=asked.get("after"),
        limit=page_size(asked),
    )
    return jsonify(consultations=[as_card(card) for card in page.rows], next=next_url(page.next))


@bp.get("/consultations/<slug>")
@anyone
def one_consultation(slug: str) -> ResponseReturnValue:
    """Return one consultation; drafts only to officers who may read the desk."""
    query_text(())
    drafts = actor().may(Can.DESK_READ)
    page = consultation_page(db.session(), actor().authority_id, slug, now(), drafts=drafts)
    if page is None:
        raise NotFound(NO_SUCH)
    return jsonify(as_consultation(page))
