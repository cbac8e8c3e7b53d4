"""What became of each point that somebody made, in their own words and with its proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from consultation.queries.deliveries import DeliveryRow
from consultation.queries.receipts import ReceiptPoint, ToldAnswer
from consultation.rules.deliveries import Delivery
from consultation.rules.dispositions import TERMS, Disposition, Sign
from consultation.rules.words import in_one_line
from consultation.web.disposition_labels import OUTCOMES
from foundation.base.clock import london_day
from foundation.web.words import full_date

LONGEST_QUOTE = 600


@dataclass(frozen=True, slots=True)
class ShownPoint:
    """One point of components/fate_points.html.

    Args:
        word: its fate; *sign* is the shape that stands beside it.
        title: what came of it in a sentence, or what it is about while nothing has.
        why: the reason, where the title does not say it all.
        dates: dated steps, each with a real event behind it.
    """

    word: str
    sign: Sign
    title: str
    quote: str
    people: int
    why: str | None
    proof: str | None
    proof_url: str | None
    answers: tuple[dict[str, Any], ...]
    dates: tuple[tuple[str, date], ...]


def shown_points(points: Sequence[ReceiptPoint], sent_on: date) -> list[ShownPoint]:
    """Return the points of one comment as its author reads them."""
    return [_shown(point, sent_on) for point in points]


def tally(points: Sequence[ShownPoint]) -> list[dict[str, Any]]:
    """Return how many points came to what, with the shape of each."""
    counted = Counter((point.sign, point.word) for point in points)
    return [{"sign": sign, "word": word, "count": count} for (sign, word), count in counted.items()]


def summary(points: Sequence[ReceiptPoint]) -> str:
    """Return one sentence: how many points, and how many of them have been dealt with."""
    made = ngettext("You made %(num)s point.", "You made %(num)s points.", len(points))
    done = sum(point.disposition is not None for point in points)
    if done == len(points):
        rest = ngettext("It has been dealt with.", "All of them have been dealt with.", done)
    elif done:
        rest = ngettext(
            "%(num)s has been dealt with.", "%(num)s of them have been dealt with.", done
        )
    else:
        rest = _("What came of them follows when the council has published its report.")
    return f"{made} {rest}"


def _shown(point: ReceiptPoint, sent_on: date) -> ShownPoint:
    word, sign = _fate(point)
    return ShownPoint(
        word=word,
        sign=sign,
        title=_title(point),
        quote=point.quote[:LONGEST_QUOTE] + ("…" if len(point.quote) > LONGEST_QUOTE else ""),
        people=point.people,
        why=_why(point),
        proof=point.proof_words,
        proof_url=point.proof_url,
        answers=tuple(_answer(each) for each in point.answers),
        dates=tuple(_dates(point, sent_on)),
    )


def _fate(point: ReceiptPoint) -> tuple[str, Sign]:
    if point.disposition:
        return str(OUTCOMES[point.disposition]), TERMS[point.disposition].sign
    if point.reopened_at:
        return str(_("Being looked into again")), Sign.WAITING
    if point.answers:
        return str(_("Answered")), Sign.CHANGED
    return str(_("Being looked into")), Sign.WAITING


def _title(point: ReceiptPoint) -> str:
    """Return the outcome where there is one: the heading says that, and not the process."""
    said = in_one_line(point.reason)
    if point.disposition and said and not _is_no(point.disposition):
        return said
    return point.title or in_one_line(point.quote)[:80]


def _why(point: ReceiptPoint) -> str | None:
    if point.disposition and _is_no(point.disposition):
        return point.reason or None
    return point.reopened_why


def _is_no(disposition: Disposition) -> bool:
    return TERMS[disposition].sign in {Sign.NOT, Sign.PARTLY, Sign.ELSEWHERE}


def _answer(told: ToldAnswer) -> dict[str, Any]:
    by = ", ".join(filter(None, (told.shown_name, told.role_words, told.team)))
    return {
        "text": told.text,
        "source": told.source,
        "by": by,
        "on": london_day(told.told_at),
        "corrected_on": london_day(told.corrected_at) if told.corrected_at else None,
        "reply_ref": told.reply_ref,
    }


def _dates(point: ReceiptPoint, sent_on: date) -> Iterator[tuple[str, date]]:
    yield str(_("Sent")), sent_on
    yield str(_("Read")), london_day(point.made_at)
    for told in point.answers:
        yield str(_("Answered")), london_day(told.told_at)
        if told.corrected_at:
            yield str(_("Answer corrected")), london_day(told.corrected_at)
    if point.reopened_at:
        yield str(_("Opened again")), london_day(point.reopened_at)
    if point.came_at:
        yield str(_("Outcome published")), london_day(point.came_at)
    for entry in point.done:
        yield _delivered(entry), london_day(entry.written_at)


def _delivered(entry: DeliveryRow) -> str:
    words = in_one_line(entry.words)
    match entry.delivery:
        case Delivery.DONE:
            return str(_("Done since %(day)s: %(words)s", day=full_date(entry.day), words=words))
        case Delivery.PROMISED:
            return str(_("Promised by %(day)s: %(words)s", day=full_date(entry.day), words=words))
        case Delivery.NOT_DONE:
            return str(_("Not done: %(words)s", words=words))
