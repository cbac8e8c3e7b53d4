"""Who is to be heard, when comments can be read, and the note on equality."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from consultation.commands.consultations import change_consultation
from consultation.commands.plans import finish_by_hand, finish_task, set_audiences, set_equality
from consultation.queries.consultations import ConsultationPage
from consultation.queries.plans import plan_row
from consultation.rules.access import Can
from consultation.rules.plans import Route, Task
from consultation.web.filters import one_of
from consultation.web.forms.drafts import draft_from
from consultation.web.forms.plans import AudiencesForm, EqualityForm, PublicationForm
from consultation.web.forms.views import refused
from consultation.web.setup import bp, saved, staff_page
from consultation.web.setup_held import Overtaken, held, seen_as
from foundation.accounts.rules.authorities import Moderating
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.work import Work, work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.words import translated

Save = Callable[[Work, ConsultationPage], None]


@bp.get("/<slug>/audiences")
@allow(Can.CONSULTATION_WRITE)
def audiences(slug: str) -> ResponseReturnValue:
    """Show whom the council would hear from, and how it goes to them."""
    page = staff_page(slug)
    return _page("audiences", AudiencesForm(data=_audiences(page)), page, _audiences)


@bp.post("/<slug>/audiences")
@allow(Can.CONSULTATION_WRITE)
def change_audiences(slug: str) -> ResponseReturnValue:
    """Keep whom the council would hear from."""
    form = AudiencesForm()

    def save(unit: Work, page: ConsultationPage) -> None:
        routes = [Route(each) for each in form.routes.data or []]
        set_audiences(unit, page.id, form.audiences.data or "", routes)

    return _saved("audiences", form, slug, _audiences, save)


@bp.get("/<slug>/publication")
@allow(Can.CONSULTATION_WRITE)
def publication(slug: str) -> ResponseReturnValue:
    """Show when everybody can read a comment."""
    page = staff_page(slug)
    return _page("publication", PublicationForm(data=_publication(page)), page, _publication)


@bp.post("/<slug>/publication")
@allow(Can.CONSULTATION_WRITE)
def change_publication(slug: str) -> ResponseReturnValue:
    """Keep when everybody can read a comment."""
    form = PublicationForm()

    def save(unit: Work, page: ConsultationPage) -> None:
        draft = replace(draft_from(page), moderating=Moderating(form.moderating.data))
        change_consultation(unit, page.slug, draft)
        finish_task(unit, page.id, Task.PUBLICATION)

    return _saved("publication", form, slug, _publication, save)


@bp.get("/<slug>/equality")
@allow(Can.CONSULTATION_WRITE)
def equality(slug: str) -> ResponseReturnValue:
    """Show the note on the equality duty."""
    page = staff_page(slug)
    return _page("equality", EqualityForm(data=_equality(page)), page, _equality)


@bp.post("/<slug>/equality")
@allow(Can.CONSULTATION_WRITE)
def change_equality(slug: str) -> ResponseReturnValue:
    """Keep the note on the equality duty."""
    form = EqualityForm()

    def save(unit: Work, page: ConsultationPage) -> None:
        set_equality(unit, page.id, form.equality.data or "")

    return _saved("equality", form, slug, _equality, save)


@bp.post("/<slug>/tasks/<task>")
@allow(Can.CONSULTATION_WRITE)
def finish(slug: str, task: str) -> ResponseReturnValue:
    """Finish a task of which the officer says that it is done."""
    page, which = staff_page(slug), one_of(Task, task)
    if which is None:
        raise NotFound("There is no such task.")
    with work(db.session(), actor(), now()) as unit:
        finish_by_hand(unit, page.id, which)
    return saved(slug)


def _audiences(page: ConsultationPage) -> dict[str, Any]:
    plan = plan_row(db.session(), page.id)
    return {"audiences": plan.audiences, "routes": [route.value for route in plan.routes]}


def _publication(page: ConsultationPage) -> dict[str, Any]:
    return {"moderating": plan_row(db.session(), page.id).moderating.value}


def _equality(page: ConsultationPage) -> dict[str, Any]:
    return {"equality": plan_row(db.session(), page.id).equality}


def _saved(
    name: str,
    form: Any,  # noqa: ANN401  one of the three forms
    slug: str,
    marks: Callable[[ConsultationPage], dict[str, Any]],
    save: Save,
) -> ResponseReturnValue:
    try:
        if not form.validate():
            raise Invalid
        with work(db.session(), actor(), now()) as unit:
            save(unit, held(unit, slug, form.seen.data, marks))
    except (Invalid, Conflict) as wrong:
        fields = dict(wrong.fields)
        if isinstance(wrong, Conflict):
            fields = {name if name in form else "moderating": translated(wrong.sentence)}
        page = staff_page(slug)
        theirs = marks(page) if isinstance(wrong, Overtaken) else None
        return _page(name, form, page, marks, refused(form, fields), theirs), wrong.status
    return saved(slug)


def _page(
    name: str,
    form: Any,  # noqa: ANN401
    page: ConsultationPage,
    marks: Callable[[ConsultationPage], dict[str, Any]],
    problems: dict[str, str] | None = None,
    theirs: dict[str, Any] | None = None,
) -> str:
    form.seen.data = seen_as(page, marks)
    return render_template(
        f"consultation/setup/{name}.html",
        form=form,
        problems=problems or {},
        consultation=page,
        theirs=theirs,
    )
