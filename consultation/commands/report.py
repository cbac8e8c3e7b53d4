"""Write an officer's report, say which issues it leaves open, and ask for it on paper."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select

from consultation.commands.issue_steps import own_issue
from consultation.commands.own import own_consultation
from consultation.commands.report_gate import readiness
from consultation.commands.tallies import lock
from consultation.commands.telling import current_outcome
from consultation.models.consultations import Consultation
from consultation.models.report import ReportOpenIssue, ReportPaper, ReportPart
from consultation.rules.issues import IssueStatus
from consultation.rules.refusals import agree
from consultation.rules.report import (
    REACH,
    REFUSALS,
    UNSORTED,
    IssueLeftOpen,
    Paper,
    PaperAsked,
    PaperState,
    ReportWritten,
    WhyNot,
    checked_part,
    checked_why,
    may_write,
)
from foundation.base.decisions import Decision
from foundation.base.errors import NotFound
from foundation.base.files import Store, keep_file
from foundation.base.languages import ENGLISH
from foundation.base.work import Work

PAPERS = "papers"
"""Who is woken to make a paper."""


def write_part(work: Work, slug: str, part: str, text: str, *, seen: int) -> None:
    """Save one part of the report in the officer's words.

    Args:
        work: of the authority whose consultation it is.
        slug: which consultation.
        part: as ``rules/report.py`` names it.
        text: the words.
        seen: the revision that the writer had before their eyes, 0 where there was none.

    Raises:
        NotFound: no such consultation, or nobody said anything that this part is about.
        Conflict: the report is published, or somebody else has changed this part.
        Invalid: there are no words, or far too many.
    """
    consultation = own_consultation(work, slug)
    lock(work.session, consultation.id)
    agree(may_write(consultation.status), REFUSALS)
    text = checked_part(text)
    kept = work.session.get(ReportPart, (consultation.id, part), populate_existing=True)
    if kept and kept.text == text:
        return
    if (kept.revision if kept else 0) != seen:
        agree(Decision(WhyNot.CHANGED_MEANWHILE), REFUSALS)
    if kept is None:
        if part not in {*readiness(work.session, consultation.id).needed, UNSORTED, REACH}:
            raise NotFound("The report has no such part.")
        kept = ReportPart(consultation_id=consultation.id, part=part, writers=[])
        work.session.add(kept)
    person = work.actor.person_id
    kept.text, kept.revision, kept.saved_at = text, seen + 1, work.now
    kept.writers = sorted({*kept.writers, *((str(person),) if person else ())})
    work.record(ReportWritten(consultation.id, consultation.id))


def leave_open(work: Work, issue_id: UUID, reason: str) -> None:
    """Let the report say that an issue has no outcome yet, and why; a later reason replaces it.

    Raises:
        NotFound: no such issue.
        Conflict: it has an outcome, was merged, or the report is published.
        Invalid: there is no reason.
    """
    issue = own_issue(work, issue_id)
    consultation = work.session.get_one(Consultation, issue.consultation_id)
    agree(may_write(consultation.status), REFUSALS)
    reason = checked_why(reason)
    if issue.status is IssueStatus.MERGED or current_outcome(work, issue_id):
        agree(Decision(WhyNot.HAS_OUTCOME), REFUSALS)
    kept = work.session.get(ReportOpenIssue, issue_id)
    if kept is None:
        kept = ReportOpenIssue(issue_id=issue_id)
        work.session.add(kept)
    kept.reason, kept.saved_at, kept.saved_by_id = reason, work.now, work.actor.person_id
    work.record(IssueLeftOpen(issue_id, issue.consultation_id))


def ask_paper(
    work: Work,
    slug: str,
    paper: Paper = Paper.REPORT,
    about: str = "",
    language: str = ENGLISH.code,
) -> UUID:
    """Ask for a PDF and return the paper's id; one that waits is not asked twice.

    Raises:
        NotFound: no such consultation.
    """
    consultation = own_consultation(work, slug)
    lock(work.session, consultation.id)
    waiting = work.session.scalar(
        select(ReportPaper.id).where(
            ReportPaper.consultation_id == consultation.id,
            ReportPaper.paper == paper,
            ReportPaper.about == about,
            ReportPaper.language == language,
            ReportPaper.state == PaperState.WAITING,
        )
    )
    work.wakes.add(PAPERS)
    if waiting:
        return waiting
    made = ReportPaper(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        consultation_id=consultation.id,
        paper=paper,
        about=about,
        language=language,
        state=PaperState.WAITING,
        asked_at=work.now,
        asked_by_id=work.actor.person_id,
    )
    work.session.add(made)
    work.record(PaperAsked(made.id, consultation.id))
    return made.id


def keep_paper(
    work: Work, paper_id: UUID, store: Store, content: bytes | None, name: str = ""
) -> None:
    """Keep a paper that was made, or that it could not be made; done before, it stays as it is."""
    paper = work.session.get_one(ReportPaper, paper_id, populate_existing=True)
    if paper.state is not PaperState.WAITING:
        return
    if content is None:
        paper.state = PaperState.FAILED
        return
    kept = keep_file(work, store, name=name, media_type="application/pdf", content=content)
    work.session.flush()
    paper.file_id, paper.state = kept, PaperState.MADE
