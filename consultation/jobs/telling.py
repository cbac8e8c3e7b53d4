"""Go on telling people their answers and outcomes until everybody has heard."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from consultation.commands.telling import go_on_telling, tell_outcome_of
from consultation.queries.telling import answers_to_tell, outcomes_to_tell
from foundation.base.actor import Actor
from foundation.base.work import work


def tell_the_rest(session: Session, now: datetime) -> int:
    """Tell whoever is left, a batch to a commit; return how many commits it took."""
    done = 0
    for authority_id, version_id in answers_to_tell(session):
        goes_on = True
        while goes_on:
            with work(session, Actor(authority_id), now) as unit:
                goes_on = go_on_telling(unit, version_id)
            done += 1
    for authority_id, issue_id in outcomes_to_tell(session):
        with work(session, Actor(authority_id), now) as unit:
            tell_outcome_of(unit, issue_id)
        done += 1
    return done
