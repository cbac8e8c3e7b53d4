"""The documents of a consultation: a table of rows, and a file to add from this device."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from consultation.commands.document_files import add_document
from consultation.commands.documents import set_documents
from consultation.commands.plans import finish_task
from consultation.queries.consultations import ConsultationPage
from consultation.rules.access import Can
from consultation.rules.attachments import (
    LARGEST,
    AttachmentKind,
    WhyNotTaken,
    kind_of,
    may_be_taken,
)
from consultation.rules.drafts import DocumentDraft
from consultation.rules.plans import Task
from consultation.web.attachment_labels import NOT_TAKEN, UNREADABLE
from consultation.web.forms.rows import DocumentLine, document_lines, drafted, typed_documents
from consultation.web.setup import bp, saved, staff_page
from consultation.web.setup_held import Overtaken, held, seen_as
from foundation.base.db import db
from foundation.base.errors import Invalid
from foundation.base.uploads.apart import made_anew
from foundation.base.uploads.parts import Unreadable
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now
from foundation.web.sizes import LARGEST_UPLOAD, takes_up_to
from foundation.web.words import translated

ADDS = "file"
"""What the button says that adds a file and stays on the page."""


@bp.get("/<slug>/documents")
@allow(Can.CONSULTATION_WRITE)
def documents(slug: str) -> ResponseReturnValue:
    """Show the documents."""
    page = staff_page(slug)
    return _page(page, document_lines(page.documents), {})


@bp.post("/<slug>/documents")
@allow(Can.CONSULTATION_WRITE)
@takes_up_to(LARGEST_UPLOAD)
def change_documents(slug: str) -> ResponseReturnValue:
    """Keep the documents and, where one was chosen, a file more."""
    page = staff_page(slug)
    lines = typed_documents(request.form)
    adds = request.form.get("act") == ADDS
    try:
        file = _made_anew(adds=adds)
        with work(db.session(), actor(), now()) as unit:
            held(unit, slug, request.form.get("seen"), _documents)
            set_documents(unit, page.id, drafted(lines))
            if file:
                add_document(unit, current_app.extensions["files"], page.id, *file, _new())
            finish_task(unit, page.id, Task.DOCUMENTS)
    except Invalid as wrong:
        shown = [*lines, DocumentLine(), DocumentLine()]
        return _page(page, shown, wrong.fields or {"documents": str(wrong)}), 422
    except Overtaken as wrong:
        there = staff_page(slug)
        problems = {"documents": translated(wrong.sentence)}
        return _page(there, lines, problems, document_lines(there.documents)), wrong.status
    if not adds:
        return saved(slug)
    flash(_("The file is added."))
    return redirect(url_for(".documents", slug=slug), 303)


def _made_anew(*, adds: bool) -> tuple[AttachmentKind, bytes] | None:
    """Return the file that was sent, made anew before any transaction opens; None without one.

    Raises:
        Invalid: none was chosen, or it cannot be taken.
    """
    given = request.files.get("file")
    content = b""
    if given:
        with closing(given):
            content = given.read(LARGEST + 1)
    if not content and not adds:
        return None
    allowed, kind = may_be_taken(content, 0, 0), kind_of(content)
    if not allowed or kind is None:
        raise _refused(NOT_TAKEN[WhyNotTaken(allowed.reason or WhyNotTaken.KIND)])
    db.session.rollback()
    try:
        return kind, made_anew(kind.value, content)[0].content
    except Unreadable as wrong:
        raise _refused(UNREADABLE[wrong.reason]) from wrong


def _refused(sentence: object) -> Invalid:
    return Invalid(str(sentence), fields={"file": str(sentence)})


def _new() -> DocumentDraft:
    """Return what was typed beside the file; its address is not known yet."""
    typed = {
        name: request.form.get(f"file_{name}", "").strip() for name in ("title", "kind", "alt")
    }
    return DocumentDraft(typed["title"], "", typed["kind"] or None, typed["alt"] or None)


def _documents(page: ConsultationPage) -> object:
    return [(each.title, each.url, each.kind, each.alt) for each in page.documents]


def _page(
    page: ConsultationPage,
    lines: Sequence[DocumentLine],
    problems: dict[str, str],
    theirs: Sequence[DocumentLine] = (),
) -> str:
    return render_template(
        "consultation/setup/documents.html",
        consultation=page,
        lines=lines,
        problems=problems,
        typed=request.form,
        theirs=theirs,
        seen=seen_as(page, _documents),
    )
