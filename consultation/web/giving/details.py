"""Who says it: a name to show or none; of a formal comment what the law asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask.typing import ResponseReturnValue

from consultation.rules import names
from consultation.rules.representations import checked_signatory
from consultation.rules.unsent import Step, Unsent, is_formal
from consultation.web.forms.giving import DetailsForm
from consultation.web.forms.representations import signatory_in
from consultation.web.giving.lane import shown_choice
from consultation.web.giving.walk import MANY, Page, Walk, bp, show, take
from foundation.accounts.commands.people import plain_address
from foundation.accounts.web.here import current_council
from foundation.base.errors import Invalid
from foundation.web.access import anyone
from foundation.web.limits import limiter


def _read(walk: Walk, form: DetailsForm) -> dict[str, Any]:
    if not is_formal(walk.answers):
        return {"display_name": _shown_name(form)}
    readers: dict[str, Callable[[], object]] = {
        "signatory": lambda: checked_signatory(signatory_in(form), current_council().name),
        "email": lambda: plain_address(form.email.data) if form.email.data else "",
    }
    given: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, read in readers.items():
        try:
            given[name] = read()
        except Invalid as refused:
            wrong |= refused.fields
    if wrong:
        raise Invalid(fields=wrong)
    return given


def _shown_name(form: DetailsForm) -> str:
    name = names.shown_name(form.display_name.data)
    wrong = names.what_is_wrong(name, current_council().name) if name else None
    if wrong:
        raise Invalid(wrong, fields={"display_name": wrong})
    return name or ""


def _filled(unsent: Unsent) -> dict[str, Any]:
    who = unsent.signatory
    return {
        "display_name": unsent.display_name,
        "name": who.name,
        "address": who.address,
        "postcode": who.postcode,
        "email": unsent.email,
    }


PAGE = Page(
    Step.DETAILS,
    DetailsForm,
    _filled,
    _read,
    more=lambda walk: {"lane": shown_choice(walk.named, walk.answers)},
)


@bp.get("/details")
@anyone
def details(slug: str) -> ResponseReturnValue:
    """Ask who says it."""
    return show(PAGE, slug)


@bp.post("/details")
@anyone
@limiter.limit(MANY)
def answer_details(slug: str) -> ResponseReturnValue:
    """Keep who says it."""
    return take(PAGE, slug)
