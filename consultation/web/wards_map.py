"""From which wards comments come: a map for officers, the same figures as a table, and a file."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.queries.consultations import ConsultationPage, staff_cards
from consultation.queries.map import comments_by_ward
from consultation.rules.access import Can
from consultation.rules.wards import FEWEST, rate, shown_count
from consultation.web.setup import staff_page
from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.web.access import allow
from foundation.web.current import now
from foundation.web.words import full_date
from geo.queries.wards import ward_outlines, wards_of
from geo.rules.shading import WardFigure
from geo.web.figures import MapWords
from geo.web.maps import ward_map_file, ward_map_page

bp = Blueprint("wards_map", __name__, url_prefix="/reach/wards")


@bp.get("")
@allow(Can.REACH_MAP_READ)
def every() -> ResponseReturnValue:
    """List the consultations that have such a map."""
    cards = staff_cards(db.session(), current_council().id, now())
    return render_template(
        "consultation/wards/list.html", cards=[card for card in cards if card.comments]
    )


@bp.get("/<slug>")
@allow(Can.REACH_MAP_READ)
def page(slug: str) -> ResponseReturnValue:
    """Show the map in a frame and the table beside it."""
    found = staff_page(slug)
    wards = wards_of(db.session(), current_council().id)
    figures = {figure.code: figure for figure in _figures(found)}
    return render_template(
        "consultation/wards/page.html",
        consultation=found,
        rows=sorted(
            ((ward.name, ward.residents, figures[ward.code]) for ward in wards),
            key=lambda row: (-(row[2].count or 0), row[0]),
        ),
        words=_words(found),
        frame_url=url_for(".frame", slug=slug),
        file_url=url_for(".download", slug=slug),
    )


@bp.get("/<slug>/map")
@allow(Can.REACH_MAP_READ)
def frame(slug: str) -> Response:
    """Answer with the map alone, for the frame."""
    found = staff_page(slug)
    outlines = ward_outlines(db.session(), current_council().id)
    return ward_map_page(outlines, _figures(found), _words(found))


@bp.get("/<slug>/map.html")
@allow(Can.REACH_MAP_READ)
def download(slug: str) -> Response:
    """Answer with the map as one file to keep."""
    found = staff_page(slug)
    outlines = ward_outlines(db.session(), current_council().id)
    return ward_map_file(outlines, _figures(found), _words(found), f"{found.slug}-wards")


def _figures(found: ConsultationPage) -> list[WardFigure]:
    counted = comments_by_ward(db.session(), found.id)
    figures = []
    for ward in wards_of(db.session(), current_council().id):
        comments = shown_count(counted.get(ward.code, 0))
        figures.append(WardFigure(ward.code, comments, rate(comments, ward.residents)))
    return figures


def _words(found: ConsultationPage) -> MapWords:
    return MapWords(
        title=_("Comments by ward: %(title)s", title=found.title),
        counted=_("Comments"),
        rated=_("Comments per 1,000 residents"),
        note=_(
            "As of %(day)s. Only comments with a place are counted. Wards with fewer than "
            "%(fewest)s comments are not shown.",
            day=full_date(london_day(now())),
            fewest=FEWEST,
        ),
    )
