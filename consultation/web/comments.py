"""Read one conversation, and answer in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consultation.queries.comments import Thread, thread
from consultation.queries.named import NamedComment, comment_named, own_topics
from consultation.queries.referrals import public_referrals
from consultation.rules.comments import LONGEST_TEXT, Contribution
from consultation.rules.withdrawals import are_public
from consultation.web.claims_beside import facts_of
from consultation.web.folds import folded
from consultation.web.forms.views import ReplyForm, refused
from consultation.web.fresh import seen
from consultation.web.referral_words import with_whom
from consultation.web.rows import ShownComment, shown_comment
from consultation.web.sending import is_closed, send
from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.decisions import Decision
from foundation.base.errors import Conflict, Invalid, Malformed, NotFound
from foundation.base.prose import beginning, plain, quoted
from foundation.web.access import anyone
from foundation.web.caching import page_while
from foundation.web.current import now
from foundation.web.limits import limiter
from foundation.web.visitor import note_visitor

bp = Blueprint("comments", __name__)

A_LOT = "60 per hour; 200 per day"
"""How many comments one connection may send; the readers of a library share one."""

LONGEST_QUOTE = 280

TYPED = frozenset({"text", "place_words", "display_name"})
"""Fields whose words are worth keeping."""


@bp.get("/comments/<ref>")
@anyone
def page(ref: str) -> ResponseReturnValue:
    """Show one conversation, or only the part that changes."""
    part = request.args.get("part", "")
    if part not in {"", "thread"}:
        raise Malformed("This page has no such part.")
    named = public_comment(ref)
    template = "consultation/comments/_thread.html" if part else "consultation/comments/page.html"
    return page_while(
        *seen(named.version, named),
        make=lambda: render_template(template, **_thread_parts(named)),
    )


@bp.get("/comments/<ref>/reply")
@anyone
def reply(ref: str) -> ResponseReturnValue:
    """Show the form for an answer to a comment, on request with its words to begin from."""
    named = public_comment(ref)
    if not named.may_comment:
        return closed(named.slug, named.title, named.may_comment)
    note_visitor()
    begun = _quote(readable(named)) if "quote" in request.args else ""
    return _reply_form(named, ReplyForm(text=begun), {})


@bp.post("/comments/<ref>/reply")
@anyone
@limiter.limit(A_LOT)
def send_reply(ref: str) -> ResponseReturnValue:
    """Take the answer in, once however often it is sent."""
    named = public_comment(ref)
    form = ReplyForm()
    said = Contribution(
        text=form.text.data or "", display_name=form.display_name.data, reply_to_ref=named.ref
    )
    try:
        send(named.consultation_id, said, form.form_key.data)
    except Invalid as wrong:
        return _reply_form(named, form, refused(form, wrong.fields)), 422
    except Conflict as over:
        return closed(named.slug, named.title, is_closed(over)), 409
    return redirect(url_for("giving.sent", slug=named.slug), 303)


def public_comment(ref: str) -> NamedComment:
    """Return the ids of a comment.

    Raises:
        NotFound: there is none of that name in a consultation that the public may read.
    """
    found = comment_named(db.session(), current_council().id, ref, now())
    if found is None:
        raise NotFound("There is no such comment.")
    return found


def shown_thread(named: NamedComment) -> tuple[Thread, dict[str, str]]:
    """Return the conversation in which a comment stands, and its consultation's own topics."""
    found = thread(db.session(), current_council().id, named.ref, now())
    if found is None:
        raise NotFound("There is no such comment.")
    return found, own_topics(db.session(), named.consultation_id)


def readable(named: NamedComment) -> ShownComment:
    """Return one comment that somebody wants to answer or agree with.

    Raises:
        NotFound: nobody can read it now.
    """
    found, own = shown_thread(named)
    if not found.asked.is_public or not are_public(found.asked.feedback_status):
        raise NotFound("This comment can no longer be read.")
    return shown_comment(found.asked, own)


def closed(
    slug: str,
    title: str,
    decision: Decision,
    kept: Mapping[str, str] | None = None,
    closed_on: date | None = None,
) -> Response:
    """Answer that nothing can be said now, with what was typed, just now or before."""
    typed = {name: value for name, value in request.form.items() if name in TYPED and value.strip()}
    return make_response(
        render_template(
            "consultation/comments/closed.html",
            consultation={"slug": slug, "title": title},
            decision=decision,
            kept=list({**(kept or {}), **typed}.items()),
            closed_on=closed_on,
        )
    )


def _quote(comment: ShownComment) -> str:
    return f"{quoted(beginning(plain(comment.text), LONGEST_QUOTE))}\n\n"


def _reply_form(named: NamedComment, form: ReplyForm, problems: dict[str, str]) -> str:
    return render_template(
        "consultation/comments/reply.html",
        form=form,
        problems=problems,
        comment=readable(named),
        consultation={"slug": named.slug, "title": named.title},
        longest=LONGEST_TEXT,
    )


def _thread_parts(named: NamedComment) -> dict[str, Any]:
    found, own = shown_thread(named)
    facts = facts_of([found.root], named.slug)[found.root.id]
    comment = shown_comment(found.root, own, facts=facts)
    return {
        "comment": comment,
        "folded": folded(comment.replies, found.asked.ref),
        "asked_ref": named.ref,
        "consultation": {"slug": named.slug, "title": named.title},
        "may_comment": named.may_comment,
        "room": f"consultation:{named.consultation_id}",
        "with_whom": _with_whom(found),
    }


def _with_whom(found: Thread) -> list[dict[str, str]]:
    if not found.asked.is_public:
        return []
    return with_whom(public_referrals(db.session(), found.asked.id), london_day(now()))
