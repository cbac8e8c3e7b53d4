"""The officer's report: what is still to do, publishing it, and taking it home."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.http import dump_options_header

from consultation.commands.consultations import move_consultation
from consultation.commands.report import ask_paper
from consultation.commands.report_gate import readiness
from consultation.queries.consultations import ConsultationPage
from consultation.queries.named import own_topics
from consultation.queries.report import latest_paper
from consultation.rules.access import Can
from consultation.rules.consultations import NEXT, ConsultationStatus
from consultation.rules.report import (
    REACH,
    REFUSALS,
    Lack,
    PaperState,
    Readiness,
    may_publish,
    may_write,
    missing,
)
from consultation.web.attachments_shown import size_words
from consultation.web.report_paper import document
from consultation.web.report_shown import ShownReport, part_title, shown_report
from consultation.web.setup import staff_page
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import Conflict, NotFound
from foundation.base.work import work
from foundation.web.access import allow
from foundation.web.current import actor, now

bp = Blueprint("report", __name__, url_prefix="/desk")

REPORTED = ConsultationStatus.REPORTED


@bp.get("/<slug>/report")
@allow(Can.REPORT_WRITE)
def tasks(slug: str) -> ResponseReturnValue:
    """Show what the report has and what it lacks."""
    return _tasks(staff_page(slug))


@bp.post("/<slug>/report/publish")
@allow(Can.REPORT_WRITE)
def publish(slug: str) -> ResponseReturnValue:
    """Publish a report that is finished; everybody hears what came of their points."""
    page = staff_page(slug)
    try:
        with work(db.session(), actor(), now()) as unit:
            move_consultation(unit, page.id, REPORTED)
            ask_paper(unit, slug)
    except Conflict as refused:
        return _tasks(staff_page(slug), refused.sentence), 409
    flash(_("The report is published. Everybody is told what came of their points."))
    return redirect(url_for(".tasks", slug=slug), 303)


@bp.get("/<slug>/report/page")
@allow(Can.REPORT_WRITE)
def page(slug: str) -> ResponseReturnValue:
    """Show the report as it would be published now."""
    found = staff_page(slug)
    report = shown_report(found, current_council().id, readiness(db.session(), found.id))
    return render_template(
        "consultation/report/page.html",
        consultation=found,
        report=report,
        is_draft=may_write(found.status).reason is None,
        back=url_for(".tasks", slug=slug),
    )


@bp.get("/<slug>/report/report.html")
@allow(Can.REPORT_WRITE)
def for_word(slug: str) -> Response:
    """Answer with the report as one file that a word processor opens."""
    found, council = staff_page(slug), current_council()
    return kept_file(
        document(found, council.id, council.name),
        "text/html; charset=utf-8",
        f"{slug}-report.html",
    )


@bp.post("/<slug>/report/pdf")
@allow(Can.REPORT_WRITE)
def ask_pdf(slug: str) -> ResponseReturnValue:
    """Ask for the report as a PDF, which is made beside."""
    with work(db.session(), actor(), now()) as unit:
        ask_paper(unit, slug)
    flash(_("The PDF is being made. It takes about half a minute."))
    return redirect(url_for(".tasks", slug=slug, _anchor="pdf"), 303)


@bp.get("/<slug>/report/report.pdf")
@allow(Can.REPORT_WRITE)
def pdf(slug: str) -> Response:
    """Answer with the PDF that was made last."""
    found = staff_page(slug)
    paper = latest_paper(db.session(), found.id)
    if paper is None or paper.digest is None:
        raise NotFound("There is no PDF of this report yet. Ask for one.")
    store = current_app.extensions["files"]
    with store.open(paper.digest) as content:
        return kept_file(content.read(), "application/pdf", f"{slug}-report.pdf")


def kept_file(content: bytes | str, media_type: str, name: str) -> Response:
    """Answer with a file to keep, which no browser or proxy stores by itself."""
    answer = Response(content, content_type=media_type)
    answer.headers["Content-Disposition"] = dump_options_header("attachment", {"filename": name})
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _tasks(found: ConsultationPage, refused: str | None = None) -> str:
    session = db.session()
    ready = readiness(session, found.id)
    report, paper = (
        shown_report(found, current_council().id, ready),
        latest_paper(session, found.id),
    )
    can_publish = REPORTED in NEXT[found.status]
    council = current_council()
    allowed = may_publish(ready, actor().person_id, second_look=council.second_look)
    return render_template(
        "consultation/report/tasks.html",
        consultation=found,
        report=report,
        tasks=_items(found, ready, report),
        lines=_lines(found, ready) if can_publish else [],
        refused=refused,
        why_not=REFUSALS[allowed.reason] if allowed.reason else None,  # type: ignore[index]  # one of ours
        can_publish=can_publish,
        is_published=may_write(found.status).reason is not None,
        paper=paper,
        paper_size=size_words(paper.size) if paper and paper.size else None,
        waits=paper is not None and paper.state is PaperState.WAITING,
        failed=paper is not None and paper.state is PaperState.FAILED,
    )


def _items(found: ConsultationPage, ready: Readiness, report: ShownReport) -> list[dict[str, Any]]:
    """Return the parts as a task list: what each is called, where it is written, if it is."""
    own = own_topics(db.session(), found.id)
    asked = [*ready.needed, REACH]
    counts = {part.key: (part.formal, part.informal) for part in report.parts}
    return [
        {
            "title": part_title(part, own),
            "url": url_for("report.part", slug=found.slug, part=part),
            "is_done": part in ready.written,
            "is_needed": part in ready.needed,
            "counts": counts.get(part),
        }
        for part in asked
    ]


def _lines(found: ConsultationPage, ready: Readiness) -> list[dict[str, str]]:
    """Return all that is missing, each in words and with the page on which to mend it."""
    own, slug = own_topics(db.session(), found.id), found.slug
    lines = []
    for each in missing(ready):
        match each.lack:
            case Lack.SUMMARY:
                url = url_for("report.part", slug=slug, part=each.which)
                words = _("Write the summary: %(title)s", title=part_title(each.which, own))
            case Lack.OUTCOME:
                url = url_for("report.left_open", slug=slug, number=int(each.which))
                words = _("Issue %(number)s has no outcome", number=each.which)
            case Lack.UNSORTED:
                url = url_for("report.part", slug=slug, part="unsorted")
                words = _(
                    "%(count)s comments are in no issue: sort them, or say why not",
                    count=each.which,
                )
        lines.append({"text": str(words), "url": url})
    return lines
