"""Claims with legal defaults; a test names only what it is about."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from consultation.commands.claim_citations import cite
from consultation.commands.claims import begin_claim, publish_claim
from consultation.rules.claims import Finding, Source, Verdict
from foundation.base.actor import Actor
from foundation.base.work import work
from tests.conftest import NOW

FINDING = Finding(
    "The limes will be cut down.",
    Verdict.INCORRECT,
    "All 14 limes stay. Two sycamores go.",
    "Tree team",
    (Source("Tree survey, page 8", "https://example.org/survey.pdf"),),
)
DESK = "/desk/a-greener-high-street/facts"
BOARD = "/consultations/a-greener-high-street/facts"
FORM: dict[str, Any] = {
    "claim": FINDING.claim,
    "verdict": "incorrect",
    "fact": FINDING.fact,
    "checked_by": "Tree team",
    "source": ["Tree survey, page 8", "", ""],
    "url": ["https://example.org/survey.pdf", "", ""],
}


def a_claim(session: Session, actor: Actor, consultation: UUID, finding: Finding = FINDING) -> UUID:
    """Draft a claim."""
    made = uuid4()
    with work(session, actor, NOW) as unit:
        begin_claim(unit, made, consultation, finding)
    return made


def published(session: Session, actor: Actor, claim: UUID) -> None:
    with work(session, actor, NOW) as unit:
        publish_claim(unit, claim)


def cited(session: Session, actor: Actor, claim: UUID, *refs: str) -> int:
    with work(session, actor, NOW) as unit:
        return cite(unit, claim, refs)
