"""How a programme works, as one file: given to another council, or taken from one."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.words import say
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.sizes import takes_up_to
from foundation.web.words import translated
from programme.commands.forks import import_fork
from programme.commands.programmes import ProgrammeDraft
from programme.queries.forks import fork_of
from programme.queries.programmes import programmes_of
from programme.rules.access import Can
from programme.rules.forks import LARGEST, NOT_READ, written
from programme.web.kpi_kept import asked_here

bp = Blueprint("forks", __name__, url_prefix="/programme/fork")


@bp.get("")
@allow(Can.PROGRAMME_WRITE)
def page() -> ResponseReturnValue:
    """Show the files that can be given away, and the form for one from elsewhere."""
    return _page({})


@bp.get("/fork.json")
@allow(Can.PROGRAMME_WRITE)
def fork() -> ResponseReturnValue:
    """Give how a programme works, without anything of who ran it, with a checksum."""
    found = asked_here()
    made = fork_of(db.session(), current_council().id, found)
    sent = Response(written(made), mimetype="application/json")
    sent.headers["Content-Disposition"] = f'attachment; filename="{found.slug}-fork.json"'
    return sent


@bp.post("")
@allow(Can.PROGRAMME_WRITE)
@takes_up_to(LARGEST + 10_000)
def take() -> ResponseReturnValue:
    """Set a programme up as the file of another council says."""
    file, form = request.files.get("file"), request.form
    try:
        if file is None or not file.filename:
            no_file = say("Choose the file of another council.")
            raise Invalid(no_file, fields={"file": no_file})
        with work(db.session(), actor(), now()) as unit:
            draft = ProgrammeDraft(form.get("title", ""), form.get("summary", ""))
            import_fork(unit, _text(file.read()), draft)
    except (Invalid, Conflict) as wrong:
        return _page(dict(wrong.fields) or {"file": wrong.sentence}), wrong.status
    flash(_("The programme is set up. New challenges begin with its criteria and questions."))
    return redirect(url_for(".page"), 303)


def _text(held: bytes) -> str:
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(NOT_READ) from None


def _page(problems: dict[str, str]) -> str:
    return render_template(
        "programme/forks/page.html",
        programmes=programmes_of(db.session(), current_council().id),
        problems={name: translated(said) for name, said in problems.items()},
        typed=request.form,
    )
