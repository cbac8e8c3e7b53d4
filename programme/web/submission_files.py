"""Files on the question pages of a submission: add one, take one out, and hand one out."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from flask import Response, current_app, request

from foundation.base.errors import NotFound
from foundation.base.refusals import agree
from foundation.web.current import now
from foundation.web.words import label
from programme.commands.submission_files import NewFiles
from programme.queries.firm_files import FileRow
from programme.queries.submissions import SubmissionPage
from programme.rules.submission_files import REFUSALS, may_add
from programme.rules.submissions import REFUSALS as CLOSED
from programme.rules.submissions import may_write
from programme.web.firm_files import sent_file, served, size_words
from questions.rules.forms import field_name
from questions.rules.kinds import Kind
from questions.rules.sent import Sent
from questions.rules.values import Answers, Files
from questions.rules.walking import Page
from questions.web.shown import ShownFile

ADD = "add:"
DROP = "drop:"


def is_about_files() -> bool:
    """Tell whether a button was pressed that adds a file or takes one out."""
    return request.form.get("act", "").startswith((ADD, DROP))


def is_plain() -> bool:
    """Tell whether a request brings no file at all."""
    return request.mimetype != "multipart/form-data"


def new_names(asked: Page) -> dict[str, UUID]:
    """Return an id for each file that is sent with a page, by the field of its question."""
    act = request.form.get("act")
    return {
        name: uuid4()
        for name in _fields(asked)
        if act == f"{ADD}{name}" or request.files.get(f"{name}-file")
    }


def with_new(asked: Page, sent: Sent, new: Mapping[str, UUID]) -> Sent:
    """Return what was sent, with new files and without the one that is taken out."""
    out = request.form.get("act", "").removeprefix(DROP)
    named = {
        name: [each for each in sent.get(name, ()) if each != out]
        + ([new[name].hex] if name in new else [])
        for name in _fields(asked)
    }
    return {**sent, **named}


def with_saved(asked: Page, sent: Sent, saved: Answers) -> Sent:
    """Return what was sent, with files that a colleague has added meanwhile."""
    more: dict[str, list[str]] = {}
    for question in asked.questions:
        value = saved.get((question.code, asked.turn))
        if isinstance(value, Files):
            name = field_name(question.code, asked.turn)
            more[name] = [*dict.fromkeys([*sent.get(name, ()), *(each.hex for each in value.ids)])]
    return {**sent, **more}


def made_files(found: SubmissionPage, new: Mapping[str, UUID]) -> NewFiles:
    """Make the files that were sent anew.

    Raises:
        Invalid: one cannot be taken, or it is not said what it shows.
        Conflict: the submission is closed, or has as many files as can be.
    """
    if new:
        agree(may_write(found.row.state, found.row.window, now()), CLOSED)
        agree(may_add(len(found.files), len(new)), REFUSALS)
    made = {row_id: sent_file(f"{name}-file", f"{name}-title") for name, row_id in new.items()}
    return NewFiles(current_app.extensions["files"], made)


def served_of(files: Mapping[UUID, FileRow], file_id: UUID) -> Response:
    """Answer with one of *files*, all of which whoever asks may see.

    Raises:
        NotFound: it is none of them.
    """
    row = files.get(file_id)
    if row is None:
        raise NotFound("There is no such file.")
    return served(row, "file")


def shown_files(files: Mapping[UUID, FileRow]) -> dict[str, ShownFile]:
    """Return files as a question's fields show them, by what stands in the field."""
    return {
        row.id.hex: ShownFile(str(row.id), row.title, f"{label(row.kind)}, {size_words(row)}")
        for row in files.values()
    }


def _fields(asked: Page) -> list[str]:
    return [field_name(each.code, asked.turn) for each in asked.questions if each.kind is Kind.FILE]
