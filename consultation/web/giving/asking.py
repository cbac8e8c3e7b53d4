"""The consultation's own questions, as far as somebody who gives a view has come with them."""

from __future__ import annotations

from consultation.queries.named import NamedConsultation
from consultation.rules.takes import Takes, form_owner
from consultation.rules.unsent import Unsent
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from questions.queries.forms import asks_anything, open_version
from questions.rules.forms import Form
from questions.rules.values import Value, from_text
from questions.rules.walking import missing, pages


def taken_in(named: NamedConsultation) -> Takes:
    """Return what a consultation takes in now; one that asks nothing takes comments alone."""
    if not named.takes.has_questions:
        return named.takes
    is_asked = asks_anything(db.session(), current_council().id, form_owner(named.id))
    return named.takes if is_asked else Takes.DIALOGUE


def open_form(named: NamedConsultation) -> Form:
    """Return what is asked now; nothing where nothing is."""
    version = open_version(db.session(), current_council().id, form_owner(named.id))
    return version.form if version else Form()


def replies(unsent: Unsent) -> dict[tuple[str, int], Value]:
    """Return the answers so far."""
    return from_text(unsent.replies)


def page_names(named: NamedConsultation, unsent: Unsent) -> list[str]:
    """Return the names of the pages in order."""
    return [page.name for page in pages(open_form(named), replies(unsent))]


def left(form: Form, unsent: Unsent) -> str | None:
    """Return the name of the first page that somebody has still to go through, or None."""
    answers = replies(unsent)
    waiting = set(missing(form, answers))
    for page in pages(form, answers):
        needs = {(question.code, page.turn) for question in page.questions}
        if page.name not in unsent.been or needs & waiting:
            return page.name
    return None
