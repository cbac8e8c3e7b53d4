"""The evaluation record of the latest programme: what it showed, and what goes on."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.forms import refused
from programme.commands.evaluations import keep_finding, withdraw_finding
from programme.queries.evaluations import findings_of
from programme.rules.access import Can
from programme.web.evaluation_forms import FindingForm, finding_of
from programme.web.workshops import challenges_here, latest_programme

bp = Blueprint("evaluations", __name__, url_prefix="/programme/learning/evaluation")


@bp.get("")
@allow(Can.BOARD_READ)
def page() -> ResponseReturnValue:
    """Show the record."""
    return _page(_form(is_fresh=True), {})


@bp.post("")
@allow(Can.PROGRAMME_WRITE)
def keep() -> ResponseReturnValue:
    """Write a line."""
    form = _form()
    try:
        if not form.validate():
            raise Invalid
        with work(db.session(), actor(), now()) as unit:
            keep_finding(unit, latest_programme().id, finding_of(form))
    except (Invalid, Conflict) as wrong:
        fields = dict(wrong.fields) or ({} if form.errors else {"showed": wrong.sentence})
        return _page(form, refused(form, fields)), wrong.status
    flash(_("Written down."))
    return redirect(url_for(".page"), 303)


@bp.post("/<uuid:finding_id>/withdraw")
@allow(Can.PROGRAMME_WRITE)
def withdraw(finding_id: UUID) -> ResponseReturnValue:
    """Take a line back, with a reason."""
    try:
        with work(db.session(), actor(), now()) as unit:
            withdraw_finding(unit, finding_id, request.form.get("reason", ""))
    except (Invalid, Conflict) as wrong:
        said = {f"reason-{finding_id}": wrong.sentence}
        return _page(_form(is_fresh=True), said), wrong.status
    flash(_("Taken back. It stays in the record."))
    return redirect(url_for(".page"), 303)


def _form(*, is_fresh: bool = False) -> FindingForm:
    challenges = challenges_here(latest_programme().id)
    return FindingForm(challenges, formdata=None) if is_fresh else FindingForm(challenges)


def _page(form: FindingForm, problems: dict[str, str]) -> str:
    programme = latest_programme()
    return render_template(
        "programme/evaluations/page.html",
        programme=programme,
        rows=findings_of(db.session(), programme.id),
        form=form,
        problems=problems,
        typed_reason=request.form.get("reason", ""),
        may_write=actor().may(Can.PROGRAMME_WRITE),
    )
