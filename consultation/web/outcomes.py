"""What was asked, said and done, in the words of a card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from consultation.queries.outcomes import CHANGES, OutcomeCard
from consultation.rules.deliveries import Delivery
from consultation.rules.dispositions import TERMS, Sign
from foundation.base.clock import london_day
from foundation.web.current import now
from foundation.web.words import full_date, label, number

SIGNS = {Delivery.DONE: Sign.CHANGED, Delivery.PROMISED: Sign.WAITING, Delivery.NOT_DONE: Sign.NOT}


@dataclass(frozen=True, slots=True)
class ShownOutcome:
    """One card of changes/_outcomes.html; ``is_no`` tints it, its size stays the same.

    Args:
        state: how far the doing is, with *sign* as its shape; None where nothing is said of it.
        overdue: the promise that was not kept, in a sentence.
    """

    card: OutcomeCard
    told_on: date
    said: str
    heading: str
    is_no: bool
    outcome: str
    outcome_sign: Sign
    state: str | None
    sign: Sign | None
    overdue: str | None


def shown_outcome(card: OutcomeCard) -> ShownOutcome:
    """Return one card in words; what is only promised is not called done."""
    is_no = card.disposition not in CHANGES or card.delivery is Delivery.NOT_DONE
    return ShownOutcome(
        card=card,
        told_on=london_day(card.told_at),
        said=_said(card),
        heading=_heading(card, is_no=is_no),
        is_no=is_no,
        outcome=label(card.disposition),
        outcome_sign=TERMS[card.disposition].sign,
        state=_state(card),
        sign=SIGNS[card.delivery] if card.delivery else None,
        overdue=_overdue(card),
    )


def _said(card: OutcomeCard) -> str:
    return str(
        ngettext(
            "%(n)s person spoke about this.",
            "%(n)s people spoke about this.",
            card.people,
            n=number(card.people),
        )
    )


def _heading(card: OutcomeCard, *, is_no: bool) -> str:
    if is_no:
        return str(_("What we decided"))
    return str(_("We will")) if card.delivery is Delivery.PROMISED else str(_("We did"))


def _state(card: OutcomeCard) -> str | None:
    match card.delivery:
        case Delivery.DONE:
            return str(_("Done, since %(day)s", day=full_date(card.day)))
        case Delivery.PROMISED:
            return str(_("Promised by %(day)s", day=full_date(card.day)))
        case Delivery.NOT_DONE:
            return str(_("Not done"))
        case _:
            return None


def _overdue(card: OutcomeCard) -> str | None:
    if card.delivery is Delivery.PROMISED and card.day and card.day < london_day(now()):
        return str(_("This was due and is not done yet."))
    return None
