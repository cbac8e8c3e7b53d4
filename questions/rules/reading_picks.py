"""Read what was picked, and what was put in order."""

from __future__ import annotations

from foundation.base.words import say
from foundation.base.written import in_one_line, says_something
from questions.rules.conditions import OTHER
from questions.rules.forms import Question
from questions.rules.sent import Sent, every, first, wrong
from questions.rules.values import Order, Picks

LONGEST_OTHER = 250


def one(question: Question, sent: Sent, name: str) -> Picks | None:
    """Return the one choice."""
    picked = every(sent, name)
    if len(picked) > 1:
        raise wrong(name, say("Choose one of these."))
    return _picks(question, sent, name, picked)


def several(question: Question, sent: Sent, name: str) -> Picks | None:
    """Return the choices in the form's order."""
    picks = _picks(question, sent, name, every(sent, name))
    if picks is None:
        return None
    count = len(picks.codes) + bool(picks.other)
    fewest, most = question.limits.fewest or 0, question.limits.most
    if most and count > most:
        raise wrong(
            name, say("You have picked {count}. Pick at most {most}.", count=count, most=most)
        )
    if count < fewest:
        raise wrong(
            name,
            say("You have picked {count}. Pick at least {fewest}.", count=count, fewest=fewest),
        )
    return picks


def _picks(question: Question, sent: Sent, name: str, picked: list[str]) -> Picks | None:
    known = [choice.code for choice in question.choices]
    allowed = {*known, OTHER} if question.offers_other else set(known)
    if not set(picked) <= allowed:
        raise wrong(name, say("Choose one of these."))
    if not picked:
        return None
    other = _other(sent, name) if OTHER in picked else ""
    return Picks(tuple(code for code in known if code in picked), other)


def _other(sent: Sent, name: str) -> str:
    text = in_one_line(first(sent, f"{name}-other"))
    if not says_something(text):
        raise wrong(f"{name}-other", say("Say what else."))
    if len(text) > LONGEST_OTHER:
        raise wrong(f"{name}-other", say("Use at most {most} characters.", most=LONGEST_OTHER))
    return text


def order(question: Question, sent: Sent, name: str) -> Order | None:
    """Return the choices from first to last; a form may ask for the first few alone.

    Each choice is sent with the place that it was given, 1 for the first.
    """
    given = {choice.code: first(sent, f"{name}-{choice.code}") for choice in question.choices}
    places = {code: place for code, place in given.items() if place}
    if not places:
        return None
    wanted = question.limits.most or len(question.choices)
    by_place: dict[str, str] = {}
    for code, place in places.items():
        if place not in {str(number) for number in range(1, wanted + 1)}:
            raise wrong(f"{name}-{code}", say("Choose a place from 1 to {last}.", last=wanted))
        if place in by_place:
            raise wrong(
                f"{name}-{code}", say("Place {place} is there twice. Give it once.", place=place)
            )
        by_place[place] = code
    for number in range(1, wanted + 1):
        if str(number) not in by_place:
            raise wrong(
                f"{name}-{_without_place(question, places)}",
                say("Nothing has place {place} yet.", place=str(number)),
            )
    return Order(tuple(by_place[str(number)] for number in range(1, wanted + 1)))


def _without_place(question: Question, places: dict[str, str]) -> str:
    return next(choice.code for choice in question.choices if choice.code not in places)
