"""What it is about."""

from __future__ import annotations

from typing import Any

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.queries.named import own_topics
from consultation.rules.comments import MOST_TOPICS
from consultation.rules.unsent import Step
from consultation.web.forms.giving import TopicsForm
from consultation.web.giving.walk import MANY, Page, Walk, bp, show, take
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.web.access import anyone
from foundation.web.limits import limiter


def _offer(walk: Walk, form: TopicsForm) -> None:
    form.offer(own_topics(db.session(), walk.named.id).items())


def _read(_walk: Walk, form: TopicsForm) -> dict[str, Any]:
    chosen = tuple(dict.fromkeys(form.topics.data or ()))
    if not set(chosen) <= {choice.value for choice in form.topics.choices}:
        raise _wrong(_("This consultation has no such topic."))
    if len(chosen) > MOST_TOPICS:
        raise _wrong(_("Choose at most %(most)s topics.", most=MOST_TOPICS))
    return {"topics": chosen}


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence, fields={"topics": sentence})


PAGE = Page(
    Step.TOPICS, TopicsForm, lambda unsent: {"topics": list(unsent.topics)}, _read, offer=_offer
)


@bp.get("/topics")
@anyone
def topics(slug: str) -> ResponseReturnValue:
    """Ask for the topics."""
    return show(PAGE, slug)


@bp.post("/topics")
@anyone
@limiter.limit(MANY)
def answer_topics(slug: str) -> ResponseReturnValue:
    """Keep the topics."""
    return take(PAGE, slug)
