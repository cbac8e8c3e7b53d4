"""What a new consultation of each kind begins with; everything can be changed before it opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from consultation.rules.consultations import ConsultationKind
from consultation.rules.plans import Route
from consultation.rules.takes import Takes
from questions.rules.forms import Choice, Limits, Question
from questions.rules.kinds import Kind


@dataclass(frozen=True, slots=True)
class Start:
    """A template.

    Args:
        stages: name and how long after the last day it is expected.
        topics: beside the common ones.
        audiences: whom one would hear from, one group a line.
    """

    takes: Takes
    stages: tuple[tuple[str, timedelta], ...]
    topics: tuple[str, ...]
    audiences: str
    routes: tuple[Route, ...]
    questions: tuple[Question, ...]


_AFTER = timedelta(weeks=2)
_REPORT = timedelta(weeks=6)
_DECISION = timedelta(weeks=10)
_USUAL = (("Comments close", timedelta(0)), ("We say what we heard", _REPORT))


def _one(words: str, *choices: str) -> Question:
    coded = tuple(Choice(f"c{number}", each) for number, each in enumerate(choices, 1))
    return Question("", Kind.ONE, words, choices=coded, may_decline=True)


def _scale(words: str) -> Question:
    ends = Limits(
        lowest=Decimal(1), highest=Decimal(5), low_words="Very bad", high_words="Very good"
    )
    return Question("", Kind.SCALE, words, limits=ends, may_decline=True)


def _words(words: str) -> Question:
    return Question("", Kind.LONG_TEXT, words)


_OFTEN = ("Most days", "Most weeks", "Less often", "Never")

STARTS: dict[ConsultationKind, Start] = {
    ConsultationKind.PLANNING_APPLICATION: Start(
        Takes.DIALOGUE,
        (("Comments close", timedelta(0)), ("Planning committee decides", _DECISION)),
        (),
        "Neighbours\nPeople who pass by every day\nLocal groups and shops",
        (Route.WEB, Route.LETTER, Route.POSTER),
        (),
    ),
    ConsultationKind.LOCAL_PLAN: Start(
        Takes.BOTH,
        (*_USUAL, ("An inspector looks at the plan", timedelta(weeks=30))),
        ("Homes", "Jobs", "Green space", "Getting around"),
        "Residents of all wards\nPeople under 25\nBusinesses\nLandowners",
        (Route.WEB, Route.DROP_IN, Route.PAPER, Route.GROUPS),
        (
            _one("How do you know this area?", "I live here", "I work here", "I visit"),
            _scale("How good is the plan for your area?"),
            _words("What would you change?"),
        ),
    ),
    ConsultationKind.POLICY: Start(
        Takes.BOTH,
        (*_USUAL, ("The cabinet decides", _DECISION)),
        (),
        "Residents\nPeople whom the policy touches most\nLocal groups",
        (Route.WEB, Route.PAPER, Route.GROUPS),
        (
            _one("Do you agree with the aim?", "Yes", "Partly", "No"),
            _words("Who would this be hard for, and why?"),
            _words("What should we do differently?"),
        ),
    ),
    ConsultationKind.SERVICE: Start(
        Takes.BOTH,
        (
            *_USUAL,
            ("The cabinet member decides", _DECISION),
            ("The service changes", _DECISION * 2),
        ),
        (),
        "People who use the service\nCarers\nStaff\nPeople who do not use it, and why",
        (Route.WEB, Route.PAPER, Route.PHONE, Route.GROUPS),
        (
            _one("How often do you use this service?", *_OFTEN),
            _scale("How good is it now?"),
            _words("What would make it better?"),
            _words("What would the change mean for you?"),
        ),
    ),
    ConsultationKind.PLACE: Start(
        Takes.BOTH,
        (*_USUAL, ("We decide what to build", _DECISION), ("Work begins", _DECISION * 2)),
        ("Play", "Paths", "Trees and plants", "Seats", "Lights"),
        "Families\nPeople under 25\nOlder people\nDisabled people\nPeople who never go there",
        (Route.WEB, Route.DROP_IN, Route.POSTER, Route.SCHOOLS),
        (
            _one("How often do you come here?", *_OFTEN),
            _scale("How safe do you feel here?"),
            Question("", Kind.PLACE, "Which spot needs most work?"),
            _words("What do you like here?"),
            _words("What should change?"),
        ),
    ),
}
