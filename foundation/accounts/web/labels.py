"""What roles and settings are called."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from foundation.accounts.rules.authorities import Moderating, Publishing
from foundation.accounts.rules.passwords import LONGEST, SHORTEST, WhyWeak
from foundation.base.roles import Role
from foundation.web.words import Words

ROLES = {
    Role.RESIDENT: _("Resident"),
    Role.COMMUNITY_ORGANISATION: _("Community organisation"),
    Role.APPLICANT: _("Applicant"),
    Role.CONSULTEE: _("Consultee"),
    Role.COUNCILLOR: _("Councillor"),
    Role.PLANNER: _("Planner"),
    Role.CONSULTATION_OFFICER: _("Consultation officer"),
    Role.MODERATOR: _("Moderator"),
    Role.RESPONDER: _("Responder"),
    Role.AUTHORITY_ADMIN: _("Administrator"),
    Role.GOVERNANCE_LEAD: _("Information governance lead"),
    Role.PROGRAMME_MANAGER: _("Programme manager"),
    Role.CHALLENGE_OWNER: _("Challenge owner"),
    Role.EXECUTIVE_SPONSOR: _("Executive sponsor"),
    Role.FACILITATOR: _("Facilitator"),
    Role.SME_MEMBER: _("Member of a small firm"),
    Role.ASSESSOR: _("Assessor"),
    Role.ASSESSMENT_CHAIR: _("Assessment chair"),
    Role.MENTOR: _("Mentor"),
    Role.PROCUREMENT_OFFICER: _("Procurement officer"),
    Role.FINANCE_OFFICER: _("Finance officer"),
    Role.FUNDER: _("Funder"),
    Role.AUDITOR: _("Auditor"),
}

WORK = {
    Role.RESIDENT: _("reads, comments and follows what came of it"),
    Role.COMMUNITY_ORGANISATION: _("speaks for a group and hands in paper comments"),
    Role.APPLICANT: _("answers residents about their own proposal"),
    Role.CONSULTEE: _("gives the formal view of a body that is consulted"),
    Role.COUNCILLOR: _("sees what their ward says"),
    Role.PLANNER: _("answers comments on the cases given to them"),
    Role.CONSULTATION_OFFICER: _("sets up consultations and sees that all are answered"),
    Role.MODERATOR: _("looks at comments that were reported or held"),
    Role.RESPONDER: _("drafts answers for a team"),
    Role.AUTHORITY_ADMIN: _("looks after people and settings"),
    Role.GOVERNANCE_LEAD: _("guards personal data and checks the audit trail"),
    Role.PROGRAMME_MANAGER: _("runs a cohort of challenges"),
    Role.CHALLENGE_OWNER: _("owns a challenge from brief to contract"),
    Role.EXECUTIVE_SPONSOR: _("opens doors and signs off"),
    Role.FACILITATOR: _("leads workshops"),
    Role.SME_MEMBER: _("answers a challenge for a small firm"),
    Role.ASSESSOR: _("scores what firms have sent"),
    Role.ASSESSMENT_CHAIR: _("leads the assessors to one result"),
    Role.MENTOR: _("helps a firm along"),
    Role.PROCUREMENT_OFFICER: _("takes a challenge to a contract"),
    Role.FINANCE_OFFICER: _("confirms the money"),
    Role.FUNDER: _("follows what the money does"),
    Role.AUDITOR: _("reads what was done, and by whom"),
}
"""What somebody in a role does, in half a sentence."""

PUBLISHING = {
    Publishing.NAME_AND_ADDRESS: _("The comment with name and address"),
    Publishing.NAME_ONLY: _("The comment with the name only"),
    Publishing.NEITHER: _("The comment without name and address"),
    Publishing.NOTHING: _("Nothing: only officers read formal comments"),
}

MODERATING = {
    Moderating.BEFORE: _("Before it is shown"),
    Moderating.AFTER: _("After it is shown, when it is reported"),
}

WEAK = {
    WhyWeak.TOO_SHORT: _("Use at least %(length)d characters.", length=SHORTEST),
    WhyWeak.TOO_LONG: _("Use at most %(length)d characters.", length=LONGEST),
    WhyWeak.COMMON: _("Many people use a password like this. Try three words that do not belong."),
    WhyWeak.PERSONAL: _("Leave out your name, your address and the council's name."),
    WhyWeak.REPEATED: _("This repeats the same few characters. Try three words instead."),
    WhyWeak.SEQUENCE: _("This runs along the keyboard or the alphabet. Try three words instead."),
}

WORDS: Words = {Role: ROLES, Publishing: PUBLISHING, Moderating: MODERATING, WhyWeak: WEAK}
