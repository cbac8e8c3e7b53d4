"""The words themselves."""

from __future__ import annotations

from typing import Any

from flask.typing import ResponseReturnValue

from consultation.rules.comments import LONGEST_TEXT, checked_text, what_is_wrong
from consultation.rules.consultations import ConsultationKind
from consultation.rules.unsent import Step
from consultation.web.forms.giving import CommentForm
from consultation.web.giving.answered import led
from consultation.web.giving.coach import help_for, settled
from consultation.web.giving.walk import MANY, Page, Walk, bp, show, take
from foundation.base.errors import Invalid
from foundation.web.access import anyone
from foundation.web.limits import limiter


def _read(walk: Walk, form: CommentForm) -> dict[str, Any]:
    text = checked_text(form.text.data or "")
    wrong = what_is_wrong(text)
    if wrong:
        raise Invalid(wrong, fields={"text": wrong})
    given = help_for(walk.named, text)
    was_helped = bool(form.coached.data) or Step.HELP in walk.answers.done
    return {
        "text": text,
        "needs_help": bool(given) and not was_helped,
        "offered": tuple(each.ref for each in given.answered),
        "answered_by": settled(walk.answers, given),
    }


def _more(walk: Walk) -> dict[str, Any]:
    is_planning = walk.named.kind is ConsultationKind.PLANNING_APPLICATION
    given = help_for(walk.named, walk.answers.text)
    return {"longest": LONGEST_TEXT, "is_planning": is_planning, "help": given}


PAGE = Page(
    Step.COMMENT,
    CommentForm,
    lambda unsent: {"text": unsent.text},
    _read,
    more=_more,
)


@bp.get("/comment")
@anyone
def comment(slug: str) -> ResponseReturnValue:
    """Ask for the comment."""
    return show(PAGE, slug)


@bp.post("/comment")
@anyone
@limiter.limit(MANY)
def answer_comment(slug: str) -> ResponseReturnValue:
    """Keep the comment; an answer that is enough is shown instead of the next question."""
    return led(slug, take(PAGE, slug))
