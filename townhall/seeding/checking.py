"""What the planners of the demo have checked so far, through the real commands; all invented."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.commands.claim_citations import cite
from consultation.commands.claims import ask_to_check, begin_claim, publish_claim, write_claim
from consultation.models.comments import Comment
from consultation.rules.claims import Finding, Source, Verdict
from consultation.rules.comments import Moderation, Speaker
from foundation.base.actor import Actor
from foundation.base.work import Work, work

CHECKED_BEFORE = timedelta(hours=18)
SITE_PLAN = "/static/demo/lantern-row-site-plan.svg"
SUMMARY = "/static/demo/lantern-row-summary.txt"


@dataclass(frozen=True, slots=True)
class PlannedClaim:
    """A claim, what was found before if that was wrong, and what comments that say it contain."""

    finding: Finding
    said: str
    before: Finding | None = None


_PARKING = Finding(
    "There will be no parking at all.",
    Verdict.PARTLY,
    "There are 22 spaces for 48 homes. There are none for visitors. Two of the three spaces for "
    "disabled drivers are 40 metres from the lift.",
    "Transport team",
    (Source("Site plan", SITE_PLAN), Source("Summary in plain words, parking", SUMMARY)),
)

CLAIMS: dict[str, tuple[PlannedClaim, ...]] = {
    "lantern-row": (
        PlannedClaim(
            Finding(
                "The limes on Churn Lane will be cut down.",
                Verdict.INCORRECT,
                "Two of the three limes stay. We have asked whether the wall can move by two "
                "metres, so that the third can stay as well.",
                "Tree team",
                (Source("Site plan", SITE_PLAN), Source("Tree survey, page 8")),
            ),
            "lime",
        ),
        PlannedClaim(
            replace(_PARKING, is_material=True),
            "parking",
            replace(
                _PARKING, verdict=Verdict.INCORRECT, fact="There are 22 spaces, some for visitors."
            ),
        ),
        PlannedClaim(
            Finding(
                "Only 14 of the 48 homes are affordable.",
                Verdict.CORRECT,
                "Yes: 14 homes, which is 29 in a hundred. Half of the social rented ones go first "
                "to people from this ward.",
                "Housing team",
                (Source("Summary in plain words, homes", SUMMARY),),
            ),
            "affordable",
        ),
        PlannedClaim(
            Finding(
                "The drain in Tansy Street cannot take 48 more homes.",
                Verdict.NOT_YET_KNOWN,
                "We do not know yet. We have asked the water company.",
                "Drainage team",
                (Source("Our letter to the water company"),),
            ),
            "drain",
        ),
    )
}
"""Slug of a consultation → what was checked there."""

HEARD = {"lantern-row": "The school will lose its playing field."}


def check(
    session: Session, officer: Actor, consultation_id: UUID, slug: str, now: datetime
) -> None:
    """Check what goes round in one consultation; where nothing is planned, this does nothing."""
    at = now - CHECKED_BEFORE
    for planned in CLAIMS.get(slug, ()):
        with work(session, officer, at) as unit:
            _check(unit, consultation_id, planned, now)
    if slug in HEARD:
        with work(session, Actor(officer.authority_id), at) as unit:
            ask_to_check(unit, uuid4(), consultation_id, HEARD[slug])


def _check(unit: Work, consultation_id: UUID, planned: PlannedClaim, now: datetime) -> None:
    claim_id, waits = uuid4(), planned.finding.verdict is Verdict.NOT_YET_KNOWN
    due = (now + timedelta(days=9)).date() if waits else None
    found = replace(planned.finding, due_on=due)
    begin_claim(unit, claim_id, consultation_id, planned.before or found)
    refs = _saying(unit, consultation_id, planned.said)
    if refs:
        cite(unit, claim_id, refs)
    publish_claim(unit, claim_id)
    if planned.before:
        write_claim(unit, claim_id, found, seen=1)
        publish_claim(unit, claim_id)


def _saying(unit: Work, consultation_id: UUID, word: str) -> list[str]:
    asked = select(Comment.ref).where(
        Comment.consultation_id == consultation_id,
        Comment.speaker == Speaker.PUBLIC,
        Comment.moderation == Moderation.VISIBLE,
        Comment.text.contains(word),
    )
    return list(unit.session.scalars(asked.order_by(Comment.posted_at, Comment.id).limit(12)))
