"""What can be done in a consultation, and by whom."""

from __future__ import annotations

from collections.abc import Set
from enum import StrEnum

from foundation.base.roles import STAFF, Role


class Can(StrEnum):
    """``area:thing:action``; keep sorted."""

    ANSWER_WRITE = "consultation:answer:write"
    ATTACHMENT_MODERATE = "consultation:attachment:moderate"
    CLAIM_WRITE = "consultation:claim:write"
    COMMENT_MODERATE = "consultation:comment:moderate"
    CONSULTATION_EXPORT = "consultation:consultation:export"
    CONSULTATION_SIGN_OFF = "consultation:consultation:sign_off"
    CONSULTATION_WRITE = "consultation:consultation:write"
    DECISION_WRITE = "consultation:decision:write"
    DESK_READ = "consultation:desk:read"
    ENTRY_CHECK = "consultation:entry:check"
    ENTRY_WRITE = "consultation:entry:write"
    ISSUE_WRITE = "consultation:issue:write"
    LETTERS_PRINT = "consultation:letters:print"
    LOAD_READ = "consultation:load:read"
    LOAD_WRITE = "consultation:load:write"
    ORIGINAL_READ = "consultation:original:read"
    PAPER_PRINT = "consultation:paper:print"
    PRIVACY_WRITE = "consultation:privacy:write"
    QUESTION_HAND_IN = "consultation:question:hand_in"
    REACH_MAP_READ = "consultation:reach_map:read"
    REFERRAL_ANSWER = "consultation:referral:answer"
    REFERRAL_WRITE = "consultation:referral:write"
    REPORT_WRITE = "consultation:report:write"
    REPRESENTATION_READ = "consultation:representation:read"
    RESPONSE_READ = "consultation:response:read"
    SESSION_WRITE = "consultation:session:write"
    TEAM_WRITE = "consultation:team:write"
    TIME_WRITE = "consultation:time:write"


GRANTS: dict[Role, frozenset[Can]] = {
    Role.AUTHORITY_ADMIN: frozenset({Can.LOAD_READ, Can.LOAD_WRITE, Can.TEAM_WRITE}),
    Role.GOVERNANCE_LEAD: frozenset({Can.PRIVACY_WRITE}),
    Role.RESPONDER: frozenset({Can.REFERRAL_ANSWER}),
    Role.APPLICANT: frozenset({Can.ANSWER_WRITE, Can.DESK_READ}),
    Role.COMMUNITY_ORGANISATION: frozenset({Can.ENTRY_WRITE, Can.TIME_WRITE}),
    Role.FACILITATOR: frozenset({Can.ENTRY_CHECK, Can.ENTRY_WRITE, Can.TIME_WRITE}),
    Role.COUNCILLOR: frozenset({Can.QUESTION_HAND_IN}),
    Role.MODERATOR: frozenset(
        {
            Can.ATTACHMENT_MODERATE,
            Can.COMMENT_MODERATE,
            Can.DESK_READ,
            Can.ORIGINAL_READ,
            Can.TIME_WRITE,
        }
    ),
    Role.PLANNER: frozenset(
        {
            Can.ANSWER_WRITE,
            Can.CLAIM_WRITE,
            Can.CONSULTATION_EXPORT,
            Can.CONSULTATION_SIGN_OFF,
            Can.DECISION_WRITE,
            Can.DESK_READ,
            Can.ENTRY_CHECK,
            Can.ENTRY_WRITE,
            Can.ISSUE_WRITE,
            Can.LOAD_READ,
            Can.PAPER_PRINT,
            Can.REACH_MAP_READ,
            Can.REFERRAL_WRITE,
            Can.REPORT_WRITE,
            Can.REPRESENTATION_READ,
            Can.RESPONSE_READ,
            Can.SESSION_WRITE,
            Can.TIME_WRITE,
        }
    ),
    Role.CONSULTATION_OFFICER: frozenset(
        {
            Can.ANSWER_WRITE,
            Can.ATTACHMENT_MODERATE,
            Can.CLAIM_WRITE,
            Can.COMMENT_MODERATE,
            Can.CONSULTATION_EXPORT,
            Can.CONSULTATION_SIGN_OFF,
            Can.CONSULTATION_WRITE,
            Can.DECISION_WRITE,
            Can.DESK_READ,
            Can.ENTRY_CHECK,
            Can.ENTRY_WRITE,
            Can.ISSUE_WRITE,
            Can.LETTERS_PRINT,
            Can.LOAD_READ,
            Can.LOAD_WRITE,
            Can.ORIGINAL_READ,
            Can.PAPER_PRINT,
            Can.REACH_MAP_READ,
            Can.REFERRAL_WRITE,
            Can.REPORT_WRITE,
            Can.REPRESENTATION_READ,
            Can.RESPONSE_READ,
            Can.SESSION_WRITE,
            Can.TEAM_WRITE,
            Can.TIME_WRITE,
        }
    ),
}
"""Everybody outside the council is held to the consultations that were given to them."""


def is_held_to_own(roles: Set[Role]) -> bool:
    """Tell whether somebody sees on the desk only what was given to them."""
    return not roles & STAFF
