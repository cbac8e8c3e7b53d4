"""Questions about who answers: after a comment is sent, each on its own page, each optional.

They are for who has sent or follows a comment, in this browser. What is answered goes to a store of
its own; this module and the job that makes figures are all that ever open it.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.reach.answers import say_of_oneself, take_back
from consultation.queries.named import NamedConsultation
from consultation.queries.reach.answers import own_answers
from consultation.queries.reach.asked import asked_traits
from consultation.queries.voices import Voiced, voice_of
from consultation.rules.reach.traits import PREFER_NOT_TO_SAY, QUESTIONS, Trait
from consultation.web.consultations import public_consultation
from consultation.web.forms.about_you import AboutYouForm, WardForm
from consultation.web.reach_intake import intake, root_key
from consultation.web.sending import FOLLOWS, SENT
from foundation.accounts.web.here import current_council
from foundation.base.db import REACH, db
from foundation.base.errors import NotFound
from foundation.base.reach import reach_session
from foundation.web.access import anyone
from foundation.web.limits import limiter
from geo.queries.wards import WardFacts, wards_of

bp = Blueprint("about_you", __name__, url_prefix="/consultations/<slug>/about-you")

MANY = "300 per hour"


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a page asks, in which consultation, and which questions for which reasons."""

    consultation: NamedConsultation
    reasons: dict[Trait, str]
    voice_id: UUID | None

    def after(self, trait: Trait) -> Trait | None:
        """Return the question that follows."""
        order = list(self.reasons)
        later = order[order.index(trait) + 1 :]
        return later[0] if later else None


@bp.get("")
@anyone
def begin(slug: str) -> ResponseReturnValue:
    """Say why we ask, who sees it, and that nothing has to be answered."""
    asked = _asked(slug)
    if asked.voice_id is None:
        return redirect(url_for("follow.ask"), 303)
    return render_template(
        "consultation/about_you/begin.html",
        consultation=asked.consultation,
        questions=[(QUESTIONS[trait].asks, why) for trait, why in asked.reasons.items()],
        first=next(iter(asked.reasons)),
        answered=bool(_own(asked, asked.voice_id)),
    )


@bp.get("/answers")
@anyone
def answers(slug: str) -> ResponseReturnValue:
    """Show who answered what they answered, and let them take it all back."""
    asked = _asked(slug)
    if asked.voice_id is None:
        return redirect(url_for("follow.ask"), 303)
    own = _own(asked, asked.voice_id)
    wards = _wards() if Trait.WARD in own else ()
    return render_template(
        "consultation/about_you/answers.html",
        consultation=asked.consultation,
        answers=[(QUESTIONS[trait].asks, _said(trait, own[trait], wards), trait) for trait in own],
    )


@bp.post("/answers")
@anyone
@limiter.limit(MANY)
def delete(slug: str) -> ResponseReturnValue:
    """Delete all answers of this person."""
    asked = _asked(slug)
    if asked.voice_id is not None:
        with intake() as store:
            take_back(store, asked.consultation.id, asked.voice_id)
        flash(_("We have deleted what you said about yourself."))
    return redirect(url_for(".answers", slug=slug), 303)


@bp.get("/<trait>")
@anyone
def question(slug: str, trait: str) -> ResponseReturnValue:
    """Ask one question."""
    asked, which = _asked(slug), _trait(trait)
    if asked.voice_id is None or which not in asked.reasons:
        return redirect(url_for(".begin", slug=slug), 303)
    form = _form(which)
    form.answer.data = form.answer.data or _own(asked, asked.voice_id).get(which)
    return _question_page(asked, which, form)


@bp.post("/<trait>")
@anyone
@limiter.limit(MANY)
def answer(slug: str, trait: str) -> ResponseReturnValue:
    """Keep one answer, or nothing, and go on."""
    asked, which = _asked(slug), _trait(trait)
    if asked.voice_id is None or which not in asked.reasons:
        return redirect(url_for(".begin", slug=slug), 303)
    form = _form(which)
    said = form.answer.data or None
    known = {choice.value for choice in form.answer.choices}
    if not form.validate() or (said is not None and said not in known):
        form.answer.errors = [_("Choose one of the answers, or go on without one.")]
        return _question_page(asked, which, form), 422
    if said is not None:
        with intake() as store:
            say_of_oneself(store, asked.consultation.id, asked.voice_id, {which: said})
    following = asked.after(which)
    if following is None:
        flash(_("Thank you. What you said about yourself is kept apart from your comment."))
        return redirect(url_for(".answers", slug=slug), 303)
    return redirect(url_for(".question", slug=slug, trait=following.value), 303)


def _asked(slug: str) -> Asked:
    """Return what is asked, and of whom; of nobody where this browser has sent nothing here.

    Raises:
        NotFound: no such consultation, or it asks nothing.
    """
    consultation = public_consultation(slug)
    reasons = asked_traits(db.session(), consultation.id)
    if not reasons:
        raise NotFound(_("This consultation asks nothing about you."))
    found = _voice(session.get(SENT)) or _voice(session.get(FOLLOWS))
    own = found is not None and found.consultation_id == consultation.id
    return Asked(consultation, reasons, found.voice_id if found and own else None)


def _trait(named: str) -> Trait:
    try:
        return Trait(named)
    except ValueError:
        raise NotFound(_("We do not ask this.")) from None


def _voice(kept: str | None) -> Voiced | None:
    if kept is None:
        return None
    return voice_of(db.session(), current_council().id, UUID(kept))


def _own(asked: Asked, voice_id: UUID) -> dict[Trait, str]:
    with reach_session(db.engines[REACH]) as store:
        return own_answers(store, root_key(), asked.consultation.id, voice_id)


def _wards() -> tuple[WardFacts, ...]:
    return tuple(wards_of(db.session(), current_council().id))


def _form(trait: Trait) -> AboutYouForm | WardForm:
    if trait is Trait.WARD:
        ward = WardForm()
        named = ((each.code, each.name) for each in _wards())
        ward.offer([*named, *QUESTIONS[trait].answers.items()])
        return ward
    form = AboutYouForm()
    form.offer(QUESTIONS[trait].answers.items())
    return form


def _said(trait: Trait, category: str, wards: tuple[WardFacts, ...]) -> str:
    if category == PREFER_NOT_TO_SAY:
        return str(_("Prefer not to say"))
    names = {ward.code: ward.name for ward in wards} if trait is Trait.WARD else {}
    return str(names.get(category) or QUESTIONS[trait].answers.get(category, category))


def _question_page(asked: Asked, trait: Trait, form: AboutYouForm | WardForm) -> str:
    following = asked.after(trait)
    order = list(asked.reasons)
    return render_template(
        "consultation/about_you/question.html",
        form=form,
        consultation=asked.consultation,
        question=QUESTIONS[trait],
        reason=asked.reasons[trait],
        number=order.index(trait) + 1,
        total=len(order),
        skip_url=url_for(".question", slug=asked.consultation.slug, trait=following.value)
        if following
        else url_for(".answers", slug=asked.consultation.slug),
        back_url=url_for(".begin", slug=asked.consultation.slug),
    )
