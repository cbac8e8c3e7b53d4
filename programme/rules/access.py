"""What can be done in the programme, and by whom.

Which challenge somebody may work on, and which gate they may sign, is asked of a ``may_...`` rule.
"""

from __future__ import annotations

from enum import StrEnum

from foundation.base.roles import STAFF, Role


class Can(StrEnum):
    """``area:thing:action``; keep sorted."""

    ASSESSMENT_CHAIR = "programme:assessment:chair"
    ASSESSMENT_READ = "programme:assessment:read"
    ASSESSMENT_SCORE = "programme:assessment:score"
    ASSESSMENT_SET_UP = "programme:assessment:set_up"
    AUDIT_EXTRACT = "programme:audit:extract"
    BALLOT_RUN = "programme:ballot:run"
    BOARD_READ = "programme:board:read"
    BRIEF_APPROVE = "programme:brief:approve"
    BRIEF_CHECK = "programme:brief:check"
    BRIEF_COMMENT = "programme:brief:comment"
    BRIEF_WRITE = "programme:brief:write"
    CAMPAIGN_WRITE = "programme:campaign:write"
    CASE_WRITE = "programme:case:write"
    CHAIN_WRITE = "programme:chain:write"
    CHALLENGE_READ = "programme:challenge:read"
    CHALLENGE_WRITE = "programme:challenge:write"
    CLARIFICATION_ANSWER = "programme:clarification:answer"
    COHORT_READ = "programme:cohort:read"
    COHORT_RUN = "programme:cohort:run"
    COHORT_TAKE_PART = "programme:cohort:take_part"
    CONTRACT_WRITE = "programme:contract:write"
    FEEDBACK_READ = "programme:feedback:read"
    FEEDBACK_RELEASE = "programme:feedback:release"
    FEEDBACK_WRITE = "programme:feedback:write"
    GATE_PROPOSE = "programme:gate:propose"
    GATE_SIGN = "programme:gate:sign"
    IDEA_BACK = "programme:idea:back"
    IDEA_JUDGE = "programme:idea:judge"
    KPI_KEEP = "programme:kpi:keep"
    KPI_SIGN = "programme:kpi:sign"
    MATCH_READ = "programme:match:read"
    MATCH_WRITE = "programme:match:write"
    NOTICE_WRITE = "programme:notice:write"
    PACK_ACCEPT = "programme:pack:accept"
    PACK_WRITE = "programme:pack:write"
    PART_READ = "programme:part:read"
    PART_SEE = "programme:part:see"
    PROGRAMME_WRITE = "programme:programme:write"
    PROTOTYPE_CHECK = "programme:prototype:check"
    ROUTE_WRITE = "programme:route:write"
    SUBMISSION_CHECK = "programme:submission:check"
    SUBMISSION_WRITE = "programme:submission:write"
    TERMS_WRITE = "programme:terms:write"
    WORKSHOP_RUN = "programme:workshop:run"


_READS = frozenset({Can.BOARD_READ, Can.CHALLENGE_READ, Can.COHORT_READ})
_SIGNS = _READS | {Can.BRIEF_COMMENT, Can.GATE_SIGN}

GUESTS = frozenset({Role.MENTOR, Role.SME_MEMBER})

_MORE: dict[Role, frozenset[Can]] = {
    Role.PROGRAMME_MANAGER: frozenset(Can)
    - {
        Can.ASSESSMENT_CHAIR,
        Can.ASSESSMENT_SCORE,
        Can.BRIEF_APPROVE,
        Can.BRIEF_CHECK,
        Can.COHORT_TAKE_PART,
        Can.GATE_SIGN,
        Can.KPI_SIGN,
        Can.PACK_ACCEPT,
        Can.SUBMISSION_WRITE,
    },
    Role.SME_MEMBER: frozenset({Can.COHORT_TAKE_PART, Can.SUBMISSION_WRITE}),
    Role.CHALLENGE_OWNER: _SIGNS
    | {
        Can.BRIEF_APPROVE,
        Can.BRIEF_WRITE,
        Can.CASE_WRITE,
        Can.CHAIN_WRITE,
        Can.CHALLENGE_WRITE,
        Can.CLARIFICATION_ANSWER,
        Can.GATE_PROPOSE,
        Can.MATCH_READ,
        Can.PART_SEE,
        Can.PROTOTYPE_CHECK,
        Can.TERMS_WRITE,
        Can.WORKSHOP_RUN,
    },
    Role.EXECUTIVE_SPONSOR: _SIGNS | {Can.MATCH_READ},
    Role.FACILITATOR: _READS
    | {
        Can.BALLOT_RUN,
        Can.BRIEF_COMMENT,
        Can.BRIEF_WRITE,
        Can.CAMPAIGN_WRITE,
        Can.COHORT_RUN,
        Can.PART_SEE,
        Can.WORKSHOP_RUN,
    },
    Role.PROCUREMENT_OFFICER: _SIGNS
    | {
        Can.ASSESSMENT_READ,
        Can.AUDIT_EXTRACT,
        Can.BRIEF_CHECK,
        Can.CHAIN_WRITE,
        Can.CLARIFICATION_ANSWER,
        Can.MATCH_READ,
        Can.CONTRACT_WRITE,
        Can.NOTICE_WRITE,
        Can.PACK_ACCEPT,
        Can.PACK_WRITE,
        Can.ROUTE_WRITE,
        Can.SUBMISSION_CHECK,
        Can.TERMS_WRITE,
    },
    Role.FINANCE_OFFICER: _SIGNS | {Can.KPI_KEEP, Can.KPI_SIGN, Can.TERMS_WRITE},
    Role.ASSESSOR: frozenset({Can.ASSESSMENT_SCORE}),
    Role.ASSESSMENT_CHAIR: _SIGNS
    | {
        Can.ASSESSMENT_CHAIR,
        Can.ASSESSMENT_READ,
        Can.ASSESSMENT_SET_UP,
        Can.FEEDBACK_READ,
        Can.FEEDBACK_RELEASE,
        Can.FEEDBACK_WRITE,
        Can.MATCH_READ,
        Can.MATCH_WRITE,
    },
    Role.GOVERNANCE_LEAD: _READS | {Can.ASSESSMENT_READ, Can.AUDIT_EXTRACT, Can.KPI_SIGN},
    Role.AUTHORITY_ADMIN: _READS,
    Role.AUDITOR: _READS
    | {Can.ASSESSMENT_READ, Can.AUDIT_EXTRACT, Can.FEEDBACK_READ, Can.MATCH_READ},
    Role.FUNDER: frozenset({Can.BOARD_READ}),
}

GRANTS: dict[Role, frozenset[Can]] = {
    role: _MORE.get(role, frozenset())
    | {Can.IDEA_BACK}
    | ({Can.PART_READ} if role in STAFF | GUESTS else frozenset())
    for role in Role
}
"""Everybody who is signed in, resident or officer, may propose an idea and back one. Who can be
asked to a workshop has a page of their own."""
