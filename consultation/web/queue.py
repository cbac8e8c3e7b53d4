"""The queue: what people said and still wait to hear about, the earliest due first."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from consultation.commands.queue import chosen, consider, hold
from consultation.queries.queue import queue_count, queue_page
from consultation.queries.queue_tiles import queue_tiles
from consultation.rules.access import Can
from consultation.rules.queue import Deed
from consultation.web.filters import one_of
from consultation.web.queue_filters import AskedQueue, filter_boxes, read_queue
from consultation.web.queue_join import join_page
from consultation.web.queue_pane import pane
from consultation.web.queue_shown import counted, shown_row, tiles
from consultation.web.referrals import refer_page
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, Malformed, NotFound
from foundation.base.work import work
from foundation.web.access import allow, require
from foundation.web.current import actor, now

bp = Blueprint("queue", __name__, url_prefix="/desk/comments")

PARTS = {"queue": "consultation/queue/_list.html", "tiles": "consultation/queue/_tiles.html"}
RIGHTS = {
    Deed.CONSIDER: Can.ISSUE_WRITE,
    Deed.JOIN: Can.ISSUE_WRITE,
    Deed.REFER: Can.REFERRAL_WRITE,
    Deed.HOLD: Can.COMMENT_MODERATE,
}
"""What can be done with what was ticked → the right that it takes."""


@bp.get("")
@allow(Can.DESK_READ)
def page() -> ResponseReturnValue:
    """Show the queue, or only the part of the page that was asked for."""
    asked, part = read_queue(), request.args.get("part", "")
    if part and part not in PARTS:
        raise Malformed("This page has no such part.")
    if part:
        return render_template(PARTS[part], **_parts(asked))
    return _page(asked, None)


@bp.post("")
@allow(Can.DESK_READ)
def act() -> ResponseReturnValue:
    """Do the same with all comments that were ticked."""
    asked = read_queue()
    deed, refs = one_of(Deed, request.form.get("do")), request.form.getlist("chosen")
    try:
        if deed is None:
            raise Invalid("Choose what to do with them.")
        require(RIGHTS[deed])
        if deed is Deed.JOIN:
            return join_page(refs, asked)
        if deed is Deed.REFER:
            return refer_page(refs, asked.query)
        flash(_done(deed, refs))
    except (Invalid, Conflict, NotFound) as wrong:
        return _page(asked, wrong.sentence), wrong.status
    return redirect(asked.url(), 303)


def _done(deed: Deed, refs: list[str]) -> str:
    with work(db.session(), actor(), now()) as unit:
        comments = chosen(unit, refs)
        if deed is Deed.HOLD:
            held = hold(unit, comments)
            return str(ngettext("%(num)s comment is held.", "%(num)s comments are held.", held))
        moved = consider(unit, comments)
        return str(
            ngettext(
                "%(num)s author sees that you are looking into it.",
                "%(num)s authors see that you are looking into it.",
                moved,
            )
        )


def _page(asked: AskedQueue, problem: str | None) -> str:
    ref = request.args.get("c", "")
    return render_template(
        "consultation/queue/page.html",
        **_parts(asked),
        boxes=filter_boxes(asked),
        pane=pane(ref) if ref else None,
        problem=problem,
        room=f"desk:{current_council().id}",
    )


def _parts(asked: AskedQueue) -> dict[str, Any]:
    """Return what the parts of the page say that can be fetched again."""
    session, here, after = db.session(), current_council().id, request.args.get("after")
    rows = queue_page(session, here, asked.queue, after)
    moderates = actor().may(Can.COMMENT_MODERATE)
    total = queue_count(session, here, asked.queue)
    return {
        "asked": asked,
        "tiles": tiles(queue_tiles(session, here, asked.queue, moderates=moderates), asked),
        "rows": [shown_row(row, asked.queue.today) for row in rows.rows],
        "total": total,
        "total_words": counted(total),
        "next_url": asked.url(after=rows.next) if rows.next else None,
        "first_url": asked.url() if after else None,
        "here": asked.url(after=after),
        "after": after,
        "deeds": [deed.value for deed, right in RIGHTS.items() if actor().may(right)],
        "open_ref": request.args.get("c"),
        "ticked": set(request.form.getlist("chosen")),
    }
