"""What an officer types as a question, checked before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from foundation.base.errors import Invalid
from foundation.base.words import Said, say
from foundation.base.written import cleaned, in_one_line, same_words, says_something
from questions.rules.forms import Choice, Form, Limits, Question
from questions.rules.kinds import PICKED, TEXTS, WITH_CHOICES, Kind
from questions.rules.money import pounds
from questions.rules.reading_numbers import HIGHEST, LOWEST
from questions.rules.reading_words import LONGEST, MOST_FILES

LONGEST_QUESTION = 300
LONGEST_HINT = 500
LONGEST_CHOICE = 200
MOST_CHOICES = 40
MOST_QUESTIONS = 100
MOST_STEPS = 11
FEWEST_CHOICES = 2
MOST_TOTAL = 10**13

USED: dict[Kind, frozenset[str]] = {
    Kind.SHORT_TEXT: frozenset({"most_characters", "most_words"}),
    Kind.LONG_TEXT: frozenset({"most_characters", "most_words"}),
    Kind.ONE: frozenset(),
    Kind.PICTURE: frozenset(),
    Kind.SEVERAL: frozenset({"fewest", "most"}),
    Kind.SCALE: frozenset({"lowest", "highest", "low_words", "high_words"}),
    Kind.RANKING: frozenset({"most"}),
    Kind.NUMBER: frozenset({"lowest", "highest"}),
    Kind.DATE: frozenset({"earliest", "latest"}),
    Kind.PLACE: frozenset(),
    Kind.BUDGET: frozenset({"total", "may_leave"}),
    Kind.FILE: frozenset({"most"}),
}
"""The limits that mean something for a kind; what else was typed is dropped with its kind."""


def checked_question(question: Question) -> Question:
    """Return a question as it will be stored.

    Raises:
        Invalid: with one sentence for each field that cannot stay as it is.
    """
    tidy = _tidied(question)
    wrong: Mapping[str, Said | None] = {
        "words": _wrong_text(tidy.words, LONGEST_QUESTION, is_needed=True),
        "hint": _wrong_text(tidy.hint, LONGEST_HINT, is_needed=False),
        "choices": _wrong_choices(tidy),
        **_wrong_limits(tidy),
    }
    fields = {name: sentence for name, sentence in wrong.items() if sentence}
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return tidy


def check_length(form: Form) -> None:
    """Refuse a form that has as many questions as anybody should be asked.

    Raises:
        Invalid: there is no room for one more.
    """
    if len(form.asks) >= MOST_QUESTIONS:
        raise Invalid(say("There can be at most {most} questions.", most=MOST_QUESTIONS))


def _tidied(question: Question) -> Question:
    choices = tuple(
        _tidy_choice(choice, question.kind)
        for choice in question.choices
        if question.kind in WITH_CHOICES and says_something(choice.words)
    )
    return replace(
        question,
        words=in_one_line(question.words),
        hint=cleaned(question.hint),
        choices=choices,
        offers_other=question.offers_other and question.kind in PICKED - {Kind.PICTURE},
        limits=_tidy_limits(question.limits, USED[question.kind]),
    )


def _tidy_limits(limits: Limits, used: frozenset[str]) -> Limits:
    known = {name: getattr(limits, name) for name in used}
    ends = {name: in_one_line(known[name]) for name in used & {"low_words", "high_words"}}
    return Limits(**{**known, **ends})


def _tidy_choice(choice: Choice, kind: Kind) -> Choice:
    is_line, is_picture = kind is Kind.BUDGET, kind is Kind.PICTURE
    return Choice(
        choice.code,
        in_one_line(choice.words),
        least=choice.least if is_line else 0,
        most=choice.most if is_line else None,
        picture=choice.picture.strip() if is_picture else "",
        alt=in_one_line(choice.alt) if is_picture else "",
    )


def _wrong_text(text: str, most: int, *, is_needed: bool) -> Said | None:
    if is_needed and not says_something(text):
        return say("Write the question.")
    if len(text) > most:
        return say("This has {count} characters. Use at most {most}.", count=len(text), most=most)
    return None


def _wrong_choices(question: Question) -> Said | None:
    if question.kind not in WITH_CHOICES:
        return None
    choices = question.choices
    if not FEWEST_CHOICES <= len(choices) <= MOST_CHOICES:
        return say(
            "Give from {fewest} to {most} choices.", fewest=FEWEST_CHOICES, most=MOST_CHOICES
        )
    if len({same_words(choice.words) for choice in choices}) < len(choices):
        return say("Two choices say the same. Change one of them.")
    if any(len(choice.words) > LONGEST_CHOICE for choice in choices):
        return say("Use at most {most} characters for a choice.", most=LONGEST_CHOICE)
    if question.kind is Kind.PICTURE:
        return _wrong_pictures(choices)
    return _wrong_lines(question) if question.kind is Kind.BUDGET else None


def _wrong_pictures(choices: tuple[Choice, ...]) -> Said | None:
    if not all(choice.picture.startswith("/") and choice.picture[1:2] != "/" for choice in choices):
        return say("Choose a picture for each choice, from the documents of this consultation.")
    if not all(says_something(choice.alt) for choice in choices):
        return say("Say what each picture shows, for people who cannot see it.")
    return None


def _wrong_lines(question: Question) -> Said | None:
    for line in question.choices:
        if line.most is not None and line.most < line.least:
            return say("{line}: the most has to be at least the least.", line=line.words)
    total = question.limits.total or 0
    least = sum(line.least for line in question.choices)
    if least > total:
        return say(
            "The lines need {least} together, which is more than there is to share out.",
            least=pounds(least),
        )
    room = [line.most for line in question.choices]
    full = sum(most for most in room if most is not None)
    if None not in room and full < total and not question.limits.may_leave:
        return say(
            "The lines can take {full} together, which is less than there is to share out.",
            full=pounds(full),
        )
    return None


def _wrong_limits(question: Question) -> dict[str, Said | None]:
    limits, kind = question.limits, question.kind
    if kind in TEXTS:
        return {"most_characters": _not_within(limits.most_characters, LONGEST[kind])}
    if kind is Kind.BUDGET:
        return {"total": _wrong_total(limits.total)}
    if kind is Kind.SCALE:
        return {"highest": _wrong_scale(limits)}
    if kind is Kind.FILE:
        return {"most": _not_within(limits.most, MOST_FILES)}
    if kind in {Kind.SEVERAL, Kind.RANKING}:
        room = len(question.choices) + question.offers_other
        return {
            "most": _not_within(limits.most, room),
            "fewest": _not_within(limits.fewest, limits.most or room),
        }
    return {
        "highest": _turned_round(limits.lowest, limits.highest),
        "latest": _turned_round(limits.earliest, limits.latest),
    }


def _wrong_total(total: int | None) -> Said | None:
    if not total or total > MOST_TOTAL:
        return say("Enter the sum to share out in pounds, such as 340,000.")
    return None


def _wrong_scale(limits: Limits) -> Said | None:
    lowest = LOWEST if limits.lowest is None else limits.lowest
    highest = HIGHEST if limits.highest is None else limits.highest
    whole = lowest == int(lowest) and highest == int(highest)
    if not whole or not Decimal(1) <= highest - lowest <= MOST_STEPS - 1:
        return say("Give a scale whole numbers, with from 2 to {most} steps.", most=MOST_STEPS)
    return None


def _not_within(wanted: int | None, most: int) -> Said | None:
    if wanted is not None and not 1 <= wanted <= most:
        return say("Enter a whole number from 1 to {most}.", most=most)
    return None


def _turned_round(low: object, high: object) -> Said | None:
    if low is not None and high is not None and low > high:  # type: ignore[operator]  # same kind
        return say("This has to be at least the one before it.")
    return None
