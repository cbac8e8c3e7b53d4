"""Figures that were kept on a day: who signed them, what changed since, and a funder's return."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, format_percent
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, NotFound
from foundation.base.words import say
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import full_date, label, translated
from programme.commands.kpis import keep_kpis, sign_kpis
from programme.queries.challenges import names_of
from programme.queries.kpis import KeptRow, figures_at, kept_kpis
from programme.queries.programmes import ProgrammeRow, facts_of
from programme.rules.access import Can
from programme.rules.kpis.catalogue import as_data
from programme.rules.kpis.snapshots import changed_since
from programme.rules.money import pounds
from programme.web.kpi_paper import kept_rows, paper
from programme.web.kpis import asked_programme, checked_day
from programme.web.papers import sent_pdf

bp = Blueprint("kpi_kept", __name__, url_prefix="/programme/figures/kept")

NOT_KEPT = "No figures are kept for this day."


@bp.post("")
@allow(Can.KPI_KEEP)
def keep() -> ResponseReturnValue:
    """Keep the figures of a day as they are now."""
    programme, as_of = asked_here(), checked_day(request.form.get("as_of", ""))
    figures = as_data(figures_at(db.session(), current_council().id, programme, as_of))
    with work(db.session(), actor(), now()) as unit:
        keep_kpis(unit, programme.id, as_of, figures)
    flash(_("Kept. A second person signs them now."))
    return _to(programme, as_of)


@bp.get("/<day>")
@allow(Can.BOARD_READ)
def page(day: str) -> ResponseReturnValue:
    """Show what was kept for a day."""
    return _page(*_asked(day), "")


@bp.post("/<day>/sign")
@allow(Can.KPI_SIGN)
def sign(day: str) -> ResponseReturnValue:
    """Sign what another person kept."""
    programme, kept = _asked(day)
    figures = as_data(figures_at(db.session(), current_council().id, programme, kept.as_of))
    try:
        with work(db.session(), actor(), now()) as unit:
            sign_kpis(unit, programme.id, kept.as_of, figures)
    except Conflict as shut:
        return _page(programme, kept, shut.sentence), shut.status
    flash(_("Signed."))
    return _to(programme, kept.as_of)


@bp.get("/<day>/return-<int:number>.pdf")
@allow(Can.BOARD_READ)
def funder_return(day: str, number: int) -> ResponseReturnValue:
    """Give the return for one funding line as a tagged PDF, with who signed it and when."""
    programme, kept = _asked(day)
    facts = facts_of(db.session(), programme)
    if not 1 <= number <= len(facts.funding):
        raise NotFound("There is no such funding line.")
    line = facts.funding[number - 1]
    with force_locale("en"):
        share = format_percent(line.amount_p / facts.total_p) if facts.total_p else ""
        shown = {
            "rows": kept_rows(kept.figures),
            "signing": _signing(kept),
            "digest": kept.digest,
            "line": {
                "source": line.source,
                "kind": label(line.kind),
                "amount": pounds(line.amount_p),
                "share": share,
            },
        }
        title = str(say("Return for a funder"))
        html = paper(title, current_council().name, programme, kept.as_of, shown)
    return sent_pdf(html, f"return-{programme.slug}-{kept.as_of.isoformat()}-{number}.pdf")


def asked_here() -> ProgrammeRow:
    """Return the programme that an address names, or the latest.

    Raises:
        NotFound: there is none.
    """
    found = asked_programme()
    if found is None:
        raise NotFound("There is no programme yet.")
    return found


def _asked(day: str) -> tuple[ProgrammeRow, KeptRow]:
    programme, as_of = asked_here(), checked_day(day)
    kept = next((each for each in kept_kpis(db.session(), programme) if each.as_of == as_of), None)
    if kept is None:
        raise NotFound(NOT_KEPT)
    return programme, kept


def _signing(kept: KeptRow) -> str:
    who = names_of(db.session(), [kept.taken_by_id, kept.signed_by_id])
    said = say(
        "Kept by {who} on {day}.",
        who=who.get(kept.taken_by_id, ""),
        day=full_date(kept.taken_at),
    )
    if kept.signed_by_id is None or kept.signed_at is None:
        return f"{translated(said)} {translated(say('Not yet signed by a second person.'))}"
    signed = say(
        "Signed by {who} on {day}.",
        who=who.get(kept.signed_by_id, ""),
        day=full_date(kept.signed_at),
    )
    return f"{translated(said)} {translated(signed)}"


def _page(programme: ProgrammeRow, kept: KeptRow, wrong: str) -> str:
    figures = as_data(figures_at(db.session(), current_council().id, programme, kept.as_of))
    return render_template(
        "programme/kpis/kept.html",
        programme=programme,
        kept=kept,
        rows=kept_rows(kept.figures),
        signing=_signing(kept),
        changed=changed_since(kept.figures, figures),
        funding=facts_of(db.session(), programme).funding,
        may_sign=actor().may(Can.KPI_SIGN) and kept.signed_at is None,
        wrong=wrong,
    )


def _to(programme: ProgrammeRow, as_of: date) -> ResponseReturnValue:
    return redirect(url_for(".page", day=as_of, programme=programme.slug), 303)
