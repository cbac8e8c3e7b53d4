"""The business case of a challenge: its five cases, options, benefits, approver."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import SelectChoice

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.numbers import whole_number
from foundation.base.work import Work, work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.forms import Form, refused
from programme.commands.cases import (
    add_benefit,
    add_option,
    prefer_option,
    remove_benefit,
    remove_option,
    settle_case,
    write_case,
)
from programme.queries.cases import CasePage, case_page, funding_lines_of
from programme.queries.chain import themes_by_measure
from programme.queries.challenges import ChallengePage, names_of
from programme.queries.routes import route_page
from programme.rules.access import Can
from programme.rules.cases import CasePart
from programme.rules.money import pounds
from programme.web.asked import asked_challenge, chosen
from programme.web.case_forms import (
    BenefitForm,
    OptionForm,
    SettleForm,
    TextForm,
    benefit_of,
    option_of,
    settled_of,
)

bp = Blueprint("cases", __name__, url_prefix="/programme/challenges/<slug>/case")


@bp.get("")
@allow(Can.CHALLENGE_READ)
def page(slug: str) -> ResponseReturnValue:
    """Show the case, and the text that is asked for in its form."""
    return _page(asked_challenge(slug), {}, {})


@bp.post("/text")
@allow(Can.CASE_WRITE)
def write(slug: str) -> ResponseReturnValue:
    """Write one of the five cases."""
    form = TextForm()

    def do(unit: Work, found: ChallengePage) -> None:
        part = chosen(CasePart, "part") or CasePart.STRATEGIC
        number = whole_number(form.seen.data, 6) or 0
        write_case(unit, found.id, part, form.words.data, seen_number=number)

    return _done(slug, "text", form, do)


@bp.post("/options")
@allow(Can.CASE_WRITE)
def compare(slug: str) -> ResponseReturnValue:
    """Add an option."""
    form = OptionForm()
    return _done(
        slug, "option", form, lambda unit, found: add_option(unit, found.id, option_of(form))
    )


@bp.post("/options/<int:number>/remove")
@allow(Can.CASE_WRITE)
def drop(slug: str, number: int) -> ResponseReturnValue:
    """Remove an option."""
    return _done(slug, "", None, lambda unit, found: remove_option(unit, found.id, number))


@bp.post("/options/<int:number>/prefer")
@allow(Can.CASE_WRITE)
def prefer(slug: str, number: int) -> ResponseReturnValue:
    """Prefer an option."""
    return _done(slug, "", None, lambda unit, found: prefer_option(unit, found.id, number))


@bp.post("/benefits")
@allow(Can.CASE_WRITE)
def promise(slug: str) -> ResponseReturnValue:
    """Add a benefit."""
    form = _benefit_form(case_page(db.session(), asked_challenge(slug).id))
    return _done(
        slug, "benefit", form, lambda unit, found: add_benefit(unit, found.id, benefit_of(form))
    )


@bp.post("/benefits/<int:number>/remove")
@allow(Can.CASE_WRITE)
def withdraw(slug: str, number: int) -> ResponseReturnValue:
    """Remove a benefit."""
    return _done(slug, "", None, lambda unit, found: remove_benefit(unit, found.id, number))


@bp.post("/approver")
@allow(Can.CASE_WRITE)
def settle(slug: str) -> ResponseReturnValue:
    """Say who approves, what pays, and for how many residents."""
    form = SettleForm(asked_challenge(slug))
    return _done(
        slug,
        "settle",
        form,
        lambda unit, found: settle_case(unit, found.id, **settled_of(form)),
    )


def _done(
    slug: str, name: str, form: Form | None, do: Callable[[Work, ChallengePage], None]
) -> ResponseReturnValue:
    """Do what a form asks in one unit of work; else show the page with what is wrong."""
    found = asked_challenge(slug)
    try:
        if form is not None and not form.validate():
            raise Invalid
        with work(db.session(), actor(), now()) as unit:
            do(unit, found)
    except (Invalid, Conflict) as wrong:
        if form is None:
            return _page(found, {}, {"options": wrong.sentence}), wrong.status
        fields = dict(wrong.fields) or ({} if form.errors else {_first(form): wrong.sentence})
        return _page(found, {name: form}, refused(form, fields)), wrong.status
    flash(_("Saved."))
    return redirect(url_for(".page", slug=slug), 303)


def _first(form: Form) -> str:
    return next(str(each.name) for each in form if each.type != "HiddenField")


def _page(found: ChallengePage, forms: dict[str, Form], problems: dict[str, str]) -> str:
    case = case_page(db.session(), found.id)
    asked = request.form.get("part") or request.args.get("part") or CasePart.STRATEGIC
    text = next((each for each in case.texts if each.part == asked), case.texts[0])
    filled: dict[str, Any] = {
        "text": TextForm(
            formdata=None, data={"part": text.part, "seen": text.number, "words": text.words}
        ),
        "option": OptionForm(formdata=None),
        "benefit": _benefit_form(case, formdata=None),
        "settle": SettleForm(
            found,
            formdata=None,
            data={
                "approver_id": str(case.approver_id or ""),
                "funding_line_id": str(case.funding_line_id or ""),
                "residents": f"{case.residents:,}" if case.residents else "",
            },
        ),
    }
    lines = funding_lines_of(db.session(), found.programme_id)
    return render_template(
        "programme/cases/page.html",
        challenge=found,
        case=case,
        text=text,
        forms=filled | forms,
        bad=next(iter(forms.values()), filled["text"]),
        is_text_refused="text" in forms,
        names=names_of(db.session(), {case.approver_id} - {None}),
        pays=next((each[1] for each in lines if each[0] == case.funding_line_id), None),
        route=route_page(db.session(), found.id, now()),
        may_write=actor().may(Can.CASE_WRITE) and case.may_change,
        pounds=pounds,
        asked=themes_by_measure(db.session(), current_council().id, found.id, now()),
        problems=problems,
    )


def _benefit_form(case: CasePage, **more: Any) -> BenefitForm:  # noqa: ANN401  as WTForms has it
    form = BenefitForm(**more)
    form.measure.choices = [SelectChoice(each, each) for each in case.measures]
    return form
