"""Put what was ticked in the queue into an issue."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import SelectChoice

from consultation.commands.queue import chosen
from consultation.queries.queue import queue_rows
from consultation.queries.queue_choices import joinable_issues
from consultation.web.forms.issues import GatherForm
from consultation.web.queue_filters import AskedQueue
from consultation.web.queue_shown import shown_row
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.work import work
from foundation.web.current import actor, now


def join_page(refs: list[str], asked: AskedQueue) -> ResponseReturnValue:
    """Ask into which issue the comments go; the page of issues does the rest.

    Raises:
        Invalid: nothing was ticked, or comments of several consultations.
        NotFound: one of them is not there.
    """
    session = db.session()
    with work(session, actor(), now()) as unit:
        comments = chosen(unit, refs)
    if len(comments) > 1:
        raise Invalid("An issue belongs to one consultation. Tick comments of one only.")
    ((consultation_id, ids),) = comments.items()
    rows = [shown_row(row, asked.queue.today) for row in queue_rows(session, ids)]
    form = GatherForm(formdata=None)
    form.into.choices = [
        SelectChoice("", _("A new issue")),
        *(
            SelectChoice(str(number), f"{number}: {title}")
            for number, title in joinable_issues(session, consultation_id)
        ),
    ]
    return render_template(
        "consultation/queue/join.html", rows=rows, form=form, slug=rows[0].slug, back=asked.url()
    )
