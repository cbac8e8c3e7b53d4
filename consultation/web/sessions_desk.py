"""Plan sessions, publish them, and write down what came of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.sessions import (
    change_session,
    follow_up,
    keep_question,
    move_session,
    note_session,
    plan_session,
)
from consultation.queries.consultations import ConsultationPage
from consultation.queries.sessions import (
    SessionFacts,
    comments_of_session,
    council_sessions,
    questions_asked,
    register,
    session_called,
    sessions_of,
)
from consultation.rules.access import Can
from consultation.rules.consultations import PUBLIC
from consultation.rules.sessions import NEXT, SessionState
from consultation.web.filters import one_of
from consultation.web.forms.sessions import (
    FollowUpForm,
    NotesForm,
    QuestionForm,
    SessionForm,
    filled,
    plan_in,
    read_number,
)
from consultation.web.forms.views import refused
from consultation.web.session_calendar import where
from consultation.web.sessions import over
from consultation.web.setup import staff_page
from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, Malformed, NotFound
from foundation.base.work import Work, work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.forms import Form

bp = Blueprint("desk_sessions", __name__, url_prefix="/desk")

RECENT = timedelta(days=14)
"""How long a past session stays on the council's list: notes are still to be written."""


@bp.get("/sessions")
@allow(Can.SESSION_WRITE)
def every() -> ResponseReturnValue:
    """List what the council holds in the next time, and what it held of late."""
    since = london_day(now() - RECENT)
    rows = council_sessions(db.session(), current_council().id, since)
    return render_template("consultation/sessions/every.html", rows=rows, over=over, where=where)


@bp.get("/consultations/<slug>/sessions")
@allow(Can.SESSION_WRITE)
def of_one(slug: str) -> ResponseReturnValue:
    """List the sessions of one consultation, drafts too."""
    found = staff_page(slug)
    rows = sessions_of(db.session(), found.id, drafts=True)
    return render_template(
        "consultation/sessions/desk.html", consultation=found, rows=rows, over=over, where=where
    )


@bp.route("/consultations/<slug>/sessions/new", methods=["GET", "POST"])
@allow(Can.SESSION_WRITE)
def new(slug: str) -> ResponseReturnValue:
    """Show the form for a session, and draft it."""
    found, form = staff_page(slug), SessionForm()
    if not form.is_submitted():
        return _form_page(found, None, form, {})
    try:
        plan = plan_in(_valid(form))
        with work(db.session(), actor(), now()) as unit:
            number = plan_session(unit, found.id, plan).number
    except Invalid as wrong:
        return _form_page(found, None, form, refused(form, wrong.fields)), wrong.status
    flash(_("The session is drafted. Publish it when it is ready."))
    return redirect(url_for(".page", slug=slug, number=number), 303)


@bp.get("/consultations/<slug>/sessions/<int:number>")
@allow(Can.SESSION_WRITE)
def page(slug: str, number: int) -> ResponseReturnValue:
    """Show a session with all that can be done about it."""
    return _page(*_own(slug, number))


@bp.route("/consultations/<slug>/sessions/<int:number>/edit", methods=["GET", "POST"])
@allow(Can.SESSION_WRITE)
def edit(slug: str, number: int) -> ResponseReturnValue:
    """Show the form with what a session says, and change it."""
    found, facts = _own(slug, number)
    if request.method == "GET":
        return _form_page(found, facts, SessionForm(data=filled(facts)), {})
    form = SessionForm()
    try:
        plan = plan_in(_valid(form))
        with work(db.session(), actor(), now()) as unit:
            change_session(unit, found.id, number, plan)
    except (Invalid, Conflict) as wrong:
        fields = wrong.fields or ({"held_on": wrong.sentence} if not form.errors else {})
        return _form_page(found, facts, form, refused(form, fields)), wrong.status
    flash(_("Saved."))
    return redirect(url_for(".page", slug=slug, number=number), 303)


@bp.post("/consultations/<slug>/sessions/<int:number>/move")
@allow(Can.SESSION_WRITE)
def move(slug: str, number: int) -> ResponseReturnValue:
    """Publish a session, or call it off."""
    _own(slug, number)
    after = one_of(SessionState, request.form.get("after"))
    if after is None:
        raise Malformed("Say where the session is to go.")
    return _done(
        slug, number, Form(), lambda unit, about: move_session(unit, about, number, after), "move"
    )


