"""Take in how people felt about being asked, once a person, and publish what it came to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.own import own_consultation
from consultation.commands.reach.answers import Intake
from consultation.commands.voices import insert_once
from consultation.models.reach.answers import ReachCell, ReachChange
from consultation.models.reach.pulse import PulseFigure, PulseGiven
from consultation.rules.reach.keys import pulse_key
from consultation.rules.reach.pulse import TABLE, Feeling, Pulse
from foundation.base.work import Work


def give_pulse(
    intake: Intake, consultation_id: UUID, voice_id: UUID, said: Mapping[Pulse, str]
) -> bool:
    """Count answers by point of the scale; return whether they were this person's first.

    What was said before stands, and nobody can be shown it: it is kept beside no person.
    """
    asked = "first" if Pulse.EASY in said else "last"
    own = pulse_key(intake.root, consultation_id, voice_id, asked)
    new = insert_once(intake.session, PulseGiven).values(
        giver_key=own, consultation_id=consultation_id
    )
    if intake.session.scalar(new.returning(PulseGiven.giver_key)) is None:
        return False
    for question, point in said.items():
        intake.session.add(
            ReachChange(
                consultation_id=consultation_id,
                table_name=TABLE + question.value,
                cell=point,
                is_removal=False,
                people=1,
                noise_key=0,
            )
        )
    return True


def count_pulse(session: Session, consultation_id: UUID, question: Pulse) -> None:
    """Count those who waited; the session is one on the store of answers."""
    cells = select(ReachCell).where(
        ReachCell.consultation_id == consultation_id,
        ReachCell.table_name == TABLE + question.value,
    )
    for cell in session.scalars(cells):
        cell.counted_people, cell.added_people = cell.counted_people + cell.added_people, 0


def publish_pulse(
    work: Work, consultation_id: UUID, question: Pulse, feeling: Feeling, day: date
) -> None:
    """Publish a figure of *day*.

    Raises:
        NotFound: there is no such consultation.
    """
    own_consultation(work, consultation_id)
    work.session.add(
        PulseFigure(
            consultation_id=consultation_id,
            question=question,
            counted_on=day,
            answers=feeling.answers,
            percent=feeling.percent,
        )
    )
