"""Follow a consultation or a comment, and hand one's own comment to an address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from consultation.commands.following import Wish
from consultation.commands.following import follow as begin_to_follow
from consultation.jobs.following import send
from consultation.queries.following import followship
from consultation.web.comments import public_comment
from consultation.web.consultations import public_consultation
from consultation.web.following_mails import confirm_message
from consultation.web.forms.following import TellMeForm, pace_of, reached
from consultation.web.forms.views import refused
from consultation.web.sending import FOLLOWS, fate_of
from foundation.accounts.commands.contacts import Reached
from foundation.accounts.queries.contacts import contact_of
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import Work, work
from foundation.web.access import anyone
from foundation.web.current import actor, now, secret
from foundation.web.limits import limiter

bp = Blueprint("following", __name__)

OFTEN = "60 per hour"
FOLLOWER = "follower"
"""Where the cookie remembers a contact whose owner pressed the button in this browser."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the form is about: its heading, where it leads back to, and what will be told."""

    title: str
    back_url: str
    back_text: str
    hears: str


@bp.route("/consultations/<slug>/follow", methods=["GET", "POST"])
@limiter.limit(OFTEN, methods=["POST"])
@anyone
def consultation(slug: str) -> ResponseReturnValue:
    """Follow everything that happens in one consultation."""
    named = public_consultation(slug)
    subject = Subject(
        _("Follow this consultation"),
        url_for("consultations.page", slug=slug),
        named.title,
        _("We tell you of new comments, of answers, and when a date or the decision comes."),
    )
    return _ask(subject, Wish(consultation_id=named.id))


@bp.route("/comments/<ref>/follow", methods=["GET", "POST"])
@limiter.limit(OFTEN, methods=["POST"])
@anyone
def comment(ref: str) -> ResponseReturnValue:
    """Follow one comment and the replies to it."""
    named = public_comment(ref)
    subject = Subject(
        _("Follow comment %(ref)s", ref=named.ref),
        url_for("comments.page", ref=named.ref),
        named.title,
        _("We tell you of replies, of the council's answer and of each step after it."),
    )
    return _ask(subject, Wish(comment_id=named.id))


@bp.route("/follow/tell-me", methods=["GET", "POST"])
@limiter.limit(OFTEN, methods=["POST"])
@anyone
def own_comment() -> ResponseReturnValue:
    """Hand the comment whose code was given to an address."""
    kept = session.get(FOLLOWS)
    found = fate_of(UUID(kept)) if kept else None
    if found is None:
        return redirect(url_for("follow.ask"), 303)
    subject = Subject(
        _("Tell me what comes of my comment"),
        url_for("follow.ask"),
        _("What happened to your comment"),
        _(
            "We tell you when somebody answers comment %(ref)s, and of each step after it.",
            ref=found.comment.ref,
        ),
    )
    return _ask(subject, Wish(comment_id=UUID(kept), is_own=True))


@bp.get("/following/asked")
@anyone
def asked() -> ResponseReturnValue:
    """Tell that a message is on its way; the page is the same for every address."""
    return render_template("consultation/following/asked.html")


@bp.get("/following/begun")
@anyone
def begun() -> ResponseReturnValue:
    """Tell somebody whose address is known to be theirs that it is done."""
    return render_template("consultation/following/begun.html")


def take(form: TellMeForm, wanted: Wish) -> ResponseReturnValue:
    """Let whoever fills in *form* follow what is *wanted*, and ask them whether they mean it.

    Raises:
        Invalid: under the field that cannot be read.
        Conflict: they follow as much already as one address can.
    """
    to = reached(form, str(get_locale()))
    wish = replace(wanted, pace=pace_of(form))
    with work(db.session(), actor(), now()) as unit:
        proven = is_own_address(to)
        ask_owner(unit, to, wish, proven=proven)
    return redirect(url_for("following.begun" if proven else "following.asked"), 303)


def ask_owner(unit: Work, to: Reached, wish: Wish, *, proven: bool) -> None:
    """Let an address follow something; ask its owner first, unless it is *proven* to be theirs.

    Raises:
        Conflict: it is proven, and follows as much already as one address can.
    """
    council = current_council()
    made = begin_to_follow(unit, to, wish, secret=secret(), proven=proven)
    named = followship(unit.session, council.id, made.subscription_id) if made else None
    if made and named and made.may_write:
        message = confirm_message(council, to, named)
        send(unit, message, f"confirm {made.subscription_id} {unit.now.isoformat()}")


def is_own_address(to: Reached) -> bool:
    """Tell whether the button in a message to this address was pressed in this browser."""
    kept = session.get(FOLLOWER)
    known = contact_of(db.session(), current_council().id, UUID(kept)) if kept else None
    if known is None or known.confirmed_at is None:
        return False
    return (known.medium, known.address) == (to.medium, to.address)


def _ask(subject: Subject, wanted: Wish) -> ResponseReturnValue:
    form = TellMeForm()
    problems: dict[str, str] = {}
    if form.validate_on_submit():
        try:
            return take(form, wanted)
        except Invalid as wrong:
            problems = refused(form, wrong.fields)
        except Conflict as full:
            problems = {"medium": full.sentence}
    page = render_template(
        "consultation/following/ask.html", form=form, problems=problems, subject=subject
    )
    return page, 422 if form.errors or problems else 200
