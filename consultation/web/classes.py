"""A class answers together, without names: a teacher starts it and follows it by a code."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.classes import (
    answer_in_class,
    follow_code,
    join_code,
    show_school,
    start_class,
)
from consultation.queries.classes import (
    ClassFacts,
    class_behind,
    class_called,
    class_comments,
    named_classes,
)
from consultation.rules.access import Can
from consultation.rules.classes import MOST_PUPILS, PUPIL, ClassOver, may_answer, pupil_of
from consultation.rules.comments import LONGEST_TEXT
from consultation.web.comments import closed
from consultation.web.consultations import public_consultation
from consultation.web.easy_answers import (
    CHANGE,
    SEND,
    EasyMirror,
    easy_map,
    easy_mirror,
    easy_said,
    wanted,
)
from consultation.web.forms.classes import ClassCodeForm, ClassForm, PupilForm
from consultation.web.forms.views import refused
from consultation.web.sending import is_closed
from foundation.accounts.web.here import current_council
from foundation.accounts.web.mails import address
from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid
from foundation.base.references import code_digest
from foundation.base.work import work
from foundation.web.access import allow, anyone
from foundation.web.current import actor, now, secret
from foundation.web.limits import limiter
from foundation.web.visitor import new_form_key, note_visitor, submission_id

bp = Blueprint("classes", __name__)

BEGUN, PUPIL_OF, FOLLOWS = "class-begun", "class", "class-follows"
"""Where the cookie remembers the class that this browser began, answers in, or follows."""

STARTS = "10 per day"
ANSWERS = "240 per hour"


def was_wrong(response: Response) -> bool:
    """Tell whether a code was not known; only those count as tries."""
    return response.status_code != 303  # noqa: PLR2004  See Other


tries = limiter.shared_limit("30 per hour", scope="class", deduct_when=was_wrong)


@bp.route("/consultations/<slug>/class", methods=["GET", "POST"])
@anyone
@limiter.limit(STARTS, methods=["POST"], deduct_when=lambda response: not was_wrong(response))
def start(slug: str) -> ResponseReturnValue:
    """Tell a teacher how it works, and open a class."""
    named = public_consultation(slug)
    if not named.may_comment:
        return closed(named.slug, named.title, named.may_comment)
    form, problems = ClassForm(), {}
    if form.is_submitted():
        try:
            with work(db.session(), actor(), now()) as unit:
                made = start_class(
                    unit, named.id, form.pupils.data, form.school.data or "", secret()
                )
        except Invalid as wrong:
            problems = refused(form, wrong.fields)
        else:
            session[BEGUN] = made.hex
            return redirect(url_for(".begun"), 303)
    page = render_template(
        "consultation/classes/start.html",
        form=form,
        problems=problems,
        consultation={"slug": named.slug, "title": named.title},
        most=MOST_PUPILS,
    )
    return page, Invalid.status if form.errors or problems else 200


@bp.get("/class/begun")
@anyone
def begun() -> ResponseReturnValue:
    """Show the teacher both codes."""
    room = _kept(BEGUN)
    if room is None:
        return redirect(url_for(".join"), 303)
    return render_template(
        "consultation/classes/begun.html",
        room=room,
        join_code=join_code(secret(), room.id),
        follow_code=follow_code(secret(), room.id),
        join_url=address(current_council()) + url_for(".join"),
    )


@bp.route("/class", methods=["GET", "POST"])
@anyone
@tries
def join() -> ResponseReturnValue:
    """Ask a pupil for the class code."""
    return _by_code("join", PUPIL_OF, join_code)


@bp.route("/class/follow", methods=["GET", "POST"])
@anyone
@tries
def follow() -> ResponseReturnValue:
    """Ask a teacher for their code."""
    return _by_code("follow", FOLLOWS, follow_code)


@bp.get("/class/comments")
@anyone
def comments() -> ResponseReturnValue:
    """Show the teacher what came of every comment of the class."""
    room = _kept(FOLLOWS)
    if room is None:
        return redirect(url_for(".follow"), 303)
    rows = class_comments(db.session(), room.id)
    return render_template("consultation/classes/comments.html", room=room, rows=rows)


@bp.route("/class/answer", methods=["GET", "POST"])
@anyone
@limiter.limit(ANSWERS, methods=["POST"])
def answer() -> ResponseReturnValue:
    """Ask a pupil three questions; after sending, the form is empty for the next one."""
    room = _kept(PUPIL_OF)
    if room is None:
        return redirect(url_for(".join"), 303)
    note_visitor()
    form, problems, act = PupilForm(), {}, wanted()
    over = may_answer(room.ends_at, room.pupils, room.answers, now()).reason
    if form.is_submitted() and act != CHANGE:
        try:
            if act != SEND and not over:
                mirror = easy_mirror(public_consultation(room.slug), form, _author(room))
                return _answer_page(room, form, {}, None, mirror)
            _take(room, form)
        except Invalid as wrong:
            problems = refused(form, wrong.fields)
        except Conflict as closing:
            if closing.facts.get("reason") not in set(ClassOver):
                return closed(room.slug, room.title, is_closed(closing)), 409
            return _answer_page(room, form, problems, closing.facts["reason"]), 409
        else:
            flash(_("Thank you. A person will read your answer first. The next pupil can start."))
            return redirect(url_for(".answer"), 303)
    page = _answer_page(room, form, problems, over)
    return page, Invalid.status if form.errors or problems else 200


@bp.get("/desk/classes")
@allow(Can.COMMENT_MODERATE)
def named() -> ResponseReturnValue:
    """List the classes whose school's name waits for an officer."""
    rooms = named_classes(db.session(), current_council().id)
    return render_template("consultation/classes/desk.html", rooms=rooms)


