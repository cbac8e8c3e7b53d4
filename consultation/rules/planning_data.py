"""Read applications from the rows of a planning register.

Source: field names of the ``planning-application`` dataset (specification
``planning-application-decision``, planning.data.gov.uk): reference, name, description,
address-text, geometry, point, documentation-url, planning-application-type, planning-decision,
organisation, organisation-entity, start-date, decision-date, end-date. ``point`` and ``geometry``
are well-known text in CSV; in GeoJSON the feature's own geometry counts.
"""

from __future__ import annotations

from consultation.rules.applications import (
    ApplicationSheet,
    ApplicationStatus,
    ProcessStage,
    SheetDocument,
    as_title,
    digest_of,
)
from consultation.rules.consultations import PlanningDecision
from consultation.rules.fields import Member, refuse
from consultation.rules.sites import site_of
from foundation.base.errors import Invalid
from geo.rules.shapes import Shape
from geo.rules.wkt import read_wkt

LONGEST_DESCRIPTION = 10_000

DECISIONS = {
    "granted": PlanningDecision.GRANTED,
    "approved": PlanningDecision.GRANTED,
    "permitted": PlanningDecision.GRANTED,
    "refused": PlanningDecision.REFUSED,
    "rejected": PlanningDecision.REFUSED,
    "withdrawn": PlanningDecision.WITHDRAWN,
}
"""A code list has not been fixed nationally; any other word is kept as it came."""


def read(row: Member, geometry: object, source_name: str) -> ApplicationSheet:
    """Return what one row says; *geometry* is a GeoJSON one that stood beside it, or None.

    Raises:
        Invalid: with the field that is missing or wrong.
    """
    decided_on = row.at("decision-date").day()
    ended_on = row.at("end-date").day()
    decision = DECISIONS.get((row.at("planning-decision").text() or "").lower())
    status = _status(decision, decided=decided_on is not None, ended=ended_on is not None)
    address = row.at("address-text").text()
    name = row.at("name").text()
    content = {"properties": row.value, "geometry": geometry}
    return ApplicationSheet(
        reference=row.at("reference").needed(100),
        organisation=_organisation(row),
        stage=_stage(status),
        status=status,
        content=content,
        digest=digest_of(content),
        source_name=source_name,
        type_code=row.at("planning-application-type").text(),
        title=name or as_title(address or ""),
        address=address,
        description=row.at("description").text(LONGEST_DESCRIPTION) or name,
        decision=decision,
        decided_on=decided_on,
        received_on=row.at("start-date").day(),
        is_published=True,
        site=_site(row, geometry),
        documents=_documents(row),
        generated_at=row.at("entry-date").instant(),
    )


def _organisation(row: Member) -> str | None:
    """Return the council's code without its family, as in ``local-authority:BIR``."""
    named = row.at("organisation").text(80)
    if named:
        return named.rsplit(":", 1)[-1]
    entity = row.at("organisation-entity")
    return str(entity.value) if isinstance(entity.value, int) else entity.text(40)


def _status(decision: PlanningDecision | None, *, decided: bool, ended: bool) -> ApplicationStatus:
    if decision is PlanningDecision.WITHDRAWN or (ended and not decided):
        return ApplicationStatus.WITHDRAWN
    if decision or decided:
        return ApplicationStatus.DETERMINED
    return ApplicationStatus.UNDETERMINED


def _stage(status: ApplicationStatus) -> ProcessStage:
    if status is ApplicationStatus.UNDETERMINED:
        return ProcessStage.VALIDATION
    return ProcessStage.ASSESSMENT


def _site(row: Member, geometry: object) -> Shape | None:
    if geometry is not None:
        return site_of(Member(geometry, "geometry"))
    for field in ("geometry", "point"):
        written = row.at(field).text(8_000_000)
        if written is None:
            continue
        try:
            drawn = read_wkt(written)
        except Invalid as wrong:
            refuse(field, str(wrong))
        return site_of(Member(drawn, field))
    return None


def _documents(row: Member) -> tuple[SheetDocument, ...]:
    url = row.at("documentation-url").link()
    return (SheetDocument("Planning register", url, "documentationUrl"),) if url else ()
