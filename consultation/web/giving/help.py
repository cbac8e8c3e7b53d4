"""The help of the coach on a page of its own, for who writes without scripts; shown once."""

from __future__ import annotations

from typing import Any

from flask.typing import ResponseReturnValue

from consultation.rules.unsent import Step
from consultation.web.giving.answered import led
from consultation.web.giving.coach import help_for, settled
from consultation.web.giving.walk import MANY, Page, Walk, bp, show, take
from foundation.web.access import anyone
from foundation.web.forms import Form
from foundation.web.limits import limiter


def _more(walk: Walk) -> dict[str, Any]:
    return {"help": help_for(walk.named, walk.answers.text), "text": walk.answers.text}


def _read(walk: Walk, _form: Form) -> dict[str, Any]:
    given = help_for(walk.named, walk.answers.text)
    return {"needs_help": False, "answered_by": settled(walk.answers, given)}


PAGE = Page(Step.HELP, Form, lambda _unsent: {}, _read, more=_more)


@bp.get("/help")
@anyone
def help(slug: str) -> ResponseReturnValue:
    """Show what helps with the comment."""
    return show(PAGE, slug)


@bp.post("/help")
@anyone
@limiter.limit(MANY)
def leave_help(slug: str) -> ResponseReturnValue:
    """Note whether an earlier answer is enough, and go there or on."""
    return led(slug, take(PAGE, slug))
