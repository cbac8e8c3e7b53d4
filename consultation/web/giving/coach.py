"""Help while somebody writes: what planners can weigh, and what was answered before.

Nothing of it is stored: neither the text that is sent for advice nor which tips were shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from consultation.queries.already_answered import AnsweredQuestion, already_answered
from consultation.queries.claims import PublicClaim, already_checked
from consultation.queries.named import NamedConsultation
from consultation.rules.coach import advice
from consultation.rules.comments import checked_text, what_is_wrong
from consultation.rules.consultations import ConsultationKind
from consultation.rules.unsent import Unsent
from consultation.web.coach_labels import GOES_TO, GROUNDS, MATTERS, TIPS
from consultation.web.consultations import public_consultation
from consultation.web.giving.walk import MANY, bp
from foundation.base.db import db
from foundation.web.access import anyone
from foundation.web.limits import limiter

MOST_TIPS = 4
"""How many of a kind are shown at once; more would be read by nobody."""


@dataclass(frozen=True, slots=True)
class Tip:
    """Somebody's own words, what they are about, and one sentence that helps."""

    quoted: str
    about: str
    helps: str


@dataclass(frozen=True, slots=True)
class Help:
    """All that is said to one text."""

    points: tuple[Tip, ...] = ()
    elsewhere: tuple[Tip, ...] = ()
    answered: tuple[AnsweredQuestion, ...] = ()
    checked: tuple[PublicClaim, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything to say."""
        return bool(self.points or self.elsewhere or self.answered or self.checked)


@bp.post("/coach")
@anyone
@limiter.limit(MANY)
def coach(slug: str) -> ResponseReturnValue:
    """Answer the part of the page that helps with a text."""
    named = public_consultation(slug)
    given = help_for(named, request.form.get("text", ""))
    return render_template(
        "consultation/giving/_coach.html", help=given, consultation={"slug": slug}
    )


def help_for(named: NamedConsultation, text: str) -> Help:
    """Return what is to be said to *text*; the coach knows planning applications alone."""
    text = checked_text(text)
    if what_is_wrong(text):
        return Help()
    answered = already_answered(db.session(), named.id, text)
    checked = already_checked(db.session(), named.id, text)
    if named.kind is not ConsultationKind.PLANNING_APPLICATION:
        return Help(answered=answered, checked=checked)
    said = advice(text)
    return Help(
        points=_tips(
            Tip(each.quoted, str(GROUNDS[each.ground]), str(TIPS[each.ground]))
            for each in said.points
        ),
        elsewhere=_tips(
            Tip(each.quoted, str(MATTERS[each.matter]), str(GOES_TO[each.matter]))
            for each in said.elsewhere
        ),
        answered=answered,
        checked=checked,
    )


def settled(unsent: Unsent, given: Help) -> tuple[str, ...]:
    """Return which earlier answers are enough, by the button that was pressed last."""
    offered = {each.ref for each in given.answered}
    enough, ask = request.form.get("enough", ""), request.form.get("ask", "")
    kept = [ref for ref in unsent.answered_by if ref in offered - {enough, ask}]
    return (*kept, enough) if enough in offered else tuple(kept)


def _tips(every: Iterable[Tip]) -> tuple[Tip, ...]:
    """Return the first tip about each thing, and not too many."""
    first: dict[str, Tip] = {}
    for tip in every:
        first.setdefault(tip.about, tip)
    return tuple(first.values())[:MOST_TIPS]
