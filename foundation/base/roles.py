"""Who a person can be to the council."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A signed-in person has at least one."""

    RESIDENT = "resident"
    COMMUNITY_ORGANISATION = "community_organisation"
    APPLICANT = "applicant"
    CONSULTEE = "consultee"
    COUNCILLOR = "councillor"
    PLANNER = "planner"
    CONSULTATION_OFFICER = "consultation_officer"
    MODERATOR = "moderator"
    RESPONDER = "responder"
    AUTHORITY_ADMIN = "authority_admin"
    GOVERNANCE_LEAD = "governance_lead"
    PROGRAMME_MANAGER = "programme_manager"
    CHALLENGE_OWNER = "challenge_owner"
    EXECUTIVE_SPONSOR = "executive_sponsor"
    FACILITATOR = "facilitator"
    SME_MEMBER = "sme_member"
    ASSESSOR = "assessor"
    ASSESSMENT_CHAIR = "assessment_chair"
    MENTOR = "mentor"
    PROCUREMENT_OFFICER = "procurement_officer"
    FINANCE_OFFICER = "finance_officer"
    FUNDER = "funder"
    AUDITOR = "auditor"


OUTSIDE = frozenset(
    {
        Role.RESIDENT,
        Role.COMMUNITY_ORGANISATION,
        Role.APPLICANT,
        Role.CONSULTEE,
        Role.SME_MEMBER,
        Role.MENTOR,
        Role.FUNDER,
    }
)
"""Roles of people who do not work for the council."""

STAFF = frozenset(Role) - OUTSIDE
"""Roles that need a second factor and a second person to be given."""
