"""Hang the pages of a builder under an address; the feature says who may and whose form it is."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.base.errors import NotFound
from foundation.web.access import allow
from questions.commands.forms import begin_version, freeze
from questions.commands.questions import (
    copy_question,
    move_question,
    remove_question,
    retire_question,
)
from questions.web.build import (
    Builder,
    done,
    found,
    show_new,
    show_one,
    take_new,
    take_one,
)
from questions.web.build_cards import numbered
from questions.web.build_sections import show_section, take_section
from questions.web.trying import show_try, take_try

BuilderOf = Callable[[str], Builder]
View = Callable[..., ResponseReturnValue]

ENDPOINTS = {
    "all": "questions",
    "new": "new_question",
    "edit": "question",
    "move": "move_one",
    "copy": "copy_one",
    "remove": "ask_to_remove",
    "retire": "retire_one",
    "section": "section",
    "try": "try_questions",
    "version": "change_version",
}
"""What a builder asks an address for → the view; ``questions`` is the feature's own."""


def hang(bp: Blueprint, rule: str, builder_of: BuilderOf, right: StrEnum, tries: StrEnum) -> None:
    """Give *bp* every page of a builder below *rule*, which names a slug.

    Whoever has *right* may build, and whoever has *tries* may take a test run.
    """

    def add(path: str, endpoint: str, view: View, method: str, needs: StrEnum = right) -> None:
        guarded = allow(needs)(view)
        bp.add_url_rule(rule + path, endpoint=endpoint, view_func=guarded, methods=[method])

    on = partial(_on, builder_of)
    add("/new", "new_question", on(show_new), "GET")
    add("/new", "make_question", on(take_new), "POST")
    add("/<code>", "question", on(show_one), "GET")
    add("/<code>", "change_question", on(take_one), "POST")
    add("/<code>/move", "move_one", on(_move), "POST")
    add("/<code>/copy", "copy_one", on(_copy), "POST")
    add("/<code>/remove", "ask_to_remove", on(_ask_to_remove), "GET")
    add("/<code>/remove", "remove_one", on(_remove), "POST")
    add("/<code>/retire", "retire_one", on(_retire), "POST")
    add("/sections/<code>", "section", on(show_section), "GET")
    add("/sections/<code>", "change_section", on(take_section), "POST")
    add("/versions/new", "change_version", on(_version), "POST")
    add("/try", "try_questions", on(show_try), "GET", tries)
    add("/try", "try_next", on(take_try), "POST", tries)


def _on(builder_of: BuilderOf, page: View) -> View:
    def view(slug: str, **named: str) -> ResponseReturnValue:
        return page(builder_of(slug), **named)

    view.__doc__ = page.__doc__
    return view


def _move(builder: Builder, code: str) -> ResponseReturnValue:
    up = request.form.get("way") == "up"
    command = partial(move_question, owner=builder.owner, code=code, up=up)
    return done(builder, command, _("The question has moved."), f"card-{code}")


def _copy(builder: Builder, code: str) -> ResponseReturnValue:
    command = partial(copy_question, owner=builder.owner, code=code)
    return done(builder, command, _("The copy stands below its original."), f"card-{code}")


def _ask_to_remove(builder: Builder, code: str) -> str:
    form = found(builder).form
    wanted = form.question(code)
    if wanted is None:
        raise NotFound("This question is not there any more.")
    return render_template(
        "questions/build_remove.html",
        url=builder.url,
        question=wanted,
        number=numbered(form).get(code, 0),
        **builder.more,
    )


def _remove(builder: Builder, code: str) -> ResponseReturnValue:
    command = partial(remove_question, owner=builder.owner, code=code)
    return done(builder, command, _("The question is removed."))


def _retire(builder: Builder, code: str) -> ResponseReturnValue:
    is_retired = "ask" not in request.form
    command = partial(retire_question, owner=builder.owner, code=code, is_retired=is_retired)
    said = _("The question is no longer asked. Its answers stay.")
    if not is_retired:
        said = _("The question is asked again.")
    return done(builder, command, said, f"card-{code}")


def _version(builder: Builder) -> ResponseReturnValue:
    if request.form.get("act") == "ask":
        command = partial(freeze, owner=builder.owner)
        return done(builder, command, _("These questions are asked from now on."))
    said = _("Change what you need. People answer the questions as they were until you are done.")
    return done(builder, partial(begin_version, owner=builder.owner), said)
