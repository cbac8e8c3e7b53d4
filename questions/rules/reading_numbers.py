"""Read numbers, points on a scale, days, and how a sum is shared out."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from foundation.base.words import say
from questions.rules.forms import Choice, Question
from questions.rules.money import pounds, read_pounds
from questions.rules.sent import Sent, first, wrong
from questions.rules.values import Day, Number, Shares

NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,4})?", re.ASCII)
"""Nine digits before the point and four after it are kept exactly by both databases."""

LOWEST, HIGHEST = Decimal(1), Decimal(5)
"""The ends of a scale that names none."""


def number(question: Question, sent: Sent, name: str) -> Number | None:
    """Return the number; commas between thousands are fine."""
    typed = first(sent, name).replace(",", "").replace(" ", "")
    if not typed:
        return None
    if not NUMBER.fullmatch(typed):
        raise wrong(name, say("Enter a number, such as 12 or 3.5."))
    return Number(_between(Decimal(typed), question, name))


def scale(question: Question, sent: Sent, name: str) -> Number | None:
    """Return the point of the scale."""
    typed = first(sent, name)
    if not typed:
        return None
    if typed not in {str(step) for step in steps(question)}:
        raise wrong(name, say("Choose one of these."))
    return Number(Decimal(typed))


def steps(question: Question) -> range:
    """Return the points of a scale."""
    lowest = question.limits.lowest if question.limits.lowest is not None else LOWEST
    highest = question.limits.highest if question.limits.highest is not None else HIGHEST
    return range(int(lowest), int(highest) + 1)


def _between(value: Decimal, question: Question, name: str) -> Decimal:
    lowest, highest = question.limits.lowest, question.limits.highest
    if lowest is not None and value < lowest:
        raise wrong(name, say("This has to be {lowest} or more.", lowest=str(lowest)))
    if highest is not None and value > highest:
        raise wrong(name, say("This has to be {highest} or less.", highest=str(highest)))
    return value


def day(question: Question, sent: Sent, name: str) -> Day | None:
    """Return the day that stands in three boxes."""
    parts = [first(sent, f"{name}-{part}") for part in ("day", "month", "year")]
    if not any(parts):
        return None
    try:
        of_month, month, year = (int(part) for part in parts if re.fullmatch(r"[0-9]{1,4}", part))
        on = date(year, month, of_month)
    except ValueError:
        sentence = say("Enter a day, a month and a year, for example 24 12 2026.")
        raise wrong(f"{name}-day", sentence) from None
    earliest, latest = question.limits.earliest, question.limits.latest
    if earliest and on < earliest:
        raise wrong(f"{name}-day", say("This has to be {day} or later.", day=earliest.isoformat()))
    if latest and on > latest:
        raise wrong(f"{name}-day", say("This has to be {day} or earlier.", day=latest.isoformat()))
    return Day(on)


def shares(question: Question, sent: Sent, name: str) -> Shares | None:
    """Return the pence for each line; a line that is left empty gets nothing.

    Nothing at all is no answer.
    """
    typed = [first(sent, f"{name}-{line.code}") for line in question.choices]
    if not any(typed):
        return None
    given = [
        (line.code, _share(line, text, f"{name}-{line.code}"))
        for line, text in zip(question.choices, typed, strict=True)
    ]
    total, shared = question.limits.total or 0, sum(pence for _, pence in given)
    if shared > total:
        raise wrong(
            name,
            say(
                "You have shared out {shared} of {total}. Take back {over}.",
                shared=pounds(shared),
                total=pounds(total),
                over=pounds(shared - total),
            ),
        )
    if shared < total and not question.limits.may_leave:
        raise wrong(
            name,
            say(
                "You have shared out {shared} of {total}. Share out {left} more.",
                shared=pounds(shared),
                total=pounds(total),
                left=pounds(total - shared),
            ),
        )
    return Shares(tuple(given))


def _share(line: Choice, typed: str, name: str) -> int:
    pence = read_pounds(typed) if typed else 0
    if pence is None:
        raise wrong(name, say("Enter an amount in pounds, such as 20,000."))
    if pence < line.least:
        raise wrong(
            name, say("{line} needs {least} or more.", line=line.words, least=pounds(line.least))
        )
    if line.most is not None and pence > line.most:
        raise wrong(
            name,
            say("{line} can have {most} at most.", line=line.words, most=pounds(line.most)),
        )
    return pence
