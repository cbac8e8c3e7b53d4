"""What a programme is made of beside its challenges: money, partners, aims, what was learned.

Source of the words: the pilot's record as programme-field.md §2.1 lists it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from foundation.base.events import Event


class Origin(StrEnum):
    """How we know something that the demonstration shows."""

    RECORDED = "recorded"
    WORKED_OUT = "worked_out"
    INFERRED = "inferred"
    INVENTED = "invented"


class FundingKind(StrEnum):
    """What sort of money a line is."""

    GRANT = "grant"
    LEVERAGED = "leveraged"
    MATCH = "match"
    IN_KIND = "in_kind"


class PartnerRole(StrEnum):
    """What an organisation does in a programme."""

    LEAD = "lead"
    DELIVERY = "delivery"
    AUTHORITY = "authority"
    BUSINESS_SUPPORT = "business_support"
    DESIGN_METHOD = "design_method"
    TECHNICAL_SUPPORT = "technical_support"
    FACILITATOR = "facilitator"
    SPONSOR = "sponsor"
    LEARNING_PARTNER = "learning_partner"


class ObjectiveKind(StrEnum):
    """What a programme wants to come to."""

    POLICY_AIM = "policy_aim"
    POLICY_THEME = "policy_theme"
    PROJECT = "project"
    OUTPUT = "output"
    OUTCOME = "outcome"
    PRINCIPLE = "principle"


class Sentiment(StrEnum):
    """What people said at the end."""

    WORKED = "worked"
    DID_NOT = "did_not"


class Pain(StrEnum):
    """The five things that did not work in the pilot; each has become lines of gates."""

    TIMELINE = "timeline"
    RETENTION = "retention"
    BUDGET_UNCERTAINTY = "budget_uncertainty"
    DATA_AND_EVIDENCE = "data_and_evidence"
    EXECUTIVE_PARTICIPATION = "executive_participation"


@dataclass(frozen=True, slots=True)
class ProgrammeMade(Event):
    """A programme was set up from its template."""

    kind: ClassVar[str] = "programme.programme.made"


def total_pence(lines: tuple[int, ...]) -> int:
    """Return what a programme costs: the sum of its funding lines, never a figure of its own."""
    return sum(lines)
