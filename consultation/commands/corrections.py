"""Correct what everybody can read already, or extend a consultation; both are shown and told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select

from consultation.commands.stages import move_stage
from consultation.models.consultations import Consultation, Stage
from consultation.models.corrections import CorrectedField, Correction
from consultation.rules.consultations import Window, is_public
from consultation.rules.corrections import (
    Change,
    ConsultationCorrected,
    Field,
    changes,
    check_correction,
)
from foundation.base.clock import london_day
from foundation.base.work import Work

CLOSE = "Comments close"
NAMES = (*(field.value for field in Field), "kind", "opens_at")


def note_correction(
    work: Work, consultation: Consultation, after: Mapping[str, Any], reason: str
) -> None:
    """Keep what *consultation* says before it says *after*, where everybody can read it already.

    Raises:
        Invalid: there is no reason, or the change takes away what people were promised.
    """
    window = Window(consultation.status, consultation.opens_at, consultation.closes_at)
    before = {name: getattr(consultation, name) for name in NAMES}
    same = all(before[name] == after[name] for name in NAMES)
    if same or not is_public(window, work.now) or None in (before["closes_at"], after["closes_at"]):
        return
    said = check_correction(before, after, reason, work.now)
    made = changes(before, after)
    number = 1 + (
        work.session.scalar(
            select(func.max(Correction.number)).where(Correction.consultation_id == consultation.id)
        )
        or 0
    )
    correction = Correction(
        id=uuid4(),
        consultation_id=consultation.id,
        number=number,
        reason=said,
        made_at=work.now,
        made_by_id=work.actor.person_id,
    )
    work.session.add(correction)
    work.session.flush()
    work.session.add_all(_fields(correction, made))
    extends = any(change.field is Field.CLOSES_AT for change in made)
    if extends:
        _move_last_day(work, consultation, after["closes_at"], said)
    work.record(ConsultationCorrected(correction.id, consultation.id, number, extends))


def _fields(correction: Correction, made: tuple[Change, ...]) -> list[CorrectedField]:
    return [
        CorrectedField(
            correction_id=correction.id, field=each.field, before=each.before, after=each.after
        )
        for each in made
    ]


def _move_last_day(work: Work, consultation: Consultation, closes_at: datetime, why: str) -> None:
    """Move the promise of the last day, of which everybody who follows is told."""
    if consultation.closes_at is None:
        return
    known = select(Stage).where(Stage.consultation_id == consultation.id)
    stages = list(work.session.scalars(known.order_by(Stage.position)))
    last = _last(consultation.closes_at)
    stage = next((each for each in stages if last == each.expected_on), None)
    if stage is None:
        first = min((each.position for each in stages), default=1)
        stage = Stage(
            id=uuid4(),
            consultation_id=consultation.id,
            position=first - 1,
            name=CLOSE if CLOSE not in {each.name for each in stages} else f"{CLOSE} (extended)",
            expected_on=last,
        )
        work.session.add(stage)
        work.session.flush()
    move_stage(work, stage.id, _last(closes_at), why)


def _last(closes_at: datetime) -> Any:  # noqa: ANN401  a day
    return london_day(closes_at - datetime.resolution)
