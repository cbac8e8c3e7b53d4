"""Who can move a line of a gate that is not met, by role."""

from __future__ import annotations

from foundation.base.roles import Role
from programme.rules.lines import Line

_L = Line

MOVERS: dict[Role, frozenset[Line]] = {
    Role.PROGRAMME_MANAGER: frozenset(
        {
            _L.DEPARTMENT_NAMED,
            _L.OWNER_NAMED,
            _L.WINDOW_LONG_ENOUGH,
            _L.WINDOW_NOT_CHRISTMAS,
            _L.INTERESTS_REGISTER_OPEN,
            _L.AT_MOST_THREE_MATCHED,
            _L.MATCHES_ACCEPTED,
            _L.SHORTFALL_DECIDED,
        }
    ),
    Role.EXECUTIVE_SPONSOR: frozenset({_L.SPONSOR_ACCEPTED}),
    Role.FINANCE_OFFICER: frozenset({_L.BUDGET_RECORDED, _L.MONEY_IDENTIFIED}),
    Role.ASSESSMENT_CHAIR: frozenset({_L.ASSESSORS_CLEARED}),
    Role.FACILITATOR: frozenset({_L.ATTENDANCE_HIGH_ENOUGH, _L.EQUAL_INFORMATION}),
    Role.PROCUREMENT_OFFICER: frozenset(
        {
            _L.ENGAGEMENT_DECIDED,
            _L.PACK_COMPLETE,
            _L.CONFLICTS_ASSESSED,
            _L.FAIRNESS_STATED,
            _L.DATA_VALID,
        }
    ),
    Role.AUDITOR: frozenset({_L.CHAIN_HOLDS}),
}
"""Role → the lines that it moves; every other line is the challenge owner's."""


def mover_of(line: Line) -> Role:
    """Return whose turn it is where *line* is not met."""
    return next((role for role, lines in MOVERS.items() if line in lines), Role.CHALLENGE_OWNER)
