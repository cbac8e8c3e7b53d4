"""What a file says about a planning application, whatever its format, and what follows from it.

Stages and states are those of the Open Digital Planning schema v0.7.7 (``ProcessStage``,
``ApplicationStatus``).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from consultation.rules.consultations import ConsultationStatus, PlanningDecision
from foundation.base.clock import london_instant
from foundation.base.strict_json import canonical
from geo.rules.shapes import Shape

NEVER = datetime(1, 1, 1, tzinfo=UTC)


class ProcessStage(StrEnum):
    """How far an application has come; in this order."""

    SUBMISSION = "submission"
    VALIDATION = "validation"
    CONSULTATION = "consultation"
    ASSESSMENT = "assessment"
    APPEAL = "appeal"
    HIGH_COURT_APPEAL = "highCourtAppeal"


class ApplicationStatus(StrEnum):
    """How an application stands; where two files agree on the stage, the later one counts."""

    UNDETERMINED = "undetermined"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    DETERMINED = "determined"


STAGES = tuple(ProcessStage)
STATES = tuple(ApplicationStatus)

ENDED = frozenset({ApplicationStatus.RETURNED, ApplicationStatus.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class SheetDocument:
    """One published plan or report."""

    title: str
    url: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class ApplicationSheet:
    """Everything that one file, or one row of it, says about one application.

    Args:
        organisation: the code that planning systems use for the council.
        consultation_opens, consultation_closes: first and last day on which anybody may comment.
        until_decision: comments are taken until the decision, which is due by *decision_due*.
        is_published: the council shows the application to the public.
        generated_at: when the file was written, which decides between two of the same stage.
        content: the file without what must not be kept (see ``without_people``).
        digest: of the file as it came.
    """

    reference: str
    organisation: str | None
    stage: ProcessStage
    status: ApplicationStatus
    content: dict[str, Any]
    digest: str
    source_name: str
    type_code: str | None = None
    title: str | None = None
    address: str | None = None
    description: str | None = None
    decision: PlanningDecision | None = None
    decided_on: date | None = None
    received_on: date | None = None
    consultation_opens: date | None = None
    consultation_closes: date | None = None
    decision_due: date | None = None
    until_decision: bool = False
    is_published: bool = False
    site: Shape | None = None
    documents: tuple[SheetDocument, ...] = ()
    generated_at: datetime | None = None

    @property
    def opens_at(self) -> datetime | None:
        """The instant from which the consultation listens."""
        return london_instant(self.consultation_opens) if self.consultation_opens else None

    @property
    def closes_at(self) -> datetime | None:
        """The instant from which it listens no more."""
        last = self.consultation_closes
        if last and self.until_decision and self.decision_due:
            last = max(last, self.decision_due)
        return london_instant(last + timedelta(days=1)) if last else None

    @property
    def has_consultation(self) -> bool:
        """Tell whether the public was, is or may still be asked."""
        has_period = self.opens_at is not None and self.closes_at is not None
        is_undecided = self.status is ApplicationStatus.UNDETERMINED
        return has_period or (self.is_published and is_undecided)


Rank = tuple[int, datetime, int, str]


def rank(
    stage: ProcessStage, generated_at: datetime | None, status: ApplicationStatus, digest: str
) -> Rank:
    """Return by what the versions of an application are ordered; the largest is how it stands.

    The order in which files are loaded does not count.
    """
    return STAGES.index(stage), generated_at or NEVER, STATES.index(status), digest


def standing(sheet: ApplicationSheet, now: datetime) -> ConsultationStatus:
    """Return where the consultation about an application stands at *now*, by what its file says.

    Unpublished applications, and those without a period, stay drafts for an officer to finish.
    """
    if not sheet.is_published:
        return ConsultationStatus.DRAFT
    if sheet.status in ENDED:
        return ConsultationStatus.WITHDRAWN
    if sheet.status is ApplicationStatus.DETERMINED:
        return ConsultationStatus.DECIDED
    return _while_undecided(sheet, now)


def _while_undecided(sheet: ApplicationSheet, now: datetime) -> ConsultationStatus:
    if sheet.opens_at is None or sheet.closes_at is None:
        return ConsultationStatus.DRAFT
    if now < sheet.opens_at:
        return ConsultationStatus.SCHEDULED
    if now < sheet.closes_at:
        return ConsultationStatus.OPEN
    if STAGES.index(sheet.stage) <= STAGES.index(ProcessStage.CONSULTATION):
        return ConsultationStatus.CLOSED
    return ConsultationStatus.CONSIDERING


_S = ConsultationStatus
_ORDER = (
    _S.DRAFT,
    _S.AWAITING_SIGN_OFF,
    _S.SCHEDULED,
    _S.OPEN,
    _S.CLOSED,
    _S.CONSIDERING,
    _S.REPORTED,
    _S.WITHDRAWN,
    _S.DECIDED,
)


def may_follow(before: ConsultationStatus, after: ConsultationStatus) -> bool:
    """Tell whether a new file may take a consultation from *before* to *after*.

    What the council's planning system says can skip steps, but never undoes what an officer has
    done here, save that a longer period opens a consultation again.
    """
    reopens = after is _S.OPEN and before in {_S.CLOSED, _S.CONSIDERING}
    return reopens or _ORDER.index(after) > _ORDER.index(before)


def digest_of(content: object) -> str:
    """Return the digest that tells two versions apart, however they are laid out."""
    return hashlib.sha256(canonical(content)).hexdigest()


def as_title(address: str) -> str:
    """Return an address as a title: no capitals throughout, no comma after the house number."""
    words = address.title() if address.isupper() else address
    return re.sub(r"^(\d+\w?),\s*", r"\1 ", words)
