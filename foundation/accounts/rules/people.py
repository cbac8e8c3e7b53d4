"""Who may be what, and who may say so.

Rights of staff are given by two people, nobody agrees to their own, and some roles exclude one
another.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from foundation.base.decisions import YES, Decision
from foundation.base.roles import STAFF, Role

EXCLUDE: frozenset[frozenset[Role]] = frozenset(
    {
        frozenset({Role.ASSESSOR, Role.SME_MEMBER}),
        frozenset({Role.ASSESSMENT_CHAIR, Role.SME_MEMBER}),
        frozenset({Role.PROCUREMENT_OFFICER, Role.SME_MEMBER}),
        frozenset({Role.AUTHORITY_ADMIN, Role.GOVERNANCE_LEAD}),
    }
)
"""Pairs that nobody holds both of: who bids does not judge, who runs accounts does not audit."""


class WhyNot(StrEnum):
    """Why a role is not given or taken."""

    ALREADY = "already"
    NOT_ASKED = "not_asked"
    OWN_REQUEST = "own_request"
    OWN_ROLE = "own_role"
    EXCLUDED = "excluded"
    LAST_ADMIN = "last_admin"
    NOT_ACTIVE = "not_active"


@dataclass(frozen=True, slots=True)
class Request:
    """One role that was asked for one person, and who has had a say in it.

    Args:
        asked_by: None for the command line.
        is_agreed: whether the role counts.
    """

    person_id: UUID
    role: Role
    asked_by: UUID | None
    is_agreed: bool


def needs_second(role: Role) -> bool:
    """Tell whether *role* counts only once a second person has agreed."""
    return role in STAFF


def may_ask(role: Role, held: Set[Role]) -> Decision:
    """Decide whether *role* may be asked for somebody who has, or waits for, *held*."""
    if role in held:
        return Decision(WhyNot.ALREADY)
    if any(frozenset({role, other}) in EXCLUDE for other in held):
        return Decision(WhyNot.EXCLUDED)
    return YES


def may_agree(request: Request | None, by: UUID | None) -> Decision:
    """Decide whether *by* (None: the command line) may be the second person of *request*."""
    if request is None:
        return Decision(WhyNot.NOT_ASKED)
    if request.is_agreed:
        return Decision(WhyNot.ALREADY)
    if request.asked_by == by:
        return Decision(WhyNot.OWN_REQUEST)
    if request.person_id == by:
        return Decision(WhyNot.OWN_ROLE)
    return YES


def may_take(role: Role, *, other_admins: int) -> Decision:
    """Decide whether *role* may be taken away while *other_admins* would be left."""
    if role is Role.AUTHORITY_ADMIN and other_admins == 0:
        return Decision(WhyNot.LAST_ADMIN)
    return YES
