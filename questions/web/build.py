"""The pages on which a form is built; whoever has a form hangs them under its own addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.numbers import whole_number
from foundation.base.work import Work, work
from foundation.web.current import actor, now
from foundation.web.words import translated
from questions.commands.questions import add_question, change_question
from questions.queries.forms import FormVersion, all_asked, latest_version
from questions.rules.forms import Owner, Question
from questions.rules.kinds import WITH_CHOICES, Kind
from questions.rules.versions import VersionState
from questions.web.build_cards import Advise, OpenCard, conditions, numbered, parts, told
from questions.web.shown import shown_question
from questions.web.typed import (
    Typed,
    empty,
    filled,
    read_question,
    typed_of,
    with_room,
    without_row,
)


@dataclass(frozen=True, slots=True)
class Builder:
    """A form that is being built, as its pages need to know it.

    Args:
        url: action (``all``, ``edit``, ``move`` …) and the code of a question → address.
        template: the page, which extends ``questions/build.html``.
        kinds: what may be asked here.
        advise: a question → what could make it easier to read.
        more: what the template needs beside.
        pictures: (address, title) of pictures that choices can show.
        where: what a place on the map needs, or None.
    """

    owner: Owner
    url: Callable[..., str]
    template: str
    kinds: Sequence[Kind]
    advise: Advise
    more: Mapping[str, Any] = field(default_factory=dict)
    pictures: Sequence[tuple[str, str]] = ()
    where: Mapping[str, Any] | None = None


def show_all(builder: Builder) -> str:
    """Show every question, none of them open."""
    return _page(builder, found(builder))


def show_new(builder: Builder) -> ResponseReturnValue:
    """Show an empty card for a question of the kind that the address names."""
    version = found(builder)
    kind = _kind(builder, request.args.get("kind"))
    if kind is None:
        return redirect(builder.url("all", anchor="add"), 303)
    section = request.args.get("section", version.form.sections[-1].code)
    return _page(builder, version, _new_card(version, section, with_room(empty(kind)), {}))


def take_new(builder: Builder) -> ResponseReturnValue:
    """Add the question that was typed."""
    version = found(builder)
    section = request.form.get("section", "")
    kind = _kind(builder, request.form.get("kind")) or Kind.SHORT_TEXT
    typed, is_saved = _pressed(typed_of(request.form.to_dict(flat=False), kind))
    if not is_saved:
        return _page(builder, version, _new_card(version, section, typed, {}))
    try:
        question = read_question(typed, "")
        with work(db.session(), actor(), now()) as unit:
            code = add_question(unit, builder.owner, section, question)
    except Invalid as wrong:
        return _page(builder, version, _new_card(version, section, typed, wrong.fields)), 422
    flash(_("The question is saved."))
    return redirect(builder.url("all", anchor=f"card-{code}"), 303)


def show_one(builder: Builder, code: str) -> str:
    """Show the questions with one of them open."""
    version = found(builder)
    question = _question(version, code)
    typed = with_room(filled(question, version.form))
    return _page(builder, version, _card(builder, version, question, typed))


def take_one(builder: Builder, code: str) -> ResponseReturnValue:
    """Change a question; whoever was slower sees both texts."""
    version = found(builder)
    question = _question(version, code)
    kind = _kind(builder, request.form.get("kind")) or question.kind
    typed, is_saved = _pressed(typed_of(request.form.to_dict(flat=False), kind))
    revision = _revision()
    card = replace(_card(builder, version, question, typed), revision=revision)
    if not is_saved:
        return _page(builder, version, card)
    try:
        asked = read_question(typed, code, _taken(builder, code))
        with work(db.session(), actor(), now()) as unit:
            change_question(unit, builder.owner, code, revision, asked)
    except Invalid as wrong:
        return _page(builder, version, replace(card, problems=wrong.fields)), wrong.status
    except Conflict as over:
        if over.facts.get("reason") != "changed":
            raise
        return _beside(builder, code, typed), over.status
    flash(_("The question is saved."))
    return redirect(builder.url("all", anchor=f"card-{code}"), 303)


def done(
    builder: Builder, command: Callable[[Work], object], said: str, anchor: str = ""
) -> ResponseReturnValue:
    """Do what a button says and go back to the questions; say there why it cannot be."""
    try:
        with work(db.session(), actor(), now()) as unit:
            command(unit)
    except (Invalid, Conflict) as refused:
        problem = translated(refused.sentence)
        return _page(builder, found(builder), problem=problem), refused.status
    flash(said)
    return redirect(builder.url("all", anchor=anchor), 303)


def found(builder: Builder) -> FormVersion:
    """Return the version to work on.

    Raises:
        NotFound: there is no form.
    """
    version = latest_version(db.session(), actor().authority_id, builder.owner)
    if version is None:
        raise NotFound("There are no questions here.")
    return version


def _beside(builder: Builder, code: str, typed: Typed) -> str:
    """Show the card that came too late, and what was saved meanwhile beside it."""
    version = found(builder)
    question = _question(version, code)
    card = _card(builder, version, question, typed)
    return _page(builder, version, replace(card, theirs=told(version.form, question)))


def _card(builder: Builder, version: FormVersion, question: Question, typed: Typed) -> OpenCard:
    section = version.form.section_of(question.code)
    return OpenCard(
        code=question.code,
        section=section.code if section else "",
        number=numbered(version.form).get(question.code, 0),
        revision=version.revisions[question.code],
        typed=typed,
        problems={},
        conditions=conditions(version.form, question.code),
        advice=tuple(builder.advise(typed.text("words"))),
    )


def _new_card(
    version: FormVersion, section: str, typed: Typed, problems: Mapping[str, str]
) -> OpenCard:
    return OpenCard(
        code="",
        section=section,
        number=len(version.form.asks) + 1,
        revision=0,
        typed=typed,
        problems=problems,
        conditions=conditions(version.form, ""),
    )


def _pressed(typed: Typed) -> tuple[Typed, bool]:
    """Return the card as the button that was pressed leaves it, and whether it is to be saved."""
    act = request.form.get("act", "save")
    if act.startswith("drop:"):
        return without_row(typed, act.removeprefix("drop:")), False
    if act in {"more", "kind"}:
        return with_room(typed), False
    return typed, True


def _question(version: FormVersion, code: str) -> Question:
    question = version.form.question(code)
    if question is None:
        raise NotFound("This question is not there any more.")
    return question


def _taken(builder: Builder, code: str) -> set[str]:
    ever = all_asked(db.session(), actor().authority_id, builder.owner).question(code)
    return {choice.code for choice in ever.choices} if ever else set()


def _revision() -> int:
    seen = whole_number(request.form.get("revision"), 9)
    return -1 if seen is None else seen


def _kind(builder: Builder, value: str | None) -> Kind | None:
    return next((kind for kind in builder.kinds if kind.value == value), None)


def _page(
    builder: Builder, version: FormVersion, card: OpenCard | None = None, problem: str = ""
) -> str:
    looked_at = version.form.question(card.code) if card and card.code else None
    preview = looked_at or next(iter(version.form.asks), None)
    return render_template(
        builder.template,
        url=builder.url,
        version=version,
        parts=parts(version, builder.advise),
        card=card,
        problem=problem,
        problems={name: translated(said) for name, said in card.problems.items()} if card else {},
        kinds=builder.kinds,
        with_choices=WITH_CHOICES,
        pictures=builder.pictures,
        may_change=version.state is VersionState.DRAFT,
        preview=shown_question(preview, {}) if preview else None,
        preview_number=numbered(version.form).get(preview.code, 1) if preview else 0,
        total=len(version.form.asks),
        **builder.more,
    )
