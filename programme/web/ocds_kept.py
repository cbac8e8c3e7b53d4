"""Let every step of a challenge leave a release behind that is kept."""

from __future__ import annotations

import logging
from datetime import datetime

from sqlalchemy.orm import Session

from foundation.accounts.queries.authorities import council_of
from foundation.base.errors import Conflict
from foundation.base.eventlog import LoggedEvent
from programme.commands.kept_releases import keep_releases
from programme.rules.awards import AwardChanged, FirmsBecamePublic
from programme.rules.challenges import ChallengeMoved
from programme.rules.contracts import ContractChanged
from programme.rules.gates import GateDecided
from programme.rules.outcomes import OutcomeSettled
from programme.rules.step_days import RouteDated
from programme.web.ocds_made import made_now

READER = "releases"
KINDS = (
    GateDecided.kind,
    ChallengeMoved.kind,
    RouteDated.kind,
    AwardChanged.kind,
    ContractChanged.kind,
    FirmsBecamePublic.kind,
    OutcomeSettled.kind,
)

log = logging.getLogger(__name__)


def note(session: Session, event: LoggedEvent, now: datetime) -> None:
    """Keep the releases of a challenge that have come with an event.

    Under another id of the process nothing is kept; the page of the open data says why.
    """
    council = council_of(session, event.authority_id)
    if council is None:
        return
    try:
        keep_releases(session, event.subject_id, made_now(council, event.subject_id), now)
    except Conflict:
        log.warning("releases refused: another process id")
