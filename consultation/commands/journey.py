"""Note how giving a view goes: rows are appended, and a job adds them up."""

from __future__ import annotations

from collections import Counter
from uuid import UUID, uuid4

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from consultation.commands.activity import add_to
from consultation.models.activity import ActivityChange
from consultation.rules.activity import Measure
from consultation.rules.journey import Carrier, Device, Minutes
from foundation.base.work import Work

AT_ONCE = 1_000


def note_step(work: Work, consultation_id: UUID, step: str) -> None:
    """Note that somebody got past a step for the first time."""
    _note(work, consultation_id, (Measure.STEP, step))


def note_begun(work: Work, consultation_id: UUID, device: Device) -> None:
    """Note that somebody began."""
    _note(work, consultation_id, (Measure.BEGUN, device.value))


def note_carrier(work: Work, consultation_id: UUID, carrier: Carrier) -> None:
    """Note that somebody began who came by something printed or sent."""
    _note(work, consultation_id, (Measure.CARRIER, carrier.value))


def note_sent(work: Work, consultation_id: UUID, device: Device, minutes: Minutes) -> None:
    """Note that somebody sent what they had to say, after so long."""
    _note(work, consultation_id, (Measure.SENT, device.value), (Measure.MINUTES, minutes.value))


def note_error(work: Work, consultation_id: UUID, step: str) -> None:
    """Note that a page was sent and could not be taken as it was."""
    _note(work, consultation_id, (Measure.ERROR, step))


def fold_journeys(session: Session) -> int:
    """Add appended rows to their counters; return how many there were.

    Each is deleted by the statement that reads it, so one that comes meanwhile waits.
    """
    some = select(ActivityChange.id).limit(AT_ONCE)
    taken = session.execute(
        delete(ActivityChange)
        .where(ActivityChange.id.in_(some))
        .returning(ActivityChange.consultation_id, ActivityChange.measure, ActivityChange.cell),
        execution_options={"synchronize_session": False},
    ).all()
    sums = Counter((row.consultation_id, row.measure, row.cell) for row in taken)
    for place, amount in sorted(sums.items()):
        add_to(session, *place, amount)
    return len(taken)


def _note(work: Work, consultation_id: UUID, *cells: tuple[Measure, str]) -> None:
    rows = [
        {"id": uuid4(), "consultation_id": consultation_id, "measure": measure, "cell": cell}
        for measure, cell in cells
    ]
    work.session.execute(insert(ActivityChange), rows)
