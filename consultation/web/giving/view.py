"""The first question: what somebody thinks of it, or that they ask or suggest something."""

from __future__ import annotations

from typing import Any

from flask.typing import ResponseReturnValue

from consultation.rules.marks import Mark
from consultation.rules.unsent import Step
from consultation.web.forms.giving import ViewForm
from consultation.web.giving.walk import MANY, Page, Walk, bp, show, take
from foundation.web.access import anyone
from foundation.web.limits import limiter


def _read(_walk: Walk, form: ViewForm) -> dict[str, Any]:
    return {"mark": Mark(form.view.data)}


PAGE = Page(Step.VIEW, ViewForm, lambda unsent: {"view": unsent.mark and unsent.mark.value}, _read)


@bp.get("/view")
@anyone
def view(slug: str) -> ResponseReturnValue:
    """Ask for the view."""
    return show(PAGE, slug)


@bp.post("/view")
@anyone
@limiter.limit(MANY)
def answer_view(slug: str) -> ResponseReturnValue:
    """Keep the view."""
    return take(PAGE, slug)
