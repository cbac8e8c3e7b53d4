"""The desk's page of exports: choose one, take it, or wait for the files of formal comments."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from consultation.commands.exports import ask_archive, note_export
from consultation.queries.archives import WaitingArchive, latest_archive
from consultation.queries.consultations import consultation_page
from consultation.rules.access import Can
from consultation.rules.exports import ExportFormat
from consultation.web.exports_made import archive, files_of
from consultation.web.filters import one_of
from consultation.web.setup import staff_page
from foundation.accounts.queries.authorities import council_of
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now

bp = Blueprint("exports", __name__, url_prefix="/desk/consultations/<slug>/exports")

ZIP = "application/zip"

FORMATS = {
    ExportFormat.CSV: (
        lazy_gettext("Comments as a table (CSV)"),
        lazy_gettext("For a spreadsheet. No cell can run as a formula."),
    ),
    ExportFormat.GEOJSON: (
        lazy_gettext("Comments on the map (GeoJSON)"),
        lazy_gettext("Two files: in degrees (WGS 84), and on the British National Grid."),
    ),
    ExportFormat.ODP: (
        lazy_gettext("Planning application (Open Digital Planning JSON)"),
        lazy_gettext("For the back office: version 0.7.7 of the schema, with public comments."),
    ),
    ExportFormat.WAYSD: (
        lazy_gettext("We asked, you said, we did (CSV)"),
        lazy_gettext("What came of each issue, once it has been told."),
    ),
}


@bp.get("")
@allow(Can.CONSULTATION_EXPORT)
def page(slug: str) -> ResponseReturnValue:
    """List what can be taken, and how far the archive of formal comments is."""
    found = staff_page(slug)
    formats = [
        (each, *words)
        for each, words in FORMATS.items()
        if each is not ExportFormat.ODP or found.reference
    ]
    return render_template(
        "consultation/exports/page.html",
        consultation=found,
        formats=formats,
        formal=found.tally.all_formal,
        archive=latest_archive(db.session(), found.id),
        may_read_names=actor().may(Can.REPRESENTATION_READ),
    )


@bp.post("/<format>")
@allow(Can.CONSULTATION_EXPORT)
def take(slug: str, format: str) -> ResponseReturnValue:
    """Hand out one export with its dictionary and licence; who took it is noted."""
    found, wanted = staff_page(slug), one_of(ExportFormat, format)
    if wanted not in FORMATS:
        raise NotFound("There is no such export.")
    with work(db.session(), actor(), now()) as unit:
        note_export(unit, found.id, wanted)
    content = archive(files_of(found, current_council(), wanted))
    return _download(content, f"{found.slug}-{wanted.value}.zip")


@bp.post("/archive/new")
@allow(Can.REPRESENTATION_READ)
def ask(slug: str) -> ResponseReturnValue:
    """Ask for one PDF for each formal comment."""
    with work(db.session(), actor(), now()) as unit:
        ask_archive(unit, staff_page(slug).id)
    flash(_("We are making the files. Come back to this page in a few minutes."))
    return redirect(url_for(".page", slug=slug), 303)


@bp.post("/archive")
@allow(Can.REPRESENTATION_READ)
def take_archive(slug: str) -> ResponseReturnValue:
    """Hand out the archive that was made; who took it is noted."""
    found = staff_page(slug)
    kept = latest_archive(db.session(), found.id)
    if kept is None or kept.digest is None:
        raise NotFound("The files are not made yet. Load the page again in a few minutes.")
    with work(db.session(), actor(), now()) as unit:
        note_export(unit, found.id, ExportFormat.REPRESENTATIONS)
    with current_app.extensions["files"].open(kept.digest) as content:
        return _download(content.read(), kept.name or "representations.zip")


def archive_of(waiting: WaitingArchive) -> bytes:
    """Return the archive that somebody waits for.

    Raises:
        NotFound: its consultation is gone.
    """
    session = db.session()
    found = consultation_page(session, waiting.authority_id, waiting.slug, now(), drafts=True)
    council = council_of(session, waiting.authority_id)
    if found is None or council is None:
        raise NotFound("There is no such consultation.")
    return archive(files_of(found, council, ExportFormat.REPRESENTATIONS))


def _download(content: bytes, name: str) -> Response:
    answer = Response(content, mimetype=ZIP)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
