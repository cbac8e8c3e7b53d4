"""What everybody does for one challenge, from an idea to its release, form by form.

Each form is fetched from the page of whoever may see it, filled in and sent; no command is called.
What follows the release is in ``cohort``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from flask import Flask

from foundation.base.clock import london_day
from foundation.base.roles import Role
from programme.rules.sections import Section
from tests.clock import StandingClock
from tests.journeys.hands import Hand, Typed

DEPARTMENT = "Planning and Development"
DAY = timedelta(days=1)
MANAGER, OWNER, SPONSOR = Role.PROGRAMME_MANAGER, Role.CHALLENGE_OWNER, Role.EXECUTIVE_SPONSOR


@dataclass
class Town:
    """A council's people at their pages, one challenge, and the clock on the wall."""

    app: Flask
    council: UUID
    clock: StandingClock
    title: str
    path: str = ""
    people: dict[Role | UUID, Hand] = field(default_factory=dict)
    firms: list[tuple[UUID, UUID]] = field(default_factory=list)
    assessors: list[UUID] = field(default_factory=list)

    def of(self, who: Role | UUID) -> Hand:
        """Return the demo's person of one role, or another person, signed in."""
        if who not in self.people:
            self.people[who] = Hand(self.app, who)
        return self.people[who]

    def at(self, role: Role, more: str = "") -> Hand:
        """Open a page of the challenge as somebody."""
        return self.of(role).open(self.path + more)

    def later(self, days: int) -> None:
        """Let days go by; whoever was signed in signs in once more."""
        self.clock.forward(days * DAY)
        self.people.clear()

    @property
    def today(self) -> date:
        """The day on the wall."""
        return london_day(self.clock())

    @property
    def public(self) -> str:
        """Where everybody reads the challenge."""
        return f"/challenges/{self.path.rsplit('/', 1)[1]}"


def begin(town: Town) -> None:
    """Write an idea down."""
    manager = (
        town.of(MANAGER)
        .open("/programme/challenges/new")
        .press(
            "Save",
            title=town.title,
            question="How can buses tell when they come?",
            summary="People wait, and do not know.",
            department_id=DEPARTMENT,
        )
    )
    town.path = manager.path


def turn_to_the_money(town: Town) -> None:
    """Let the challenge take the direct pathway, whose first gate is that of the money."""
    manager = town.at(MANAGER)
    manager.press("Change the pathway", pathway_reason="The money is there already.")
    manager.press("Take it there", after="Business case")


def back(town: Town) -> None:
    """Name who stands behind it, record the money and the days, and let the sponsor accept."""
    town.at(MANAGER, "/people").press(
        "Save", owner_id="Demo challenge owner", sponsor_id="Demo executive sponsor"
    )
    money = town.at(Role.FINANCE_OFFICER, "/terms")
    money.press("Save", state="Confirmed", engagement="published")
    days = {"opens_on": 1, "questions_on": 30, "closes_on": 60}
    typed: dict[str, Typed] = {name: the(town.today + ahead * DAY) for name, ahead in days.items()}
    town.at(MANAGER, "/window").press("Save", **typed)
    town.at(SPONSOR).press("Accept")


def waive(town: Town, gate: str, *lines: str) -> None:
    """Ask for waivers as the manager, and let the sponsor sign them."""
    until = parts("ends_on", town.today + 200 * DAY)
    for line in lines:
        town.at(MANAGER, gate).press(
            "Ask the sponsor", line=line, waiver_reason="It is done on paper.", **until
        )
        town.at(SPONSOR, gate).press("Sign the waiver")


def write_brief(town: Town, consultation: str) -> None:
    """Write twelve sections with a measure and evidence of a consultation, and send it."""
    town.at(MANAGER, "/words").press("Save", consultation=consultation)
    writer = town.at(Role.FACILITATOR, "/brief/measures")
    row = {"name": "Minutes waited", "unit": "minutes", "baseline": "14"}
    writer.press("Save the rows", **{f"measure-{name}-0": words for name, words in row.items()})
    for kind in ("thread", "figure:comments", "figure:answered"):
        offered = writer.open(f"{town.path}/brief/why").choices("Cite it", "cited")
        cited = next(each for each in offered if each.startswith(kind))
        writer.press("Cite it", cited=cited, claim="People wait.")
    for section in Section:
        writer.open(f"{town.path}/brief/{section.value}")
        writer.press("Save, it is complete", text="People wait, and do not know.")
    writer.open(f"{town.path}/brief").press("Send it for review")


def get_ready_for_firms(town: Town) -> None:
    """Turn both keys, write what firms are asked and judged by, and open the register."""
    town.at(OWNER, "/brief").press("Approve this version")
    town.at(Role.PROCUREMENT_OFFICER, "/brief").press("I have checked this version")
    town.at(MANAGER).press("Open the register")
    marks = "Nothing\nA little\nEnough\nMuch"
    for title, weight in (("Fit", "60"), ("Delivery", "40")):
        criteria = town.at(OWNER, "/criteria")
        criteria.press("Save", title=title, weight=weight, anchors=marks, least="1")
    town.at(OWNER, "/criteria").press("Freeze")
    form = town.at(OWNER, "/form").press("Begin the questions")
    form.press("Write in your own words")
    form.press("Save question", words="What would you build?", is_required="1")
    form.press("Fix these questions")


def parts(name: str, day: date) -> dict[str, Typed]:
    """Return a day as forms take it that name each of its fields."""
    return {f"{name}-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def the(day: date) -> list[str]:
    """Return a day as forms take it whose three fields have one name."""
    return [str(day.day), str(day.month), str(day.year)]


def hand_over(town: Town) -> None:
    """Let procurement choose the route, assess conflicts, and fill and check the pack."""
    route = town.at(Role.PROCUREMENT_OFFICER, "/route")
    route.press("Save the route", route="below_threshold", value="40000", reason="It is small.")
    days = the(town.today)
    route.press("Save the day", step="conflicts", clock="done", day=days)
    pack = town.at(Role.PROCUREMENT_OFFICER, "/handover")
    for item in ("case", "fairness", "prototype", "manager"):
        pack.press("Save", item=item, words="It is on paper, and everybody was told the same.")
    pack.press("Check the chain now")
