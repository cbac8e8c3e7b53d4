"""What people take part with on paper: a form, a map with squares, posters and a letter.

All of it is made beside the requests, where nobody's council stands in the request.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import segno
from flask import render_template
from flask_babel import force_locale, get_locale

from consultation.queries.consultations import ConsultationPage
from consultation.queries.reach.asked import asked_traits
from consultation.queries.report import WaitingPaper
from consultation.queries.sessions import SessionFacts, session_called, sessions_ahead
from consultation.queries.sheets import sheet_of
from consultation.rules.consultations import TAKES_FORMAL
from consultation.rules.journey import Carrier
from consultation.rules.reach.traits import QUESTIONS, Trait
from consultation.rules.report import Paper
from consultation.rules.takes import form_owner
from consultation.web.cards import last_day
from consultation.web.forms.giving import VIEWS
from consultation.web.pdf_made import pdf
from consultation.web.session_calendar import where
from foundation.accounts.queries.authorities import Council
from foundation.accounts.web.mails import address
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.base.languages import language_of
from foundation.web.current import now
from geo.queries.postcodes import postcodes_near
from geo.queries.wards import ward_outlines
from geo.rules.grid import degrees
from geo.rules.sheet_pictures import HEIGHT, UNIT, WIDTH, picture_of_sheet
from questions.queries.forms import open_version
from questions.rules.forms import Form

STYLES = "printed.css"
MOST_SESSIONS = 3
MOST_POSTCODES = 400

CARRIERS = {
    Paper.FORM: Carrier.FORM,
    Paper.MAP_A3: Carrier.MAP,
    Paper.MAP_A1: Carrier.MAP,
    Paper.POSTER: Carrier.POSTER,
    Paper.LETTER: Carrier.LETTER,
}
"""What the link on a paper says that it stood on."""

PAPERS = frozenset({*CARRIERS, Paper.SESSION})


def made(found: ConsultationPage, council: Council, waiting: WaitingPaper) -> bytes:
    """Return one of these papers as a tagged PDF; what the council wrote stays as it is.

    Raises:
        NotFound: the session of a poster, or the grid of a map, is not there.
    """
    with force_locale(waiting.language):
        return pdf(document(found, council, waiting.paper, waiting.about), STYLES)


def document(found: ConsultationPage, council: Council, paper: Paper, about: str = "") -> str:
    """Return a paper as a page that needs no other file."""
    shown: dict[str, Any] = {
        "consultation": found,
        "council": council,
        "closes_on": last_day(found.closes_at),
        "today": london_day(now()),
        "language": language_of(str(get_locale())),
    }
    if paper is Paper.SESSION:
        shown |= _session(found, council, about)
    else:
        shown |= _link(carried_url(council, found.slug, CARRIERS[paper]))
    name, more = DOCUMENTS[paper]
    template = f"consultation/printed/{name}.html"
    return render_template(template, **shown, **more(found, council), paper=paper)


def carried_url(council: Council, slug: str, carrier: Carrier) -> str:
    """Return where a view is given, with what the link stood on."""
    return f"{address(council)}/consultations/{slug}/give-your-view?by={carrier.value}"


def _link(url: str) -> dict[str, Any]:
    """Return a link as words without what a person need not type, and as a code for phones."""
    code = segno.make_qr(url)
    dark = (
        f"M{x},{y}h1v1h-1z"
        for y, row in enumerate(code.matrix)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    square = {"size": len(code.matrix), "path": "".join(dark)}
    return {"url": url.partition("?")[0].partition("://")[2], "qr": square}


def _session(found: ConsultationPage, council: Council, about: str) -> dict[str, Any]:
    facts: SessionFacts | None = None
    if about.isdecimal():
        facts = session_called(db.session(), found.id, int(about))
    if facts is None:
        raise NotFound("There is no such session.")
    home = f"{address(council)}/consultations/{found.slug}/sessions/{facts.number}"
    return {
        "session": facts,
        "where": where(facts),
        **_link(f"{home}?by={Carrier.SESSION.value}"),
    }


def _nothing(_found: ConsultationPage, _council: Council) -> dict[str, Any]:
    return {}


def _ahead(found: ConsultationPage, _council: Council) -> dict[str, Any]:
    ahead = sessions_ahead(db.session(), found.id, now())[:MOST_SESSIONS]
    return {"sessions": [(each, where(each)) for each in ahead]}


def _form(found: ConsultationPage, council: Council) -> dict[str, Any]:
    """Return the questions in the order in which an entry asks for them."""
    version = None
    if found.takes.has_questions:
        version = open_version(db.session(), council.id, form_owner(found.id))
    return {
        "views": list(VIEWS.values()),
        "takes": found.takes,
        "form": version.form if version else Form(),
        "takes_formal": found.kind in TAKES_FORMAL,
        "about_people": [
            (QUESTIONS[trait].asks, list(QUESTIONS[trait].answers.values()), trait is Trait.WARD)
            for trait in asked_traits(db.session(), found.id)
        ],
        "has_map": sheet_of(db.session(), found.id) is not None,
    }


def _map(found: ConsultationPage, council: Council) -> dict[str, Any]:
    sheet = sheet_of(db.session(), found.id)
    if sheet is None:
        raise NotFound("The grid of this map is not fixed yet.")
    west, south, east, north = sheet.box
    middle = degrees((west + east) / 2, (south + north) / 2)
    near = postcodes_near(db.session(), *middle, (east - west) / 2, MOST_POSTCODES)
    outlines = ward_outlines(db.session(), council.id)
    picture = picture_of_sheet(
        sheet,
        outlines,
        found.area_geojson,
        ((each.postcode, each.lon, each.lat) for each in near),
    )
    sizes = {"width": WIDTH, "height": HEIGHT, "unit": UNIT, "source": outlines["source"]}
    return {"picture": picture, **sizes}


DOCUMENTS: dict[Paper, tuple[str, Callable[[ConsultationPage, Council], dict[str, Any]]]] = {
    Paper.FORM: ("form", _form),
    Paper.MAP_A3: ("map", _map),
    Paper.MAP_A1: ("map", _map),
    Paper.POSTER: ("poster", _ahead),
    Paper.SESSION: ("session", _nothing),
    Paper.LETTER: ("letter", _ahead),
}
"""Paper → its template, and what it needs beside the consultation."""
