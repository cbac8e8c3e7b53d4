"""The words of one section, and how often it can be answered."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from foundation.base.db import db
from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.numbers import whole_number
from foundation.base.work import work
from foundation.web.current import actor, now
from foundation.web.words import translated
from questions.commands.sections import add_section, change_section, remove_section
from questions.rules.forms import Section
from questions.web.build import Builder, found

NEW = "new"


def show_section(builder: Builder, code: str) -> str:
    """Show the form of a section; ``new`` is one more."""
    section = _section(builder, code)
    fields = {"title": section.title, "lead": section.lead, "most_times": str(section.most_times)}
    return _page(builder, section, fields, {})


def take_section(builder: Builder, code: str) -> ResponseReturnValue:
    """Keep what was typed, or remove the section."""
    section = _section(builder, code)
    fields = {name: request.form.get(name, "") for name in ("title", "lead", "most_times")}
    try:
        with work(db.session(), actor(), now()) as unit:
            if request.form.get("act") == "remove":
                remove_section(unit, builder.owner, code)
                said, anchor = _("The section is removed."), ""
            elif code == NEW:
                anchor, said = add_section(unit, builder.owner, _typed("", fields)), _("Saved.")
            else:
                change_section(unit, builder.owner, _typed(code, fields))
                said, anchor = _("Saved."), code
    except (Invalid, Conflict) as wrong:
        problems = wrong.fields or {"title": wrong.sentence}
        return _page(builder, section, fields, problems), wrong.status
    flash(said)
    return redirect(builder.url("all", anchor=anchor), 303)


def _typed(code: str, fields: Mapping[str, str]) -> Section:
    times = fields["most_times"].strip() or "1"
    return Section(code, fields["title"], fields["lead"], whole_number(times, 3) or 0)


def _section(builder: Builder, code: str) -> Section:
    if code == NEW:
        return Section("")
    sections = found(builder).form.sections
    there = next((each for each in sections if each.code == code), None)
    if there is None:
        raise NotFound("This section is not there any more.")
    return there


def _page(
    builder: Builder, section: Section, fields: Mapping[str, str], problems: Mapping[str, str]
) -> str:
    return render_template(
        "questions/build_section.html",
        url=builder.url,
        section=section,
        fields=fields,
        problems={name: translated(said) for name, said in problems.items()},
        may_remove=bool(section.code) and not section.questions,
        **builder.more,
    )
