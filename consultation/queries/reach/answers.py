"""What one person said of themselves, for that person alone."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.models.reach.answers import ReachAnswer, ReachSecret, Respondent
from consultation.rules.reach.keys import person_key
from consultation.rules.reach.traits import Trait


def own_answers(
    session: Session, root: bytes, consultation_id: UUID, voice_id: UUID
) -> dict[Trait, str]:
    """Return the answers of who speaks with this voice; none once they are de-linked.

    The session is one on the store of answers; *root* is the key that no store holds.
    """
    secret = session.get(ReachSecret, consultation_id)
    if secret is None:
        return {}
    found = session.execute(
        select(ReachAnswer.trait, ReachAnswer.category)
        .join(Respondent, Respondent.id == ReachAnswer.respondent_id)
        .where(
            Respondent.consultation_id == consultation_id,
            Respondent.person_key == person_key(root, secret.secret, voice_id),
        )
    )
    return {row.trait: row.category for row in found}