@bp.post("/consultations/<slug>/sessions/<int:number>/notes")
@allow(Can.SESSION_WRITE)
def notes(slug: str, number: int) -> ResponseReturnValue:
    """Write down how many came and what was said."""
    form = NotesForm()

    def act(unit: Work, about: UUID) -> None:
        wrong: dict[str, str] = {}
        people = read_number(form.people.data, "people", wrong)
        if wrong:
            raise Invalid(wrong["people"], fields=wrong)
        note_session(unit, about, number, people, form.notes.data or "")

    return _done(slug, number, form, act, "people")


@bp.post("/consultations/<slug>/sessions/<int:number>/questions")
@allow(Can.SESSION_WRITE)
def question(slug: str, number: int) -> ResponseReturnValue:
    """Write down a question that was asked, or the answer to one."""
    form = QuestionForm()

    def act(unit: Work, about: UUID) -> None:
        words = form.question.data or "", form.answer.data or ""
        keep_question(unit, about, number, *words, _id(request.form.get("which")))

    return _done(slug, number, form, act, "question")


@bp.post("/consultations/<slug>/sessions/<int:number>/follow-up")
@allow(Can.SESSION_WRITE)
def write(slug: str, number: int) -> ResponseReturnValue:
    """Write to those who came and left an address."""
    form = FollowUpForm()
    return _done(
        slug,
        number,
        form,
        lambda unit, about: follow_up(unit, about, number, form.words.data or ""),
        "words",
    )


def _own(slug: str, number: int) -> tuple[ConsultationPage, SessionFacts]:
    found = staff_page(slug)
    facts = session_called(db.session(), found.id, number, drafts=True)
    if facts is None:
        raise NotFound("There is no such session.")
    return found, facts


def _done(
    slug: str, number: int, form: Form, act: Callable[[Work, UUID], None], at: str
) -> ResponseReturnValue:
    """Do what one form of the page asks; say at its field *at* why not."""
    found, facts = _own(slug, number)
    try:
        with work(db.session(), actor(), now()) as unit:
            act(unit, found.id)
    except (Invalid, Conflict) as wrong:
        problems = refused(form, wrong.fields or {at: wrong.sentence})
        return _page(found, facts, form, problems), wrong.status
    flash(_("Saved."))
    return redirect(url_for(".page", slug=slug, number=number), 303)


def _page(
    found: ConsultationPage,
    facts: SessionFacts,
    sent: Form | None = None,
    problems: dict[str, str] | None = None,
) -> str:
    people = "" if facts.people is None else str(facts.people)
    forms = {
        "notes": NotesForm(formdata=None, data={"people": people, "notes": facts.notes}),
        "question": QuestionForm(formdata=None),
        "follow_up": FollowUpForm(formdata=None),
    }
    forms |= {name: sent for name, form in forms.items() if sent and type(sent) is type(form)}
    return render_template(
        "consultation/sessions/held.html",
        consultation=found,
        session=facts,
        where=where(facts),
        forms=forms,
        sent=sent or Form(),
        which=request.form.get("which", ""),
        problems=problems or {},
        moves=[after for after in SessionState if after in NEXT[facts.state]],
        is_public=found.status in PUBLIC and facts.state is not SessionState.DRAFT,
        has_begun=bool(
            facts.starts_at and facts.starts_at <= now() and facts.state is SessionState.PUBLISHED
        ),
        is_over=over(facts),
        register=register(db.session(), facts.id),
        questions=questions_asked(db.session(), facts.id),
        comments=comments_of_session(db.session(), facts.id),
    )


def _form_page(
    found: ConsultationPage, facts: SessionFacts | None, form: SessionForm, problems: dict[str, str]
) -> str:
    return render_template(
        "consultation/sessions/edit.html",
        consultation=found,
        session=facts,
        form=form,
        problems=problems,
    )


def _valid(form: SessionForm) -> SessionForm:
    if not form.validate():
        raise Invalid
    return form


def _id(typed: str | None) -> UUID | None:
    try:
        return UUID(typed) if typed else None
    except ValueError as wrong:
        raise Malformed("There is no such question.") from wrong
