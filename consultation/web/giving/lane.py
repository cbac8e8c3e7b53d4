"""The two lanes of giving a view, one tap apart: a formal comment, or an informal one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import redirect, request
from flask.typing import ResponseReturnValue

from consultation.queries.named import NamedConsultation
from consultation.rules.comments import Lane
from consultation.rules.representations import LONGEST_ADDRESS, first_lane
from consultation.rules.unsent import Step, Unsent, is_formal
from consultation.web.cards import last_day
from consultation.web.consultations import public_consultation
from consultation.web.filters import one_of
from consultation.web.giving.walk import CHANGE, MANY, bp, closed_now, save, to, what_is_kept
from consultation.web.labels import PUBLISHED
from foundation.accounts.rules.authorities import Publishing
from foundation.accounts.rules.correspondents import Signatory
from foundation.accounts.web.here import current_council
from foundation.web.access import anyone
from foundation.web.limits import limiter
from foundation.web.visitor import stay_known

LONGEST_TYPED = 4 * LONGEST_ADDRESS
"""What is typed is kept unread on the way to the other lane, but not without end."""


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """In which lane somebody is, where there is another (consultation/giving/_lane.html).

    Args:
        published: what of a formal comment everybody can read, in a sentence.
        hides_some: part of a formal comment is published, and part is not.
        is_withheld: this one is formal, and not even its words are published.
        is_late: the last day has passed.
    """

    is_formal: bool
    published: str
    hides_some: bool
    is_withheld: bool
    is_late: bool
    closes_on: date | None


def shown_choice(named: NamedConsultation, unsent: Unsent | None = None) -> ShownChoice | None:
    """Return the lane of what was begun, or of what would be; None where there is only one."""
    if first_lane(named.kind) is Lane.DIALOGUE:
        return None
    formal = is_formal(unsent) if unsent else True
    publishing = current_council().publishing
    return ShownChoice(
        is_formal=formal,
        published=str(PUBLISHED[publishing]),
        hides_some=publishing in {Publishing.NAME_ONLY, Publishing.NEITHER},
        is_withheld=formal and publishing is Publishing.NOTHING,
        is_late=named.is_over,
        closes_on=last_day(named.closes_at),
    )


@bp.post("/lane")
@anyone
@limiter.limit(MANY)
def change_lane(slug: str) -> ResponseReturnValue:
    """Go over to the other lane with all that was typed, and ask for its details."""
    named = public_consultation(slug)
    wanted = one_of(Lane, request.form.get("lane"))
    kept = what_is_kept(named)
    if not named.may_comment:
        return closed_now(named, kept), 409
    stay_known()
    if wanted and wanted in {Lane.DIALOGUE, first_lane(named.kind)}:
        save(named, Step.DETAILS, {**_typed(), "lane": wanted})
    return redirect(to(slug, Step.DETAILS, is_change=CHANGE in request.args), 303)


def _typed() -> dict[str, Any]:
    """Return what the page of the details sends along, unread; other pages send nothing of it."""
    typed = {name: value[:LONGEST_TYPED] for name, value in request.form.items()}
    given: dict[str, Any] = {}
    if "display_name" in typed:
        given["display_name"] = typed["display_name"]
    if "name" in typed:
        who = (typed.get(name, "") for name in ("name", "address", "postcode"))
        given |= {"signatory": Signatory(*who), "email": typed.get("email", "")}
    return given
