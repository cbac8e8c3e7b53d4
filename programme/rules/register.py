"""The public register of firms: the thirteen columns that a real request for information asked for.

Source: programme-field.md §1 row 37. A name stands there only once it is public.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from programme.rules.contracts import Use
from programme.rules.matches import MatchState

COLUMNS = (
    "organisation",
    "registration_number",
    "address",
    "round",
    "sponsor",
    "question",
    "solution",
    "stage_reached",
    "pre_commercial_agreement_signed",
    "pre_commercial_agreement_value",
    "further_agreements",
    "further_agreements_value",
    "in_use_now",
)
"""In the order in which they were asked for."""


class Reached(StrEnum):
    """How far a firm came."""

    MATCHED = "matched"
    IN_COHORT = "in_cohort"
    NOT_SELECTED = "not_selected"
    IDENTIFIED = "identified"
    AWARDED = "awarded"
    SIGNED = "signed"


OF_MATCH: dict[MatchState, Reached] = {
    MatchState.ACCEPTED: Reached.MATCHED,
    MatchState.ACTIVE: Reached.IN_COHORT,
    MatchState.NOT_SELECTED: Reached.NOT_SELECTED,
    MatchState.IDENTIFIED: Reached.IDENTIFIED,
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """A contract: for research alone it is the pre-commercial one, else a further one."""

    signed_on: date
    value_p: int
    currency: str
    is_research: bool


def reached(match: MatchState | None, *, is_awarded: bool, is_signed: bool) -> Reached:
    """Return how far a firm came; without a match it was awarded the contract."""
    if is_signed:
        return Reached.SIGNED
    if is_awarded or match is None:
        return Reached.AWARDED
    return OF_MATCH[match]


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One firm in one challenge; ``organisation`` is None while its name is not public.

    ``use`` is None where nobody has asked yet.
    """

    organisation: str | None
    registration_number: str
    address: str
    round: str
    sponsor: str
    question: str
    slug: str
    solution: str
    reached: Reached
    agreement: Agreement | None
    use: Use | None
