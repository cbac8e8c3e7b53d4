"""Try a form as people will answer it; nothing is stored, the answers travel in the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from foundation.base.errors import Invalid
from questions.rules.forms import Form
from questions.rules.kinds import Kind
from questions.rules.reading import read_page
from questions.rules.resent import as_sent
from questions.rules.sent import Sent
from questions.rules.values import Answers, Value
from questions.rules.walking import Page, after_last, page_named, pages
from questions.web.build import Builder, found
from questions.web.shown import shown_page
from questions.web.told import told

CARRIED = "a."
"""What the name of an answer of another page begins with."""


def show_try(builder: Builder) -> str:
    """Show the first page."""
    form = found(builder).form
    first = next(iter(pages(form, {})), None)
    return _shown(builder, form, first, {})


def take_try(builder: Builder) -> ResponseReturnValue:
    """Take the answers of one page and show the next one, or the one before."""
    form = found(builder).form
    before = carried(form, request.form.to_dict(flat=False))
    page = page_named(form, before, request.form.get("page", ""))
    if page is None:
        return _shown(builder, form, next(iter(pages(form, before)), None), before)
    if request.form.get("act") == "back":
        return _shown(builder, form, beside(form, before, page, -1) or page, before)
    sent = request.form.to_dict(flat=False)
    try:
        answers = read_page(page, sent, before, may_wait=_asks_for_files(page))
    except Invalid as wrong:
        return _shown(builder, form, page, before, sent, wrong.fields), wrong.status
    if request.form.get("act") == "again":
        return _shown(builder, form, after_last(page) or page, answers)
    return _shown(builder, form, beside(form, answers, page, 1), answers)


def _asks_for_files(page: Page) -> bool:
    """Tell whether a page can be left empty here: nobody adds files where nothing is kept."""
    return any(question.kind is Kind.FILE for question in page.questions)


def beside(form: Form, answers: Answers, page: Page, step: int) -> Page | None:
    """Return the page after *page* (step 1) or before it (-1), or None at the end."""
    there = pages(form, answers)
    names = [each.name for each in there]
    if page.name not in names:
        return there[-1] if step < 0 and there else None
    at = names.index(page.name) + step
    return there[at] if 0 <= at < len(there) else None


def carried(form: Form, sent: Sent) -> dict[tuple[str, int], Value]:
    """Return the answers that travel in the page; what cannot be read is left out."""
    fields = {
        name.removeprefix(CARRIED): texts
        for name, texts in sent.items()
        if name.startswith(CARRIED)
    }
    answers: dict[tuple[str, int], Value] = {}
    for section in form.sections:
        for turn in range(section.most_times):
            for question in section.questions:
                try:
                    answers = read_page(Page(section, (question,), turn), fields, answers)
                except Invalid:
                    continue
    return answers


def _shown(
    builder: Builder,
    form: Form,
    page: Page | None,
    answers: Answers,
    sent: Sent | None = None,
    problems: Mapping[str, str] | None = None,
) -> str:
    more: dict[str, Any] = dict(builder.more)
    names = [each.name for each in pages(form, answers)]
    return render_template(
        "questions/build_try.html",
        url=builder.url,
        page=page,
        shown_all=shown_page(page, answers, sent, problems) if page else [],
        carried=[
            (f"{CARRIED}{name}", text) for name, texts in as_sent(answers).items() for text in texts
        ],
        told=told(form, answers) if page is None else [],
        number=names.index(page.name) + 1 if page and page.name in names else len(names) + 1,
        total=max(len(names), 1),
        may_repeat=bool(page and page.section.is_repeated and after_last(page)),
        where=builder.where,
        **more,
    )
