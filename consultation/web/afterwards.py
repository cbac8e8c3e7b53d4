"""Write down what was decided, appeals, and what was done at last."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import SelectChoice

from consultation.commands.afterwards import write_down
from consultation.queries.afterwards import afterwards_of
from consultation.queries.consultations import ConsultationPage
from consultation.rules.access import Can
from consultation.rules.afterwards import RESULTS, Happening, Result, choices, is_planning
from consultation.web.afterwards_labels import HAPPENINGS, RESULTS_SAID, said
from consultation.web.forms.afterwards import AfterwardsForm
from consultation.web.forms.issues import number as read_number
from consultation.web.forms.views import refused
from consultation.web.setup import staff_page
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now

bp = Blueprint("afterwards", __name__, url_prefix="/desk/consultations/<slug>/afterwards")


@bp.get("")
@allow(Can.DECISION_WRITE)
def page(slug: str) -> ResponseReturnValue:
    """Show what is written down, and the form for what comes next."""
    return _page(staff_page(slug), AfterwardsForm(formdata=None), {})


@bp.post("")
@allow(Can.DECISION_WRITE)
def write(slug: str) -> ResponseReturnValue:
    """Write it down; everybody who took part is told."""
    found, form = staff_page(slug), AfterwardsForm()
    try:
        draft = form.draft()
        with work(db.session(), actor(), now()) as unit:
            write_down(unit, found.id, draft, seen=read_number(form.seen.data))
    except (Invalid, Conflict) as wrong:
        fields = wrong.fields or ({"happening": wrong.sentence} if not form.errors else {})
        return _page(found, form, refused(form, fields)), wrong.status
    flash(_("Written down. Everybody who took part and left an address is told."))
    return redirect(url_for(".page", slug=slug), 303)


def _page(found: ConsultationPage, form: AfterwardsForm, problems: dict[str, str]) -> str:
    rows = afterwards_of(db.session(), found.id)
    offered = choices(found.status, found.kind, [row.happening for row in rows])
    results = [
        each
        for each in Result
        if is_planning(found.kind) and any(each in RESULTS[one] for one in offered)
    ]
    form.happening.choices = [SelectChoice(each.value, HAPPENINGS[each]) for each in offered]
    form.result.choices = [SelectChoice(each.value, RESULTS_SAID[each]) for each in results]
    if len(offered) == 1:
        form.happening.data = offered[0].value
    form.seen.process_data(str(rows[-1].number if rows else 0))
    decides = {Happening.DECIDED, Happening.APPEAL_DECIDED} & set(offered)
    return render_template(
        "consultation/afterwards/page.html",
        consultation=found,
        rows=[(row, said(row)) for row in rows],
        form=form,
        problems=problems,
        offered=offered,
        has_results=bool(results),
        has_conditions=bool(decides),
    )