@bp.post("/desk/classes/<uuid:class_id>/school")
@allow(Can.COMMENT_MODERATE)
def school(class_id: UUID) -> ResponseReturnValue:
    """Let the comments of a class say which school it is of."""
    with work(db.session(), actor(), now()) as unit:
        show_school(unit, class_id)
    flash(_("Saved."))
    return redirect(url_for(".named"), 303)


def _by_code(way: str, kept: str, code_of: Callable[[bytes, UUID], str]) -> ResponseReturnValue:
    form = ClassCodeForm()
    if form.is_submitted():
        typed = form.code.data or ""
        here = current_council().id
        room = class_behind(db.session(), here, code_digest(secret(), typed))
        is_right = room and code_of(secret(), room.id).replace("-", "") in _plain(typed)
        if form.validate() and room and is_right:
            session[kept] = room.id.hex
            return redirect(url_for(".answer" if way == "join" else ".comments"), 303)
        form.code.errors = [_("We do not know this code. Check each letter.")]
    page = render_template("consultation/classes/code.html", form=form, problems={}, way=way)
    return page, Invalid.status if form.errors or form.code.errors else 200


def _plain(typed: str) -> str:
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def _kept(name: str) -> ClassFacts | None:
    """Return the class that this browser remembers under *name*."""
    kept = session.get(name)
    return class_called(db.session(), current_council().id, UUID(kept)) if kept else None


def _take(room: ClassFacts, form: PupilForm) -> None:
    said = easy_said(form, public_consultation(room.slug).area)
    comment_id = submission_id(room.consultation_id, form.form_key.data or new_form_key())
    with work(db.session(), actor(), now()) as unit:
        answer_in_class(unit, room.id, said, comment_id, secret())


def _author(room: ClassFacts) -> str:
    return pupil_of(room.school) if room.school and room.school_shown else PUPIL


def _answer_page(
    room: ClassFacts,
    form: PupilForm,
    problems: dict[str, str],
    over: object,
    mirror: EasyMirror | None = None,
) -> str:
    return render_template(
        "consultation/classes/answer.html",
        room=room,
        form=form,
        problems=problems,
        over=ClassOver(str(over)) if over else None,
        mirror=mirror,
        longest=LONGEST_TEXT,
        **easy_map(public_consultation(room.slug)),
    )
