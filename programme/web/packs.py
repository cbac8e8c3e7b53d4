"""The handover pack of a challenge: what is ready, what is missing, and the whole as one file."""

from __future__ import annotations

import io
import zipfile

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.words import say
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from programme.commands.packs import check_chain, explain_item
from programme.queries.challenges import ChallengePage
from programme.queries.pack_seals import seals_of
from programme.queries.packs import pack_page
from programme.queries.snapshots import look
from programme.rules.access import Can
from programme.rules.line_titles import TITLES as LINES
from programme.rules.pack_seals import SealState
from programme.rules.packs import TITLES, Item
from programme.rules.stages import GateCode
from programme.web.asked import asked_challenge, chosen
from programme.web.packs_made import pack_files

bp = Blueprint("packs", __name__, url_prefix="/programme/challenges/<slug>/handover")


@bp.get("")
@allow(Can.CHALLENGE_READ)
def page(slug: str) -> ResponseReturnValue:
    """Show how each item stands."""
    return pack_shown(asked_challenge(slug), {})


@bp.post("/items")
@allow(Can.PACK_WRITE)
def explain(slug: str) -> ResponseReturnValue:
    """Keep what somebody says of an item."""
    found, item = asked_challenge(slug), chosen(Item, "item")
    try:
        if item is None:
            wrong = say("Choose one of these.")
            raise Invalid(wrong, fields={"item": wrong})
        with work(db.session(), actor(), now()) as unit:
            explain_item(unit, found.id, item, request.form.get("words", ""))
    except Invalid as wrong_words:
        return pack_shown(found, dict(wrong_words.fields)), wrong_words.status
    flash(_("Saved."))
    return redirect(url_for(".page", slug=slug), 303)


@bp.post("/chain")
@allow(Can.PACK_WRITE)
def check(slug: str) -> ResponseReturnValue:
    """Check the chain of events."""
    found = asked_challenge(slug)
    with work(db.session(), actor(), now()) as unit:
        holds = check_chain(unit, found.id)
    flash(_("The chain holds.") if holds else _("The chain is broken. Stop, and ask who runs it."))
    return redirect(url_for(".page", slug=slug), 303)


@bp.get("/pack.zip")
@allow(Can.CHALLENGE_READ)
def whole(slug: str) -> ResponseReturnValue:
    """Give the pack as one file."""
    found = asked_challenge(slug)
    files, _pack = pack_files(current_council(), found)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{found.slug}/{name}", content)
    answer = Response(held.getvalue(), mimetype="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{found.slug}.zip"'
    return answer


def pack_shown(found: ChallengePage, problems: dict[str, str]) -> str:
    """Return the page of a pack, with what is wrong in a form that came back."""
    seals = seals_of(db.session(), found.id)
    return render_template(
        "programme/packs/page.html",
        challenge=found,
        pack=pack_page(db.session(), found.id, now()),
        titles=TITLES,
        may_write=actor().may(Can.PACK_WRITE),
        may_extract=actor().may(Can.AUDIT_EXTRACT),
        seals=seals,
        waits=bool(seals) and seals[0].state is SealState.SEALED,
        may_answer=actor().may(Can.PACK_ACCEPT),
        results=look(db.session(), found.id, GateCode.G6, now()).results,
        lines=LINES,
        problems=problems,
        typed=request.form,
    )
