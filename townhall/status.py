"""A page for everybody that says how the service is, also while its databases are away."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, Response, current_app, g, render_template, request
from flask_babel import get_locale
from sqlalchemy.exc import SQLAlchemyError

from foundation.accounts.web import here, signed_in
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.web.access import anyone
from foundation.web.caching import fresh_while
from foundation.web.current import now
from townhall.watching.condition import Condition, condition
from townhall.watching.incidents import incidents, lasting
from townhall.watching.notes import folder_of

bp = Blueprint("status", __name__)


@bp.get("/status")
@anyone
def status() -> Response:
    """Show what works, what does not, and what to do then."""
    folder = folder_of(current_app)
    how = condition(folder, now())
    known = incidents(folder, now())
    _find_council(how)
    council = g.get("council")

    def made() -> str:
        return render_template(
            "status/page.html",
            how=how,
            lasts=lasting(known),
            earlier=[each for each in known if each.over_at],
            council=council,
        )

    who = g.get("actor")
    stands = (how.seen_at, how.is_well, how.backup, how.chain, known)
    return fresh_while(request.host, str(get_locale()), who, council, *stands, make=made)


def _find_council(how: Condition) -> None:
    """Find out whose page it is and who reads it, unless a database keeps us waiting for that."""
    if how.is_seen and not how.database:
        return
    try:
        here.find_council()
        signed_in.who_asks()
    except (NotFound, SQLAlchemyError):
        with suppress(SQLAlchemyError):
            db.session.rollback()
