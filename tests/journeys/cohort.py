"""What firms, assessors and the council do for one challenge after its release, form by form."""

from __future__ import annotations

import re
from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.base.db import db
from foundation.base.roles import Role
from tests.journeys.challenges import DAY, MANAGER, OWNER, Town, parts
from tests.make import a_person

CODE = re.compile(r"\b[A-Z0-9]{4}(?:-[A-Z0-9]{4})+\b")
CHAIR, FACILITATOR = Role.ASSESSMENT_CHAIR, Role.FACILITATOR
FIRMS = 3


def firms_answer(town: Town) -> None:
    """Let firms of two people each write, certify and submit, and one ask in the open."""
    for number in range(1, FIRMS + 1):
        first, second = (_somebody(town, Role.SME_MEMBER, f"{number}{who}") for who in "ab")
        town.firms.append((first, second))
        writer = town.of(first).open("/firm").press("Add this firm", name=f"Firm {number}")
        writer.press("Let a colleague join")
        code = CODE.search(writer.text)
        assert code, writer.text
        colleague = town.of(second).open("/firm").press("Join", code=code[0])
        where = writer.open("/firm").press("Write a submission as").path
        writer.open(f"{where}/q1").press("Save", q1="A sign that speaks.")
        writer.open(where).press("All is answered").press("Certify", true="1")
        colleague.open(where).press("Submit")
    town.of(town.firms[0][0]).open(town.public).press(
        "Send the question", question="How many stops are there?"
    )


def the_window_ends(town: Town) -> None:
    """Let the deadline pass, and take the challenge to the assessment."""
    town.later(60)
    town.at(MANAGER).press("Take it there", after="Closed to")


def assessors_are_cleared(town: Town) -> None:
    """Answer to all, ask three assessors, and clear what each says of their interests."""
    town.at(OWNER, "/questions").press("Answer to all", answer="There are 40.")
    town.assessors += [_somebody(town, Role.ASSESSOR, letter) for letter in "ABC"]
    chair = town.at(CHAIR, "/round").press("Save", chair_id="Demo assessment chair")
    people = [str(each) for each in town.assessors]
    chair.press("Ask them", person=people, submission=list(chair.choices("Ask them", "submission")))
    for person in town.assessors:
        for path in _sheets(town, person):
            town.of(person).open(path).press("Declare it", answer="none")
    chair = town.of(CHAIR).open("/programme/conflicts")
    for _declaration in range(FIRMS * len(town.assessors)):
        chair.press("Clear it")


def scores_are_agreed(town: Town) -> None:
    """Open the round, let each assessor score alone, and close and agree it."""
    chair = town.at(CHAIR, "/round")
    for _step in ("frozen", "open"):
        chair.press("Go on")
    for person in town.assessors:
        for place, path in enumerate(_sheets(town, person)):
            hand = town.of(person).open(path)
            for _criterion in ("Fit", "Delivery"):
                hand.press("Save and go to next", value=str(3 - place), reason="Seen.")
            hand.press("Send and lock these scores")
    chair = town.at(CHAIR, "/round")
    for _step in ("closed", "moderation", "agreed"):
        chair.press("Go on")


def places_are_offered(town: Town) -> None:
    """Match the firms in the order of their scores, and offer each its place."""
    for button in ("Match", "Offer it"):
        for _firm in range(FIRMS):
            town.at(MANAGER, "/matches").press(button)


def places_are_taken(town: Town) -> None:
    """Let each firm take the place that it is offered."""
    for first, _second in town.firms:
        hand = town.of(first).open("/firm")
        hand.open(hand.links("/firm/offers/")[0]).press("Send our answer", answer="accept")


def firms_come(town: Town) -> None:
    """Set a cohort up, seat the firms, plan a workshop, and write down that all came."""
    desk = town.of(MANAGER).open("/programme/cohort")
    days = {**parts("starts_on", town.today), **parts("ends_on", town.today + 60 * DAY)}
    desk.press("Set it up", title="Spring", **days)
    plan = desk.open("/programme/cohort/plan")
    for _firm in range(FIRMS):
        firm = next(each for each in plan.choices("Give it a seat", "firm") if each)
        plan.press("Give it a seat", firm=firm)
    where = a_session(town, "workshop", town.today + 7 * DAY)
    town.later(8)
    desk = town.of(FACILITATOR).open(where)
    came = desk.fields("Save who came", "came-")
    desk.press("Save who came", **dict.fromkeys(came, "attended"))


def firms_build(town: Town) -> None:
    """Let each firm describe what it builds, claim, cost and hand in."""
    town.at(MANAGER).press("Take it there", after="Prototyp")
    claim = {"claim": "Fewer wait.", "test": "Two weeks.", "result": "9 of 14.", "evidence": "Log."}
    for first, _second in town.firms:
        hand = town.of(first).open("/firm/cohort")
        hand.open(hand.links("/firm/prototypes/")[0])
        hand.press("Save", title="A sign that speaks", summary="It says when the bus comes.")
        hand.press("Add the claim", measure="Minutes waited", **claim)
        for kind in ("one_off", "yearly"):
            sums = {"low": "100", "likely": "200", "high": "300"}
            hand.press("Add the cost", words="All of it", kind=kind, **sums)
        hand.press("Hand in the evidence")


def prototypes_are_checked(town: Town) -> None:
    """Let the owner check each prototype."""
    owner = town.of(OWNER).open("/programme/cohort/showcase")
    for path in owner.links("/programme/prototypes/"):
        owner.open(path).press("Save", after="verified")


def showcase_is_planned(town: Town) -> None:
    """Plan a day on which each prototype has its time, and open the vote until its evening."""
    day = town.today + 10 * DAY
    a_session(town, "showcase", day)
    desk = town.of(FACILITATOR).open("/programme/cohort/showcase")
    for minutes, path in zip(("00", "30", "45"), desk.links("/programme/prototypes/"), strict=True):
        desk.open(path).press("Give it this time", time=f"10:{minutes}", minutes="15")
    town.at(FACILITATOR, "/ballot").press("Open the vote", time="16:00", **parts("day", day))


def everybody_votes(town: Town, code: str) -> None:
    """Let the council, a firm and a resident with a tracking code vote on the day."""
    town.later(10)
    peer = town.firms[0][0]
    for who in (OWNER, FACILITATOR, peer, Role.RESIDENT):
        hand = town.of(who).open(f"{town.public}/vote")
        if who is Role.RESIDENT:
            hand.press("Go on", code=code)
        marks = hand.fields("Send my vote", "mark-")
        hand.press("Send my vote", free="1", **dict.fromkeys(marks, "4"))
    town.later(1)
    town.at(FACILITATOR, "/ballot").press("Show the result")


def a_session(town: Town, kind: str, day: date) -> str:
    """Plan two hours at ten for everybody of the cohort; return where it is."""
    plan = town.of(MANAGER).open("/programme/cohort/plan")
    typed = {"title": kind.title(), "kind": kind, "time": "10:00", "minutes": "120"}
    plan.press("Put it into the plan", **typed, **parts("day", day))
    return plan.open("/programme/cohort").links("/programme/cohort/sessions/")[-1]


def _somebody(town: Town, role: Role, name: str) -> UUID:
    person = a_person(cast(Session, db.session()), town.council, role, name=f"Somebody {name}")
    return person.id


def _sheets(town: Town, person: UUID) -> list[str]:
    """Return the submissions that somebody is asked to score."""
    return town.of(person).open("/programme/assessing").links("/programme/assessing/")
