"""Who was heard as an equality impact assessment needs it, and all figures on paper."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.report import ask_paper
from consultation.queries.report import latest_paper
from consultation.rules.access import Can
from consultation.rules.report import Paper, PaperState
from consultation.web.heard_paper import equality
from consultation.web.report import kept_file
from consultation.web.setup import staff_page
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.base.words import say
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now

bp = Blueprint("equality", __name__, url_prefix="/reach/<slug>/equality")


@bp.get("")
@allow(Can.REACH_MAP_READ)
def page(slug: str) -> str:
    """Show the extract, and the way to the paper."""
    found = staff_page(slug)
    paper = latest_paper(db.session(), found.id, Paper.HEARD)
    return render_template(
        "consultation/heard/equality.html",
        consultation=found,
        paper=paper,
        waits=paper is not None and paper.state is PaperState.WAITING,
        failed=paper is not None and paper.state is PaperState.FAILED,
        **equality(current_council().id, found.id),
    )


@bp.post("/pdf")
@allow(Can.REACH_MAP_READ)
def ask_pdf(slug: str) -> ResponseReturnValue:
    """Ask for the figures and the extract as a PDF, which is made beside."""
    with work(db.session(), actor(), now()) as unit:
        ask_paper(unit, slug, Paper.HEARD)
    flash(_("The PDF is being made. It takes about half a minute."))
    return redirect(url_for(".page", slug=slug, _anchor="pdf"), 303)


@bp.get("/heard.pdf")
@allow(Can.REACH_MAP_READ)
def pdf(slug: str) -> Response:
    """Answer with the PDF that was made last."""
    found = staff_page(slug)
    paper = latest_paper(db.session(), found.id, Paper.HEARD)
    if paper is None or paper.digest is None:
        raise NotFound(say("There is no PDF of these figures yet. Ask for one."))
    with current_app.extensions["files"].open(paper.digest) as content:
        return kept_file(content.read(), "application/pdf", f"{slug}-heard.pdf")
