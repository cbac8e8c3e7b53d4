"""Questions of the demonstration's own, and what invented people answered to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from random import Random
from uuid import UUID

from sqlalchemy.orm import Session

from consultation.commands.responses import respond
from consultation.commands.takes import set_takes
from consultation.rules.comments import Channel
from consultation.rules.takes import Takes, form_owner
from foundation.base.actor import Actor
from foundation.base.work import Work, work
from questions.commands.questions import add_question
from questions.rules.forms import Choice, Condition, Limits, Question
from questions.rules.kinds import Kind, Test
from questions.rules.values import Order, Picks, Shares, Value, Words

SUM = 340_000_00
PEOPLE = 46
CHANNELS = (Channel.WEB, Channel.WEB, Channel.WEB, Channel.SESSION, Channel.PAPER)


def _choices(*words: str) -> tuple[Choice, ...]:
    return tuple(Choice(f"c{number}", each) for number, each in enumerate(words, 1))


ASKED: dict[str, tuple[Question, ...]] = {
    "chestnut-fields": (
        Question(
            "q1",
            Kind.ONE,
            "How often do you come to Chestnut Fields?",
            is_required=True,
            choices=_choices("Every day", "Every week", "Now and then", "Never"),
        ),
        Question(
            "q2",
            Kind.SEVERAL,
            "What stops you from coming more?",
            may_decline=True,
            offers_other=True,
            choices=_choices(
                "It does not feel safe after dark",
                "The paths are too rough",
                "There is too little for teenagers",
                "I cannot get there",
            ),
            limits=Limits(most=3),
            condition=Condition("q1", Test.IS_NOT, "c1"),
        ),
        Question(
            "q3",
            Kind.BUDGET,
            "Share out the money between these five things",
            choices=(
                Choice("c1", "Play area for small children"),
                Choice("c2", "A place for teenagers"),
                Choice("c3", "Paths and lights", least=20_000_00),
                Choice("c4", "Trees and shade", most=80_000_00),
                Choice("c5", "Benches and a toilet"),
            ),
            limits=Limits(total=SUM),
        ),
        Question(
            "q4",
            Kind.RANKING,
            "What should we build first?",
            choices=_choices("Swings", "A climbing frame", "Sand and water"),
        ),
        Question(
            "q5",
            Kind.LONG_TEXT,
            "What would make it a place for you?",
            limits=Limits(most_words=100),
        ),
    ),
}
"""Slug of a consultation → its questions."""

LINES = (
    "A bench in the shade from which I can see my grandchildren.",
    "Lights along the path to the bus stop.",
    "A tap for water.",
    "Somewhere dry for us to sit after school.",
    "A swing that my son in his wheelchair can use.",
)


def ask(unit: Work, consultation_id: UUID, slug: str) -> None:
    """Give a consultation its questions, if it has any."""
    if slug not in ASKED:
        return
    set_takes(unit, consultation_id, Takes.BOTH)
    for question in ASKED[slug]:
        add_question(unit, form_owner(consultation_id), "s1", question)


def people(
    rng: Random, slug: str, opens: datetime, until: datetime
) -> Iterator[tuple[datetime, Channel, dict[tuple[str, int], Value]]]:
    """Return when somebody answers, by which channel, and what."""
    for _person in range(PEOPLE if slug in ASKED else 0):
        at = opens + (until - opens) * rng.uniform(0.02, 0.98)
        yield at, rng.choice(CHANNELS), dict(_answers(rng))


def answer(
    session: Session,
    actor: Actor,
    consultation_id: UUID,
    person: tuple[datetime, Channel, dict[tuple[str, int], Value]],
) -> None:
    """Let one of *people* answer."""
    at, channel, answers = person
    with work(session, actor, at) as unit:
        respond(unit, consultation_id, answers, channel=channel)


def _answers(rng: Random) -> Iterator[tuple[tuple[str, int], Value]]:
    yield ("q1", 0), Picks((rng.choice(("c1", "c2", "c2", "c3", "c3", "c4")),))
    yield ("q2", 0), Picks(tuple(sorted(rng.sample(("c1", "c2", "c3", "c4"), rng.randint(1, 3)))))
    if rng.random() < 0.8:  # noqa: PLR2004  four in five share out the money
        yield ("q3", 0), _shares(rng)
    order = ["c1", "c2", "c3"]
    rng.shuffle(order)
    yield ("q4", 0), Order(tuple(order))
    if rng.random() < 0.3:  # noqa: PLR2004  three in ten write something
        yield ("q5", 0), Words(rng.choice(LINES))


def _shares(rng: Random) -> Shares:
    small, trees, benches = (rng.randrange(20, 80, 5) * 1_000_00 for _line in range(3))
    paths = rng.randrange(20, 70, 5) * 1_000_00
    rest = SUM - small - trees - benches - paths
    lines = (small, rest, paths, trees, benches)
    return Shares(tuple((f"c{number}", pence) for number, pence in enumerate(lines, 1)))
