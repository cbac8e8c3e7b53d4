"""Say in which steps a consultation goes on, and why a date moves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select

from consultation.commands.own import own_consultation, touch
from consultation.models.consultations import Consultation, Stage, StageMove
from consultation.rules.drafts import StageDraft, checked_stages
from consultation.rules.events import StageMoved
from consultation.rules.words import cleaned, says_something
from foundation.base.errors import Invalid, NotFound
from foundation.base.work import Work


def set_stages(work: Work, consultation_id: UUID, stages: Sequence[StageDraft]) -> None:
    """Let a consultation have exactly *stages*; one that keeps its name keeps its history.

    A new date here is a correction; ``move_stage`` is for a promise that cannot be kept.

    Raises:
        NotFound: no such consultation.
        Invalid: a stage has no name, or two have the same.
    """
    own_consultation(work, consultation_id)
    wanted = checked_stages(stages)
    known = {stage.name: stage for stage in _stages(work, consultation_id)}
    _drop(work, [stage for name, stage in known.items() if name not in {s.name for s in wanted}])
    for place, stage in enumerate(known.values(), 1):
        stage.position = -place  # out of the way of the unique key
    work.session.flush()
    for position, said in enumerate(wanted, 1):
        stage = known.get(said.name) or Stage(consultation_id=consultation_id, name=said.name)
        stage.position = position
        stage.expected_on, stage.done_on = said.expected_on, said.done_on
        work.session.add(stage)
    touch(work, consultation_id)


def move_stage(work: Work, stage_id: UUID, after: date | None, reason: str) -> None:
    """Move the expected date of a stage; *reason* is shown to everybody.

    Raises:
        NotFound: no such stage.
        Invalid: no reason is given.
    """
    wanted = (
        select(Stage)
        .join(Consultation, Consultation.id == Stage.consultation_id)
        .where(Stage.id == stage_id, Consultation.authority_id == work.actor.authority_id)
    )
    stage = work.session.scalars(wanted.with_for_update(key_share=True)).one_or_none()
    if stage is None:
        raise NotFound("There is no such stage.")
    reason = cleaned(reason)
    if not says_something(reason):
        said = "Say why the date moves. Everybody will read it."
        raise Invalid(said, fields={"reason": said})
    before, stage.expected_on = stage.expected_on, after
    work.session.add(
        StageMove(stage_id=stage.id, before=before, after=after, reason=reason, moved_at=work.now)
    )
    work.record(StageMoved(stage.id, stage.consultation_id, before, after))
    touch(work, stage.consultation_id)


def _stages(work: Work, consultation_id: UUID) -> Sequence[Stage]:
    found = select(Stage).where(Stage.consultation_id == consultation_id)
    return work.session.scalars(found.order_by(Stage.position)).all()


def _drop(work: Work, stages: list[Stage]) -> None:
    ids = [stage.id for stage in stages]
    work.session.execute(delete(StageMove).where(StageMove.stage_id.in_(ids)))
    work.session.execute(delete(Stage).where(Stage.id.in_(ids)))
