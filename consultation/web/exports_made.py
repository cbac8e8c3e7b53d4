"""Exports as files: each with its dictionary and licence beside it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from flask import render_template
from flask_babel import force_locale
from shapely.geometry import mapping, shape

from consultation.queries.consultations import ConsultationPage
from consultation.queries.exports import (
    application_content,
    exported_comments,
    exported_representations,
)
from consultation.queries.outcomes import OutcomeCard, outcome_cards
from consultation.rules.exports import (
    COLUMNS,
    DICTIONARY,
    LICENCE,
    REPRESENTATION_COLUMNS,
    WAYSD_COLUMNS,
    ExportedComment,
    ExportedRepresentation,
    ExportFormat,
    cell,
    comment_row,
    dictionary_rows,
    representation_row,
)
from consultation.rules.odp_export import odp_document
from consultation.web.report_paper import pdf
from foundation.accounts.queries.authorities import Council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.base.snapshots import begin_snapshot
from foundation.base.spreadsheets import csv_text
from foundation.web.current import now
from geo.rules.grid import to_grid

Files = dict[str, bytes]
"""Name of a file → its content; the first is the export, the others lie beside it."""

METRES = 2
FIXED = (1980, 1, 1, 0, 0, 0)
"""When every file in an archive was made, so that the same export is the same bytes."""


def files_of(page: ConsultationPage, council: Council, wanted: ExportFormat) -> Files:
    """Return the files of one export, all of one instant.

    Raises:
        NotFound: it is about no planning application, and those alone have this format.
    """
    begin_snapshot(db.session())
    return {**MAKERS[wanted](page, council), "LICENCE.txt": _licence(page, council)}


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return *files* as one ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, FIXED), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def collection(comments: Iterable[ExportedComment], *, grid: bool = False) -> dict[str, Any]:
    """Return comments as a GeoJSON FeatureCollection, in degrees or on the British National Grid.

    RFC 7946 knows degrees alone; the other names its system as the standard before it did.
    """
    features = [
        {
            "type": "Feature",
            "geometry": _on_grid(each.geometry) if grid and each.geometry else each.geometry,
            "properties": {
                **comment_row(each),
                "topics": list(each.topics),
                "agreed": each.agreed,
                "is_late": each.is_late,
            },
        }
        for each in comments
    ]
    found: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    if grid:
        found["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    return found


def table_of(comments: Iterable[ExportedComment]) -> str:
    """Return comments as CSV in which no cell is a formula."""
    return csv_text(list(COLUMNS), map(comment_row, comments))


def dictionary_of(columns: Mapping[str, tuple[str, str]]) -> str:
    """Return what the columns of a table mean, as CSV."""
    return csv_text(DICTIONARY, dictionary_rows(columns))


def representation_files(
    page: ConsultationPage,
    council: Council,
    found: Sequence[ExportedRepresentation],
    done: Callable[[], None] = lambda: None,
) -> Files:
    """Return one PDF for each formal comment, and the list that says which is whose."""
    files = {
        "representations.csv": _bytes(
            csv_text(list(REPRESENTATION_COLUMNS), map(representation_row, found))
        ),
        "dictionary.csv": _bytes(dictionary_of(REPRESENTATION_COLUMNS)),
    }
    for each in found:
        with force_locale("en"):
            html = render_template(
                "consultation/exports/representation.html",
                one=each,
                consultation=page,
                council_name=council.name,
            )
        files[each.file] = pdf(html)
        done()
    return files


def _odp(page: ConsultationPage, _council: Council) -> Files:
    content = application_content(db.session(), page.id)
    if content is None:
        raise NotFound("This is about no planning application. Choose CSV or GeoJSON.")
    comments = exported_comments(db.session(), page.id)
    document = odp_document(content, comments, page.team or "Planning team", now())
    return {f"{page.slug}.odp.json": _json(document)}


def _geojson(page: ConsultationPage, _council: Council) -> Files:
    comments = exported_comments(db.session(), page.id)
    return {
        f"{page.slug}.geojson": _json(collection(comments)),
        f"{page.slug}.27700.geojson": _json(collection(comments, grid=True)),
        "dictionary.csv": _bytes(dictionary_of(COLUMNS)),
    }


def _csv(page: ConsultationPage, _council: Council) -> Files:
    return {
        f"{page.slug}.csv": _bytes(table_of(exported_comments(db.session(), page.id))),
        "dictionary.csv": _bytes(dictionary_of(COLUMNS)),
    }


def _waysd(page: ConsultationPage, council: Council) -> Files:
    rows = map(_outcome_row, _outcomes(page, council))
    return {
        f"{page.slug}-we-asked-you-said-we-did.csv": _bytes(csv_text(list(WAYSD_COLUMNS), rows)),
        "dictionary.csv": _bytes(dictionary_of(WAYSD_COLUMNS)),
    }


def _representations(page: ConsultationPage, council: Council) -> Files:
    found = exported_representations(db.session(), council.id, page.id)
    return representation_files(page, council, found)


MAKERS: Mapping[ExportFormat, Callable[[ConsultationPage, Council], Files]] = {
    ExportFormat.ODP: _odp,
    ExportFormat.GEOJSON: _geojson,
    ExportFormat.CSV: _csv,
    ExportFormat.WAYSD: _waysd,
    ExportFormat.REPRESENTATIONS: _representations,
}


def _outcomes(page: ConsultationPage, council: Council) -> Iterator[OutcomeCard]:
    after: str | None = None
    while True:
        cards = outcome_cards(
            db.session(), council.id, now(), within=page.id, after=after, limit=50
        )
        yield from cards.rows
        if cards.next is None:
            return
        after = cards.next


def _outcome_row(card: OutcomeCard) -> dict[str, str]:
    values: dict[str, object] = {
        "issue": card.number,
        "we_asked": card.asked,
        "you_said": card.title,
        "people": card.people,
        "outcome": card.disposition.value,
        "we_did": card.reason,
        "told_on": london_day(card.told_at),
        "delivery": card.delivery.value if card.delivery else None,
        "delivery_day": card.day,
    }
    return {name: cell(value) for name, value in values.items()}


def _licence(page: ConsultationPage, council: Council) -> bytes:
    url = f"{(council.public_url or '').rstrip('/')}/consultations/{page.slug}"
    day = london_day(now()).isoformat()
    return _bytes(LICENCE.format(council=council.name, title=page.title, url=url, day=day))


def _on_grid(geometry: Mapping[str, Any]) -> dict[str, Any]:
    drawn = mapping(to_grid(shape(dict(geometry))))
    return {"type": drawn["type"], "coordinates": _rounded(drawn["coordinates"])}


def _rounded(value: Any) -> Any:  # noqa: ANN401  coordinates, however deep
    if isinstance(value, float):
        return round(value, METRES)
    return [_rounded(each) for each in value]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _bytes(text: str) -> bytes:
    return text.encode()
