"""What can be done in a consultation, and by whom."""

from __future__ import annotations

from enum import StrEnum

from foundation.base.roles import Role


class Can(StrEnum):
    """``area:thing:action``; keep sorted."""

    ANSWER_WRITE = "consultation:answer:write"
    CONSULTATION_WRITE = "consultation:consultation:write"
    DESK_READ = "consultation:desk:read"
    REACH_MAP_READ = "consultation:reach_map:read"


GRANTS: dict[Role, frozenset[Can]] = {
    Role.APPLICANT: frozenset({Can.ANSWER_WRITE}),
    Role.PLANNER: frozenset({Can.ANSWER_WRITE, Can.DESK_READ, Can.REACH_MAP_READ}),
    Role.CONSULTATION_OFFICER: frozenset(
        {Can.ANSWER_WRITE, Can.CONSULTATION_WRITE, Can.DESK_READ, Can.REACH_MAP_READ}
    ),
}
