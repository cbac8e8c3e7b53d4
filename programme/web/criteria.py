"""What submissions are scored on: write criteria, and freeze them."""

from __future__ import annotations

import re

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _later
from govuk_frontend_wtf.wtforms_widgets import GovTextArea, GovTextInput
from wtforms import HiddenField, StringField, TextAreaField

from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.words import say
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.forms import TRIMMED, Form, refused
from programme.commands.criteria import freeze_criteria, remove_criterion, write_criterion
from programme.queries.challenges import ChallengePage
from programme.queries.criteria import criteria_page
from programme.rules.access import Can
from programme.rules.criteria import REFUSALS, Criterion, WhyNot
from programme.web.asked import asked_challenge

bp = Blueprint("criteria", __name__, url_prefix="/programme/challenges/<slug>/criteria")

_PERCENT = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?\s*%?", re.ASCII)


class CriterionForm(Form):
    """One criterion, with one line for each mark."""

    code = HiddenField()
    title = StringField(_later("Criterion"), widget=GovTextInput(), filters=TRIMMED)
    weight = StringField(_later("Weight in percent"), widget=GovTextInput(), filters=TRIMMED)
    anchors = TextAreaField(_later("What each mark means"), widget=GovTextArea(), filters=TRIMMED)
    least = StringField(_later("Least mark that passes"), widget=GovTextInput(), filters=TRIMMED)


@bp.get("")
@allow(Can.CHALLENGE_WRITE)
def every(slug: str) -> ResponseReturnValue:
    """Show the criteria, and the form for one more or for the one that is to change."""
    found = asked_challenge(slug)
    asked = request.args.get("change", "")
    known = criteria_page(db.session(), found.id, now()).criteria
    chosen = next((each for each in known if each.code == asked), None)
    return _page(found, CriterionForm(data=_filled(chosen)), {})


@bp.post("")
@allow(Can.CHALLENGE_WRITE)
def write(slug: str) -> ResponseReturnValue:
    """Add a criterion, or change one."""
    found, form = asked_challenge(slug), CriterionForm()
    try:
        if not form.validate():
            raise Invalid
        with work(db.session(), actor(), now()) as unit:
            write_criterion(unit, found.id, _criterion(form))
    except (Invalid, Conflict) as wrong:
        return _page(found, form, refused(form, _fields(wrong))), wrong.status
    return _done(slug, _("Saved."))


@bp.post("/remove")
@allow(Can.CHALLENGE_WRITE)
def remove(slug: str) -> ResponseReturnValue:
    """Take a criterion out."""
    found = asked_challenge(slug)
    try:
        with work(db.session(), actor(), now()) as unit:
            remove_criterion(unit, found.id, request.form.get("code", ""))
    except Conflict as wrong:
        form = CriterionForm(formdata=None)
        return _page(found, form, refused(form, {"criteria": wrong.sentence})), wrong.status
    return _done(slug, _("Removed."))


@bp.post("/freeze")
@allow(Can.CHALLENGE_WRITE)
def freeze(slug: str) -> ResponseReturnValue:
    """Freeze the criteria; nobody can change them after that."""
    found = asked_challenge(slug)
    try:
        with work(db.session(), actor(), now()) as unit:
            freeze_criteria(unit, found.id)
    except (Invalid, Conflict) as wrong:
        form = CriterionForm(formdata=None)
        return _page(found, form, refused(form, {"criteria": wrong.sentence})), wrong.status
    return _done(slug, _("Frozen. Firms are scored by these criteria and no others."))


def _criterion(form: CriterionForm) -> Criterion:
    anchors = tuple(line.strip() for line in form.anchors.data.splitlines() if line.strip())
    least = form.least.data or "0"
    if not re.fullmatch(r"[0-9]{1,2}", least, re.ASCII):
        wrong = REFUSALS[WhyNot.LEAST_NOT_ON_SCALE]
        raise Invalid(wrong, fields={"least": wrong})
    return Criterion(
        form.code.data or "",
        form.title.data,
        _basis_points(form.weight.data),
        anchors,
        len(anchors) - 1,
        int(least),
    )


def _basis_points(typed: str) -> int:
    found = _PERCENT.fullmatch(typed)
    if found is None:
        wrong = say("Enter a weight in percent, such as 40 or 12.5.")
        raise Invalid(wrong, fields={"weight": wrong})
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def _filled(criterion: Criterion | None) -> dict[str, str]:
    if criterion is None:
        return {}
    return {
        "code": criterion.code,
        "title": criterion.title,
        "weight": f"{criterion.weight / 100:g}",
        "anchors": "\n".join(criterion.anchors),
        "least": str(criterion.least),
    }


def _fields(wrong: Invalid | Conflict) -> dict[str, str]:
    return dict(wrong.fields) or {"title": wrong.sentence}


def _page(found: ChallengePage, form: CriterionForm, problems: dict[str, str]) -> str:
    page = criteria_page(db.session(), found.id, now())
    return render_template(
        "programme/criteria/page.html",
        challenge=found,
        page=page,
        why_not=REFUSALS[WhyNot(page.may_change.reason)] if page.may_change.reason else None,
        form=form,
        problems=problems,
    )


def _done(slug: str, words: str) -> ResponseReturnValue:
    flash(words)
    return redirect(url_for(".every", slug=slug), 303)
