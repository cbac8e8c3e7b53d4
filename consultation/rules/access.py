"""What can be done in a consultation, and by whom."""

from __future__ import annotations

from collections.abc import Set
from enum import StrEnum

from foundation.base.roles import STAFF, Role


class Can(StrEnum):
    """``area:thing:action``; keep sorted."""

    ANSWER_WRITE = "consultation:answer:write"
    ATTACHMENT_MODERATE = "consultation:attachment:moderate"
    COMMENT_MODERATE = "consultation:comment:moderate"
    CONSULTATION_SIGN_OFF = "consultation:consultation:sign_off"
    CONSULTATION_WRITE = "consultation:consultation:write"
    DESK_READ = "consultation:desk:read"
    ISSUE_WRITE = "consultation:issue:write"
    LETTERS_PRINT = "consultation:letters:print"
    REACH_MAP_READ = "consultation:reach_map:read"
    REPRESENTATION_READ = "consultation:representation:read"


GRANTS: dict[Role, frozenset[Can]] = {
    Role.APPLICANT: frozenset({Can.ANSWER_WRITE, Can.DESK_READ}),
    Role.MODERATOR: frozenset({Can.ATTACHMENT_MODERATE, Can.COMMENT_MODERATE, Can.DESK_READ}),
    Role.PLANNER: frozenset(
        {
            Can.ANSWER_WRITE,
            Can.CONSULTATION_SIGN_OFF,
            Can.DESK_READ,
            Can.ISSUE_WRITE,
            Can.REACH_MAP_READ,
            Can.REPRESENTATION_READ,
        }
    ),
    Role.CONSULTATION_OFFICER: frozenset(
        {
            Can.ANSWER_WRITE,
            Can.ATTACHMENT_MODERATE,
            Can.COMMENT_MODERATE,
            Can.CONSULTATION_SIGN_OFF,
            Can.CONSULTATION_WRITE,
            Can.DESK_READ,
            Can.ISSUE_WRITE,
            Can.LETTERS_PRINT,
            Can.REACH_MAP_READ,
            Can.REPRESENTATION_READ,
        }
    ),
}
"""Everybody outside the council is held to the consultations that were given to them."""


def is_held_to_own(roles: Set[Role]) -> bool:
    """Tell whether somebody sees on the desk only what was given to them."""
    return not roles & STAFF
