"""What people answered to the questions of a consultation, for officers: figures and the table."""

from __future__ import annotations

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from consultation.queries.responses import responses_by_channel
from consultation.rules.access import Can
from consultation.rules.takes import form_owner
from consultation.web.setup import staff_page
from foundation.base.db import db
from foundation.base.spreadsheets import csv_text
from foundation.web.access import allow
from foundation.web.current import actor
from questions.queries.answers import answer_sets
from questions.queries.forms import all_asked
from questions.rules.dictionary import columns, row
from questions.web.results import results

bp = Blueprint("responses", __name__, url_prefix="/desk/consultations/<slug>/answers")

DICTIONARY = ("column", "question", "type", "values")


@bp.get("")
@allow(Can.RESPONSE_READ)
def figures(slug: str) -> ResponseReturnValue:
    """Show what each question came to."""
    page = staff_page(slug)
    owner, council = form_owner(page.id), actor().authority_id
    sets = (each.answers for each in answer_sets(db.session(), council, owner))
    channels = responses_by_channel(db.session(), council, page.id)
    return render_template(
        "consultation/setup/answers.html",
        consultation=page,
        results=results(all_asked(db.session(), council, owner), sets),
        channels=sorted(channels.items()),
        total=sum(channels.values()),
    )


@bp.get("/answers.csv")
@allow(Can.RESPONSE_READ)
def table(slug: str) -> ResponseReturnValue:
    """Hand out every set of answers as a row; no cell can run as a formula."""
    page = staff_page(slug)
    owner, council = form_owner(page.id), actor().authority_id
    asked = all_asked(db.session(), council, owner)
    names = ["version", *(column.name for column in columns(asked))]
    rows = (
        {"version": str(each.version), **row(asked, each.answers)}
        for each in answer_sets(db.session(), council, owner)
    )
    return _file(csv_text(names, rows), f"{page.slug}-answers.csv")


@bp.get("/dictionary.csv")
@allow(Can.RESPONSE_READ)
def dictionary(slug: str) -> ResponseReturnValue:
    """Say what each column of the table means."""
    page = staff_page(slug)
    asked = all_asked(db.session(), actor().authority_id, form_owner(page.id))
    rows = [
        dict(zip(DICTIONARY, (each.name, each.question, each.type, each.means), strict=True))
        for each in columns(asked)
    ]
    return _file(csv_text(DICTIONARY, rows), f"{page.slug}-dictionary.csv")


def _file(text: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, mimetype="text/csv", headers=headers)
