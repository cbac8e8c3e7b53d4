"""Change your own words, and read what somebody's words were before."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.edits import edit_comment
from consultation.queries.authors import OwnComment
from consultation.queries.edits import earlier_versions
from consultation.rules.comments import LONGEST_TEXT
from consultation.rules.edits import is_silent, may_edit
from consultation.web.authors import comment_of_somebody, is_author
from consultation.web.comments import bp, public_comment, readable
from consultation.web.forms.edits import EditForm
from consultation.web.forms.views import refused
from consultation.web.fresh import seen
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotAllowed
from foundation.base.work import work
from foundation.web.access import anyone
from foundation.web.caching import fresh_while
from foundation.web.current import actor, now
from foundation.web.limits import limiter

OFTEN = "60 per hour"


@bp.get("/comments/<ref>/edit")
@anyone
def edit(ref: str) -> ResponseReturnValue:
    """Show the words once more, for their author to change."""
    own = comment_of_somebody(ref)
    if not is_author(own):
        return redirect(url_for("follow.ask", other=1), 303)
    return _edit_page(own, EditForm(data={"text": own.text}), {})


@bp.post("/comments/<ref>/edit")
@anyone
@limiter.limit(OFTEN)
def send_edit(ref: str) -> ResponseReturnValue:
    """Take the changed words in."""
    own, form = mine(ref), EditForm()
    try:
        with work(db.session(), actor(), now()) as unit:
            text, shows = form.text.data or "", not form.hide_earlier.data
            edit_comment(unit, own.id, text, show_earlier=shows)
    except Invalid as wrong:
        return _edit_page(own, form, refused(form, wrong.fields)), 422
    except Conflict:
        return _edit_page(comment_of_somebody(ref), form, {}), 409
    after = comment_of_somebody(ref)
    flash(
        _("Your words are changed.")
        if after.is_visible
        else _("Your words are changed. A person checks them before everyone can read them.")
    )
    return redirect(url_for(".page", ref=ref), 303)


@bp.get("/comments/<ref>/versions")
@anyone
def versions(ref: str) -> ResponseReturnValue:
    """Show what a comment said before it was changed."""
    named = public_comment(ref)
    return fresh_while(
        *seen(named.version, named),
        make=lambda: render_template(
            "consultation/edits/versions.html",
            comment=readable(named),
            versions=earlier_versions(db.session(), named.id),
            consultation={"slug": named.slug, "title": named.title},
        ),
    )


def mine(ref: str) -> OwnComment:
    """Return a comment of who asks.

    Raises:
        NotAllowed: it is somebody else's.
    """
    own = comment_of_somebody(ref)
    if not is_author(own):
        raise NotAllowed("Only who wrote this can change it. Give its tracking code first.")
    return own


def _edit_page(own: OwnComment, form: EditForm, problems: dict[str, str]) -> str:
    return render_template(
        "consultation/edits/edit.html",
        comment={"ref": own.ref},
        consultation={"slug": own.slug, "title": own.title},
        form=form,
        problems=problems,
        may_edit=may_edit(own.said),
        leaves_trace=not is_silent(own.said, now()),
        longest=LONGEST_TEXT,
    )
