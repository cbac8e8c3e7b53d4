"""The desk's page of things to print: ask for each, take it, and the text of a newsletter."""

from __future__ import annotations

from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from consultation.commands.report import ask_paper
from consultation.commands.sheets import keep_sheet
from consultation.queries.consultations import ConsultationPage
from consultation.queries.report import PaperRow, latest_paper, latest_papers
from consultation.queries.sessions import session_called, sessions_ahead
from consultation.queries.sheets import sheet_of
from consultation.rules.access import Can
from consultation.rules.journey import Carrier
from consultation.rules.report import Paper, PaperState
from consultation.web.cards import last_day
from consultation.web.printed_paper import PAPERS, carried_url
from consultation.web.report import kept_file
from consultation.web.setup import staff_page
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.base.languages import ENGLISH, LANGUAGES
from foundation.base.numbers import whole_number
from foundation.base.words import say
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now

bp = Blueprint("printed", __name__, url_prefix="/desk/consultations/<slug>/papers")

MAPS = (Paper.MAP_A3, Paper.MAP_A1)
LONGEST_NUMBER = 6

OFFERED = {
    Paper.FORM: (
        lazy_gettext("Comment form (A4)"),
        lazy_gettext("In the order in which an entry is typed."),
    ),
    Paper.MAP_A3: (
        lazy_gettext("Map with squares (A3)"),
        lazy_gettext("People write the square on the form; typed in an entry, it is a place."),
    ),
    Paper.MAP_A1: (
        lazy_gettext("Map with squares (A1)"),
        lazy_gettext("The same squares, for a wall or a table."),
    ),
    Paper.POSTER: (
        lazy_gettext("Poster (A4)"),
        lazy_gettext("What is asked, until when, and where people can meet you."),
    ),
    Paper.LETTER: (
        lazy_gettext("Letter to homes (A4)"),
        lazy_gettext("With the question, the last day and every way to answer."),
    ),
}


@bp.get("")
@allow(Can.PAPER_PRINT)
def page(slug: str) -> ResponseReturnValue:
    """List what can be printed, and how far each is."""
    found, council = staff_page(slug), current_council()
    ahead = sessions_ahead(db.session(), found.id, now())
    latest = latest_papers(db.session(), found.id, *PAPERS)
    offered = [_shown(latest, paper, *words) for paper, words in OFFERED.items()]
    offered += [
        _shown(
            latest,
            Paper.SESSION,
            _("Poster of the session “%(title)s” (A4)", title=each.title),
            _("When and where it is, with a code that leads to its page."),
            str(each.number),
        )
        for each in ahead
    ]
    return render_template(
        "consultation/printed/page.html",
        consultation=found,
        offered=offered,
        sheet=sheet_of(db.session(), found.id),
        closes_on=last_day(found.closes_at),
        newsletter=carried_url(council, found.slug, Carrier.NEWSLETTER),
        waits=any(made["waits"] for each in offered for made in each["made"]),
        languages=LANGUAGES.values(),
    )


@bp.post("/<paper>")
@allow(Can.PAPER_PRINT)
def ask(slug: str, paper: str) -> ResponseReturnValue:
    """Ask for a paper, which is made beside; the first map fixes its squares."""
    found, which, about, language = _asked(slug, paper)
    with work(db.session(), actor(), now()) as unit:
        if which in MAPS:
            keep_sheet(unit, found.id, found.area_geojson)
        ask_paper(unit, slug, which, about, language)
    flash(_("The PDF is being made. It takes about half a minute."))
    return redirect(url_for(".page", slug=slug), 303)


@bp.get("/<paper>.pdf")
@allow(Can.PAPER_PRINT)
def take(slug: str, paper: str) -> Response:
    """Answer with the PDF that was made last."""
    found, which, about, language = _asked(slug, paper)
    latest = latest_paper(db.session(), found.id, which, about, language)
    if latest is None or latest.digest is None:
        raise NotFound(say("There is no such PDF yet. Ask for one."))
    with current_app.extensions["files"].open(latest.digest) as content:
        return kept_file(content.read(), "application/pdf", latest.name or f"{slug}.pdf")


def _asked(slug: str, paper: str) -> tuple[ConsultationPage, Paper, str, str]:
    """Return what a paper is of, which one, its session's number, and the code of its language.

    Raises:
        NotFound: there is no such paper, session or language.
    """
    found = staff_page(slug)
    which = next((each for each in PAPERS if each.value == paper), None)
    language = request.values.get("language", ENGLISH.code)
    if which is None or language not in LANGUAGES:
        raise NotFound(say("There is no such paper."))
    if which is not Paper.SESSION:
        return found, which, "", language
    number = whole_number(request.values.get("session"), LONGEST_NUMBER)
    held = None if number is None else session_called(db.session(), found.id, number)
    if held is None:
        raise NotFound(say("There is no such session."))
    return found, which, str(held.number), language


def _shown(
    latest: dict[tuple[Paper, str, str], PaperRow],
    paper: Paper,
    name: str,
    why: str,
    about: str = "",
) -> dict[str, Any]:
    """Return a paper as the page shows it, with each language that it was asked for in."""
    asked = {code: latest.get((paper, about, code)) for code in LANGUAGES}
    return {
        "paper": paper,
        "about": about,
        "name": name,
        "why": why,
        "made": [
            {
                "language": LANGUAGES[code],
                "made_on": row.asked_at if row.digest else None,
                "waits": row.state is PaperState.WAITING,
                "failed": row.state is PaperState.FAILED,
            }
            for code, row in asked.items()
            if row
        ],
    }
