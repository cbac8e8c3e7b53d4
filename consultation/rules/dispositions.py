"""What an issue comes to, what has to prove it, and when people may be told.

Source: consultation-field notes §4 (1), the decision ledger; an outcome is written down while the
officer's report is being made, and residents see it when the report is out, so that nobody decides
before everything has been read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from consultation.rules.consultations import ConsultationStatus
from consultation.rules.words import cleaned, in_one_line, says_something
from foundation.base.errors import Invalid
from foundation.base.events import Event

LONGEST_REASON = 600
LONGEST_PROOF = 200


class Disposition(StrEnum):
    """What came of an issue."""

    CHANGED_PLAN = "changed_plan"
    CONDITION = "condition"
    INFORMATIVE = "informative"
    OBLIGATION = "obligation"
    ALREADY_POLICY = "already_policy"
    REASON_FOR_REFUSAL = "reason_for_refusal"
    WEIGHED_IN_FAVOUR = "weighed_in_favour"
    OUTWEIGHED = "outweighed"
    CONSIDERED_NOT_CHANGED = "considered_not_changed"
    NOT_MATERIAL = "not_material"
    OUT_OF_SCOPE = "out_of_scope"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class Proof(StrEnum):
    """What can prove that an outcome is true."""

    PLAN_REVISION = "plan_revision"
    CONDITION = "condition"
    REPORT_PARAGRAPH = "report_paragraph"
    DOCUMENT_PAGE = "document_page"


class Group(StrEnum):
    """How outcomes are offered."""

    MADE_A_DIFFERENCE = "made_a_difference"
    WEIGHED = "weighed"
    ENDED_ANOTHER_WAY = "ended_another_way"


class Sign(StrEnum):
    """The shape that stands beside an outcome, never without its word."""

    CHANGED = "changed"
    CONDITION = "condition"
    PARTLY = "partly"
    NOT = "not"
    ELSEWHERE = "elsewhere"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Terms:
    """What one outcome asks of who writes it down; no proofs means that none is needed."""

    group: Group
    sign: Sign
    proofs: tuple[Proof, ...] = ()
    needs_reason: bool = True


_D, _G, _P = Disposition, Group, Proof
_IN_REPORT = (_P.REPORT_PARAGRAPH, _P.DOCUMENT_PAGE)

TERMS: dict[Disposition, Terms] = {
    _D.CHANGED_PLAN: Terms(
        _G.MADE_A_DIFFERENCE, Sign.CHANGED, (_P.PLAN_REVISION, _P.DOCUMENT_PAGE)
    ),
    _D.CONDITION: Terms(_G.MADE_A_DIFFERENCE, Sign.CONDITION, (_P.CONDITION, _P.REPORT_PARAGRAPH)),
    _D.OBLIGATION: Terms(_G.MADE_A_DIFFERENCE, Sign.CONDITION, _IN_REPORT),
    _D.INFORMATIVE: Terms(_G.MADE_A_DIFFERENCE, Sign.CONDITION, (_P.CONDITION, *_IN_REPORT)),
    _D.REASON_FOR_REFUSAL: Terms(_G.MADE_A_DIFFERENCE, Sign.CHANGED, _IN_REPORT),
    _D.WEIGHED_IN_FAVOUR: Terms(_G.MADE_A_DIFFERENCE, Sign.CHANGED, _IN_REPORT),
    _D.ALREADY_POLICY: Terms(_G.WEIGHED, Sign.PARTLY, (_P.DOCUMENT_PAGE, _P.REPORT_PARAGRAPH)),
    _D.OUTWEIGHED: Terms(_G.WEIGHED, Sign.NOT, _IN_REPORT),
    _D.CONSIDERED_NOT_CHANGED: Terms(_G.WEIGHED, Sign.NOT, _IN_REPORT),
    _D.ANSWERED: Terms(_G.ENDED_ANOTHER_WAY, Sign.CHANGED, needs_reason=False),
    _D.NOT_MATERIAL: Terms(_G.ENDED_ANOTHER_WAY, Sign.NOT),
    _D.OUT_OF_SCOPE: Terms(_G.ENDED_ANOTHER_WAY, Sign.ELSEWHERE),
    _D.WITHDRAWN: Terms(_G.ENDED_ANOTHER_WAY, Sign.NOT, needs_reason=False),
}
"""Outcome → its terms, in the order in which they are offered."""

OUT = frozenset(
    {ConsultationStatus.REPORTED, ConsultationStatus.DECIDED, ConsultationStatus.WITHDRAWN}
)
"""States in which nothing can be prejudged any more: the report is out, or there will be none."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What somebody writes down for an issue, before and after ``checked``.

    Args:
        proof_words: where to look, such as a drawing, a condition number, a paragraph or a page.
        proof_url: address of the document, where it is one that the consultation has.
    """

    disposition: Disposition
    reason: str = ""
    proof: Proof | None = None
    proof_words: str = ""
    proof_url: str | None = None


@dataclass(frozen=True, slots=True)
class OutcomeTold(Event):
    """What came of an issue can be seen by everybody whom it concerns."""

    kind: ClassVar[str] = "consultation.outcome.told"
    consultation_id: UUID
    outcome: Disposition


def is_out(status: ConsultationStatus) -> bool:
    """Tell whether residents may see outcomes."""
    return status in OUT


def checked(outcome: Outcome) -> Outcome:
    """Return *outcome* as it is kept.

    Raises:
        Invalid: its proof or its reason is missing, of the wrong kind or too long.
    """
    terms = TERMS[outcome.disposition]
    reason = cleaned(outcome.reason[: 4 * LONGEST_REASON])
    words = in_one_line(outcome.proof_words[: 4 * LONGEST_PROOF])
    wrong = {
        "reason": _wrong_reason(reason, terms),
        "proof_words": _wrong_words(words, terms),
        "proof": _wrong_kind(outcome.proof, terms),
    }
    fields = {name: sentence for name, sentence in wrong.items() if sentence}
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    if not terms.proofs:
        return Outcome(outcome.disposition, reason)
    return Outcome(outcome.disposition, reason, outcome.proof, words, outcome.proof_url)


def _wrong_reason(reason: str, terms: Terms) -> str | None:
    if terms.needs_reason and not says_something(reason):
        return "Say in one or two plain sentences why."
    if len(reason) > LONGEST_REASON:
        return f"Shorten the reason to at most {LONGEST_REASON} characters."
    return None


def _wrong_words(words: str, terms: Terms) -> str | None:
    if terms.proofs and not says_something(words):
        return "Say where people can see that it is so, for example: plan revision C, drawing 214."
    if len(words) > LONGEST_PROOF:
        return f"Shorten the proof to at most {LONGEST_PROOF} characters."
    return None


def _wrong_kind(proof: Proof | None, terms: Terms) -> str | None:
    if terms.proofs and proof not in terms.proofs:
        kinds = " or ".join(each.value.replace("_", " ") for each in terms.proofs)
        return f"This outcome is proved by a {kinds}. Choose which it is."
    return None
