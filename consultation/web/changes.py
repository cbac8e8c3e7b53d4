"""We asked, you said, we did: the council's record, whatever it says."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consultation.queries.changes import what_came
from consultation.queries.outcomes import CHANGES, outcome_cards, outcome_figures
from consultation.rules.dispositions import Disposition
from consultation.web.consultations import public_consultation
from consultation.web.outcomes import shown_outcome
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.web.access import anyone
from foundation.web.current import now

bp = Blueprint("changes", __name__)

AMONG = {"changes": CHANGES, "others": frozenset(Disposition) - CHANGES}
"""What can be asked for → the outcomes that it means."""


@bp.get("/what-changed")
@anyone
def what_changed() -> ResponseReturnValue:
    """Show what came of issues, then the comments that were answered one by one."""
    slug, show = request.args.get("consultation"), request.args.get("show", "")
    show = show if show in AMONG else ""
    about = public_consultation(slug) if slug else None
    asked: dict[str, Any] = {"consultation": slug or None, "show": show or None}
    after, outcomes_after = request.args.get("after"), request.args.get("outcomes")
    within = about.id if about else None
    page = render_template(
        "consultation/changes/list.html",
        about=about,
        show=show,
        **(_comments(within, after, asked) if not outcomes_after else {"rows": None}),
        **(_outcomes(within, outcomes_after, show, asked) if not after else {"cards": None}),
        first_url=url_for(".what_changed", **asked) if after or outcomes_after else None,
    )
    return Response(page, headers={"Cache-Control": "no-cache"})


def _outcomes(
    within: UUID | None, after: str | None, show: str, asked: dict[str, Any]
) -> dict[str, Any]:
    session, council, at = db.session(), current_council(), now()
    cards = outcome_cards(
        session, council.id, at, within=within, among=AMONG.get(show), after=after
    )
    more = url_for(".what_changed", **asked, outcomes=cards.next) if cards.next else None
    return {
        "cards": [shown_outcome(card) for card in cards.rows],
        "figures": outcome_figures(session, council.id, at, within),
        "more_url": more,
    }


def _comments(within: UUID | None, after: str | None, asked: dict[str, Any]) -> dict[str, Any]:
    rows = what_came(db.session(), current_council().id, now(), within=within, after=after)
    more = url_for(".what_changed", **asked, after=rows.next) if rows.next else None
    return {"rows": rows.rows, "next_url": more}
