"""The name to show with a comment, or none."""

from __future__ import annotations

from typing import Any

from flask.typing import ResponseReturnValue

from consultation.rules import names
from consultation.rules.unsent import Step
from consultation.web.forms.giving import DetailsForm
from consultation.web.giving.walk import MANY, Page, Walk, bp, show, take
from foundation.accounts.web.here import current_council
from foundation.base.errors import Invalid
from foundation.web.access import anyone
from foundation.web.limits import limiter


def _read(_walk: Walk, form: DetailsForm) -> dict[str, Any]:
    name = names.shown_name(form.display_name.data)
    wrong = names.what_is_wrong(name, current_council().name) if name else None
    if wrong:
        raise Invalid(wrong, fields={"display_name": wrong})
    return {"display_name": name or ""}


PAGE = Page(Step.DETAILS, DetailsForm, lambda unsent: {"display_name": unsent.display_name}, _read)


@bp.get("/details")
@anyone
def details(slug: str) -> ResponseReturnValue:
    """Ask for the name to show."""
    return show(PAGE, slug)


@bp.post("/details")
@anyone
@limiter.limit(MANY)
def answer_details(slug: str) -> ResponseReturnValue:
    """Keep the name to show."""
    return take(PAGE, slug)
