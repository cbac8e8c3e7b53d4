"""The one table of who may do what, merged from what each feature declares."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from consultation.rules import access as consultation
from foundation.accounts.rules import access as accounts
from foundation.accounts.rules.people import EXCLUDE
from foundation.base.roles import Role
from programme.rules import access as programme

Grants = Mapping[Role, frozenset[str]]

FEATURES: tuple[tuple[type[StrEnum], Mapping[Role, frozenset[StrEnum]]], ...] = (
    (accounts.Can, accounts.GRANTS),
    (consultation.Can, consultation.GRANTS),
    (programme.Can, programme.GRANTS),
)


def table() -> Grants:
    """Return role → every right it grants; a pair that is not there is denied."""
    return {
        role: frozenset(
            str(right) for _, grants in FEATURES for right in grants.get(role, frozenset())
        )
        for role in Role
    }


def page() -> str:
    """Return the table as a page for people: every right, and who has it."""
    granted = table()
    lines = [HEAD]
    for rights, _ in FEATURES:
        lines += [
            f"| `{right.value}` | {_who(right.value, granted)} |"
            for right in sorted(rights, key=lambda right: right.value)
        ]
    lines += [TAIL, *sorted(f"* {one} and {other}" for one, other in map(sorted, EXCLUDE))]
    return "\n".join(lines) + "\n"


def _who(right: str, granted: Grants) -> str:
    holders = [role.value for role in Role if right in granted[role]]
    return "everybody who is signed in" if len(holders) == len(Role) else ", ".join(holders)


HEAD = """# Who may do what

This page is made from the policy table (`townhall/policy.py`), which merges what each feature
declares in its `rules/access.py`. A pair that is not here is denied. What a right means for one
object (this case, that comment) is asked of a rule called `may_...`.

A visitor has no right at all; pages that anybody may see are marked so in `tests/access.txt`.

| right | who has it |
|---|---|"""

TAIL = """
## Two people

Every role of somebody who works for the council counts only once a second person has agreed.
Nobody agrees to what they asked for, or to a role of their own. The command line is one person;
its word alone is enough only where a council has no administrator yet.

No person holds both roles of these pairs:
"""
