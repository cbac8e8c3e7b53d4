"""The one table of who may do what, merged from what each feature declares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from consultation.rules import access as consultation
from foundation.accounts.rules import access as accounts
from foundation.base.roles import Role

Grants = Mapping[Role, frozenset[str]]

FEATURES: tuple[tuple[type[StrEnum], Mapping[Role, frozenset[StrEnum]]], ...] = (
    (accounts.Can, accounts.GRANTS),
    (consultation.Can, consultation.GRANTS),
)


def table() -> Grants:
    """Return role → every right it grants; a pair that is not there is denied."""
    return {
        role: frozenset(
            str(right) for _, grants in FEATURES for right in grants.get(role, frozenset())
        )
        for role in Role
    }


def rights_of(roles: Iterable[Role], grants: Grants) -> frozenset[str]:
    """Return all that *roles* together may do."""
    return frozenset().union(*(grants[role] for role in roles))
