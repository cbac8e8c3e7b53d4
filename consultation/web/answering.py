"""Sign an answer with a role and a team; with a person's name only if they chose so."""

from __future__ import annotations

from dataclasses import dataclass

from consultation.queries.answering import DeskComment
from consultation.rules.access import is_held_to_own
from consultation.rules.comments import Speaker
from foundation.accounts.web.labels import ROLES
from foundation.accounts.web.signed_in import signed_in
from foundation.base.roles import STAFF, Role
from foundation.web.current import actor

SIGNING = (Role.PLANNER, Role.CONSULTATION_OFFICER, Role.APPLICANT)
"""Who signs an answer; of several roles the first one here."""


@dataclass(frozen=True, slots=True)
class Signature:
    """How an answer would be signed."""

    speaker: Speaker
    name: str
    role: str
    team: str | None

    @property
    def is_applicant(self) -> bool:
        """Whether the answer is marked as the applicant's."""
        return self.speaker is Speaker.APPLICANT


def signature() -> Signature:
    """Return how the person who is signed in would sign."""
    roles = actor().roles
    role = next((each for each in SIGNING if each in roles), None)
    person = signed_in()
    return Signature(
        speaker=Speaker.APPLICANT if is_held_to_own(roles) else Speaker.OFFICER,
        name=(person.name if person else None) or "",
        role=str(ROLES[role or min(roles & STAFF or roles)]),
        team=person.team if person else None,
    )


def stands(comment: DeskComment) -> str:
    """Return how a comment stands, to find out later whether somebody else was quicker."""
    return f"{comment.row.feedback_status}:{len(comment.row.children)}"
