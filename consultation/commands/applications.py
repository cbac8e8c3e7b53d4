"""Record what a file says about a planning application."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import select

from consultation.commands.application_consultations import follow_application
from consultation.models.applications import Application, ApplicationVersion
from consultation.rules.applications import (
    ApplicationSheet,
    ApplicationStatus,
    ProcessStage,
    Rank,
    rank,
)
from consultation.rules.events import ApplicationRecorded
from foundation.base.work import Work


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one sheet.

    Args:
        consultation_slug: of the consultation about the application, if there is one.
    """

    application_id: UUID
    version_number: int
    consultation_slug: str | None
    is_new_version: bool = True


def record_application(work: Work, sheet: ApplicationSheet) -> Recorded:
    """Keep *sheet* as a version of its application, unless the same has been kept before.

    The application, and the consultation about it, stand as the version of the latest stage says,
    in whatever order the files come.
    """
    application = _application(work, sheet)
    versions = _versions(work, application.id)
    for known in versions:
        if known.digest == sheet.digest:
            slug = follow_application(work, application, sheet=None)
            return Recorded(application.id, known.number, slug, is_new_version=False)
    number = len(versions) + 1
    work.session.add(_version(work, application.id, sheet, number))
    is_latest = all(_rank_of(known) < _rank(sheet) for known in versions)
    if is_latest:
        _take_over(application, sheet)
    work.session.flush()
    work.record(ApplicationRecorded(application.id, version=number))
    slug = follow_application(work, application, sheet if is_latest else None)
    return Recorded(application.id, number, slug)


def _application(work: Work, sheet: ApplicationSheet) -> Application:
    ours = (
        Application.authority_id == work.actor.authority_id,
        Application.reference == sheet.reference,
    )
    known = work.session.scalars(select(Application).where(*ours).with_for_update()).one_or_none()
    if known:
        return known
    new = Application(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        reference=sheet.reference,
        created_at=work.now,
    )
    work.session.add(new)
    work.session.flush()
    return new


def _versions(work: Work, application_id: UUID) -> list[ApplicationVersion]:
    kept = select(ApplicationVersion).where(ApplicationVersion.application_id == application_id)
    return list(work.session.scalars(kept))


def _version(
    work: Work, application_id: UUID, sheet: ApplicationSheet, number: int
) -> ApplicationVersion:
    return ApplicationVersion(
        application_id=application_id,
        number=number,
        stage=sheet.stage.value,
        status=sheet.status.value,
        generated_at=sheet.generated_at,
        source_name=sheet.source_name,
        digest=sheet.digest,
        content=sheet.content,
        recorded_at=work.now,
    )


def _rank(sheet: ApplicationSheet) -> Rank:
    return rank(sheet.stage, sheet.generated_at, sheet.status, sheet.digest)


def _rank_of(known: ApplicationVersion) -> Rank:
    return rank(
        ProcessStage(known.stage or ProcessStage.SUBMISSION),
        known.generated_at,
        ApplicationStatus(known.status or ApplicationStatus.UNDETERMINED),
        known.digest,
    )


def _take_over(application: Application, sheet: ApplicationSheet) -> None:
    application.type_code = sheet.type_code
    application.address = sheet.address
    application.description = sheet.description
    application.stage = sheet.stage.value
    application.status = sheet.status.value
    application.received_on = sheet.received_on
    application.decision = sheet.decision
    application.decided_on = sheet.decided_on if sheet.decision else None
