"""What comes after the handover: award, contract, phases, promises, use, outcome."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import SelectChoice

from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.numbers import whole_number
from foundation.base.work import Work, work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.forms import Form, refused
from programme.commands.awards import award_contract, cancel_award, name_firms, name_winner
from programme.commands.contract_phases import decide_phase, drop_last_phase, plan_phase
from programme.commands.contracts import (
    check_use,
    end_contract,
    promise,
    read_measure,
    sign_contract,
    withdraw_promise,
)
from programme.commands.outcomes import settle_outcome
from programme.queries.cases import case_page
from programme.queries.challenges import ChallengePage
from programme.queries.contracts import ContractPage, contract_page, matched_firms
from programme.queries.routes import route_page
from programme.rules.access import Can
from programme.rules.contracts import Reading
from programme.rules.money import pounds
from programme.web import contract_forms as forms
from programme.web.asked import asked_challenge

bp = Blueprint("contracts", __name__, url_prefix="/programme/challenges/<slug>/contract")

Do = Callable[[Work, ChallengePage], object]


@bp.get("")
@allow(Can.CHALLENGE_READ)
def page(slug: str) -> ResponseReturnValue:
    """Show what has come after the handover."""
    return _page(asked_challenge(slug))


@bp.post("/<act>")
@allow(Can.CONTRACT_WRITE)
def do(slug: str, act: str) -> ResponseReturnValue:
    """Do one of the acts of this page."""
    found = asked_challenge(slug)
    made = _acts(found)
    if act not in made:
        raise NotFound("There is no such page.")
    form, command, field = made[act]
    try:
        if not form.validate():
            raise Invalid
        with work(db.session(), actor(), now()) as unit:
            command(unit, found)
    except (Invalid, Conflict) as wrong:
        fields = dict(wrong.fields) or ({} if form.errors else {field: wrong.sentence})
        return _page(found, act, form, refused(form, fields)), wrong.status
    flash(_("Saved."))
    return redirect(url_for(".page", slug=slug), 303)


def _acts(found: ChallengePage) -> dict[str, tuple[Form, Do, str]]:
    """Return each act of the page: its form, what it does, and the field that a refusal is at."""
    bare = Form()
    made = _forms(found)
    award, contract, phase = made["award"], made["sign"], made["phase"]
    result, measure, reading = made["decide"], made["promise"], made["read"]
    use, end, outcome = made["use"], made["end"], made["outcome"]
    page = contract_page(db.session(), found.id)
    following = page.next_phase.number if page.next_phase else 0
    number = whole_number(reading.number.data, 6) or 0
    last = page.measures[-1].number if page.measures else 0
    return {
        "award": (
            award,
            lambda unit, on: award_contract(unit, on.id, forms.award_of(award)),
            "supplier",
        ),
        "cancel": (
            made["cancel"],
            lambda unit, on: cancel_award(unit, on.id, made["cancel"].reason.data),
            "reason",
        ),
        "name": (bare, lambda unit, on: name_winner(unit, on.id), "names"),
        "name-firms": (bare, lambda unit, on: name_firms(unit, on.id), "names"),
        "sign": (
            contract,
            lambda unit, on: sign_contract(unit, on.id, forms.contract_of(contract)),
            "signed_on",
        ),
        "end": (
            end,
            lambda unit, on: end_contract(unit, on.id, end.ended_on.data, end.reason.data),
            "ended_on",
        ),
        "phase": (
            phase,
            lambda unit, on: plan_phase(unit, on.id, forms.phase_of(phase)),
            "phase_title",
        ),
        "drop-phase": (bare, lambda unit, on: drop_last_phase(unit, on.id), "phases"),
        "decide": (
            result,
            lambda unit, on: decide_phase(unit, on.id, following, forms.result_of(result)),
            "verdict",
        ),
        "promise": (
            measure,
            lambda unit, on: promise(unit, on.id, forms.measure_of(measure)),
            "words",
        ),
        "drop-promise": (bare, lambda unit, on: withdraw_promise(unit, on.id, last), "promises"),
        "read": (
            reading,
            lambda unit, on: read_measure(
                unit,
                on.id,
                number,
                reading.said.data,
                Reading(reading.standing.data),
                reading.read_on.data,
            ),
            "said",
        ),
        "use": (
            use,
            lambda unit, on: check_use(
                unit, on.id, forms.use_of(use), use.use_words.data, use.used_on.data
            ),
            "used_on",
        ),
        "outcome": (
            outcome,
            lambda unit, on: settle_outcome(unit, on.id, *forms.outcome_of(outcome)),
            "result",
        ),
    }


def _forms(found: ChallengePage, **more: Any) -> dict[str, Any]:  # noqa: ANN401  as WTForms has it
    case = case_page(db.session(), found.id)
    page = contract_page(db.session(), found.id)
    measure = forms.MeasureForm(**more)
    measure.measure.choices = [
        SelectChoice("", str(_("None"))),
        *(SelectChoice(each, each) for each in case.measures),
    ]
    reading = forms.ReadingForm(**more)
    reading.number.choices = [SelectChoice(str(each.number), each.words) for each in page.measures]
    return {
        "award": forms.AwardForm(matched_firms(db.session(), found.id), **more),
        "cancel": forms.CancelForm(**more),
        "sign": forms.ContractForm(**more),
        "end": forms.EndForm(**more),
        "phase": forms.PhaseForm(**more),
        "decide": forms.ResultForm(**more),
        "promise": measure,
        "read": reading,
        "use": forms.UseForm(**more),
        "outcome": forms.OutcomeForm(**more),
    }


def _page(
    found: ChallengePage,
    act: str = "",
    form: Form | None = None,
    problems: dict[str, str] | None = None,
) -> str:
    shown: ContractPage = contract_page(db.session(), found.id)
    made = _forms(found, formdata=None)
    if act in made:
        made[act] = form
    return render_template(
        "programme/contracts/page.html",
        challenge=found,
        page=shown,
        route=route_page(db.session(), found.id, now()),
        forms=made,
        bad=form or made["award"],
        may_write=actor().may(Can.CONTRACT_WRITE),
        money=money,
        problems=problems or {},
    )


def money(pence: int, currency: str) -> str:
    """Return a sum with its currency, as people write it."""
    return pounds(pence) if currency == "GBP" else f"{pence / 100:,.2f} {currency}"
