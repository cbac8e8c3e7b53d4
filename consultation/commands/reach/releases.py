"""Write a release of figures into the ledger."""

from __future__ import annotations

import hashlib
import json
from uuid import UUID

from consultation.commands.own import own_consultation, touch
from consultation.models.reach.releases import ReachRelease
from consultation.rules.reach.events import ReachReleased
from consultation.rules.reach.snapshots import Snapshot
from foundation.base.work import Work


def publish_figures(work: Work, consultation_id: UUID, number: int, snapshot: Snapshot) -> None:
    """Publish a snapshot that the auditor has let through, under its *number*, from 1.

    Raises:
        NotFound: there is no such consultation.
        IntegrityError: this number is taken; somebody else has released meanwhile.
    """
    own_consultation(work, consultation_id)
    figures = [[*place, figure] for place, figure in snapshot.figures.items()]
    withheld = {table: reason.value for table, reason in snapshot.withheld.items()}
    said = [str(consultation_id), number, figures, withheld, snapshot.comments]
    release_id = fingerprint(said)
    work.session.add(
        ReachRelease(
            id=release_id,
            consultation_id=consultation_id,
            number=number,
            figures=figures,
            withheld=withheld,
            comments=snapshot.comments,
            is_final=snapshot.is_final,
            released_at=work.now,
        )
    )
    work.session.flush()
    touch(work, consultation_id)
    work.record(
        ReachReleased(release_id, consultation_id, number=number, is_final=snapshot.is_final)
    )


def fingerprint(said: list[object]) -> UUID:
    """Return an id made of all that a release says: SHA-256, cut to 128 bits.

    The sealed event holds it, so that a figure changed afterwards no longer fits its own id.
    """
    text = json.dumps(said, separators=(",", ":"))
    return UUID(bytes=hashlib.sha256(text.encode()).digest()[:16], version=4)
