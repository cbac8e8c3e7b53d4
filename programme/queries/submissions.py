"""Submissions: for the people of a firm their own alone, for the council those that were sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from programme.models.challenges import Challenge
from programme.models.firms import Firm, FirmMember
from programme.models.submissions import (
    DeadlineExtension,
    EligibilityCheck,
    Submission,
    SubmissionMove,
)
from programme.queries.firm_files import FileRow
from programme.queries.submission_files import files_of
from programme.rules.challenges import ChallengeState
from programme.rules.eligibility import Ground, Verdict, from_codes
from programme.rules.firms import FirmSize
from programme.rules.submissions import AS_TOLD, FORMS_OF, SENT, SubmissionState, Window
from questions.models.forms import QuestionForm, QuestionVersion
from questions.queries.answers import answer_set
from questions.queries.forms import version_of
from questions.rules.forms import Form
from questions.rules.values import Answers
from questions.rules.versions import VersionState


@dataclass(frozen=True, slots=True)
class FirmRow:
    """A firm for which somebody writes."""

    id: UUID
    name: str
    size: FirmSize
    members: int
    code_until: datetime | None


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One submission in a list."""

    id: UUID
    ref: str
    state: SubmissionState
    firm: str
    challenge: str
    challenge_slug: str
    window: Window
    submitted_at: datetime | None


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One formal check."""

    verdict: Verdict
    grounds: tuple[Ground, ...]
    reason: str
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class ExtensionRow:
    """More time for all, and why."""

    before: datetime
    after: datetime
    reason: str
    extended_at: datetime


@dataclass(frozen=True, slots=True)
class MoveRow:
    """What was done, and when."""

    before: SubmissionState
    after: SubmissionState
    reason: str | None
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """One submission with its answers and all that was done to it."""

    row: SubmissionRow
    certified_by_id: UUID | None
    form: Form
    answers: Answers
    files: Mapping[UUID, FileRow]
    revision: int
    moves: tuple[MoveRow, ...]
    checks: tuple[CheckRow, ...]
    extensions: tuple[ExtensionRow, ...]


def firms_of(session: Session, authority_id: UUID, person_id: UUID) -> tuple[FirmRow, ...]:
    """Return the firms for which a person writes."""
    everybody = (
        select(func.count())
        .select_from(FirmMember)
        .where(FirmMember.firm_id == Firm.id)
        .correlate(Firm)
        .scalar_subquery()
    )
    own = select(FirmMember.firm_id).where(FirmMember.person_id == person_id)
    asked = (
        select(Firm.id, Firm.name, Firm.size, everybody.label("members"), Firm.code_until)
        .where(Firm.authority_id == authority_id, Firm.id.in_(own))
        .order_by(Firm.name, Firm.id)
    )
    return tuple(
        FirmRow(row.id, row.name, row.size, row.members, row.code_until)
        for row in session.execute(asked)
    )


def own_submissions(
    session: Session, authority_id: UUID, person_id: UUID
) -> tuple[SubmissionRow, ...]:
    """Return every submission of the firms for which a person writes, as they were told of it."""
    asked = _rows(authority_id).where(_is_own(person_id)).order_by(Submission.made_at)
    return tuple(_as_told(_row(row)) for row in session.execute(asked))


def own_submission(
    session: Session, authority_id: UUID, person_id: UUID, submission_id: UUID
) -> SubmissionPage | None:
    """Return one submission of a firm for which a person writes; a rival's is none.

    What the council decided is left out until the firm is told of it.
    """
    asked = _rows(authority_id).where(_is_own(person_id), Submission.id == submission_id)
    found = _page(session, authority_id, asked)
    if found is None:
        return None
    is_told = found.row.state not in AS_TOLD
    return replace(
        found,
        row=_as_told(found.row),
        moves=tuple(each for each in found.moves if each.after not in AS_TOLD),
        checks=found.checks if is_told else (),
    )


def sent_submissions(
    session: Session, authority_id: UUID, challenge_id: UUID
) -> tuple[SubmissionRow, ...]:
    """Return what was sent to a challenge, for the council."""
    asked = _rows(authority_id).where(
        Submission.challenge_id == challenge_id, Submission.state.in_(SENT)
    )
    return tuple(map(_row, session.execute(asked.order_by(Submission.submitted_at))))


def sent_submission(
    session: Session, authority_id: UUID, submission_id: UUID
) -> SubmissionPage | None:
    """Return one submission that was sent, for the council; a draft is nobody's but the firm's."""
    asked = _rows(authority_id).where(Submission.id == submission_id, Submission.state.in_(SENT))
    return _page(session, authority_id, asked)


def _as_told(row: SubmissionRow) -> SubmissionRow:
    return replace(row, state=AS_TOLD.get(row.state, row.state))


def _is_own(person_id: UUID) -> Any:  # noqa: ANN401  a condition of SQLAlchemy's
    own = select(FirmMember.firm_id).where(FirmMember.person_id == person_id)
    return Submission.firm_id.in_(own)


def _rows(authority_id: UUID) -> Any:  # noqa: ANN401  a statement with many columns
    return (
        select(
            Submission.id,
            Submission.ref,
            Submission.state,
            Submission.set_id,
            Submission.challenge_id,
            Submission.certified_by_id,
            Submission.submitted_at,
            Firm.name,
            Challenge.title,
            Challenge.slug,
            Challenge.opens_at,
            Challenge.closes_at,
        )
        .join(Firm, Firm.id == Submission.firm_id)
        .join(Challenge, Challenge.id == Submission.challenge_id)
        .where(Submission.authority_id == authority_id)
    )


def _row(row: Any) -> SubmissionRow:  # noqa: ANN401  a row of ``_rows``
    return SubmissionRow(
        id=row.id,
        ref=row.ref,
        state=row.state,
        firm=row.name,
        challenge=row.title,
        challenge_slug=row.slug,
        window=Window(row.opens_at, row.closes_at),
        submitted_at=row.submitted_at,
    )


def _page(session: Session, authority_id: UUID, asked: Select[Any]) -> SubmissionPage | None:
    row: Any = session.execute(asked).one_or_none()
    given = answer_set(session, authority_id, row.set_id) if row else None
    if row is None or given is None:
        return None
    return SubmissionPage(
        row=_row(row),
        certified_by_id=row.certified_by_id,
        form=version_of(session, given.version_id),
        answers=given.answers,
        files=files_of(session, row.id),
        revision=given.revision,
        moves=_moves(session, row.id),
        checks=_checks(session, row.id),
        extensions=extensions_of(session, row.challenge_id),
    )


@dataclass(frozen=True, slots=True)
class OpenChallenge:
    """A challenge to which firms may submit now."""

    id: UUID
    slug: str
    title: str
    question: str
    closes_at: datetime


def open_challenges(
    session: Session, authority_id: UUID, now: datetime
) -> tuple[OpenChallenge, ...]:
    """Return what firms may answer at *now*, what closes first before the others."""
    asked = (
        select(
            Challenge.id, Challenge.slug, Challenge.title, Challenge.question, Challenge.closes_at
        )
        .join(QuestionForm, QuestionForm.owner_id == Challenge.id)
        .join(QuestionVersion, QuestionVersion.form_id == QuestionForm.id)
        .where(
            Challenge.authority_id == authority_id,
            Challenge.state == ChallengeState.RELEASED,
            Challenge.opens_at <= now,
            Challenge.closes_at > now,
            QuestionForm.owner_kind == FORMS_OF,
            QuestionVersion.state == VersionState.FROZEN,
        )
        .order_by(Challenge.closes_at, Challenge.slug)
    )
    return tuple(
        OpenChallenge(row.id, row.slug, row.title, row.question, row.closes_at)
        for row in session.execute(asked)
        if row.closes_at
    )


def extensions_of(session: Session, challenge_id: UUID) -> tuple[ExtensionRow, ...]:
    """Return how often firms were given more time, the first time first."""
    asked = (
        select(DeadlineExtension)
        .where(DeadlineExtension.challenge_id == challenge_id)
        .order_by(DeadlineExtension.extended_at)
    )
    return tuple(
        ExtensionRow(row.before, row.after, row.reason, row.extended_at)
        for row in session.scalars(asked)
    )


def _moves(session: Session, submission_id: UUID) -> tuple[MoveRow, ...]:
    asked = (
        select(SubmissionMove)
        .where(SubmissionMove.submission_id == submission_id)
        .order_by(SubmissionMove.moved_at)
    )
    return tuple(
        MoveRow(row.before, row.after, row.reason, row.moved_at) for row in session.scalars(asked)
    )


def _checks(session: Session, submission_id: UUID) -> tuple[CheckRow, ...]:
    asked = (
        select(EligibilityCheck)
        .where(EligibilityCheck.submission_id == submission_id)
        .order_by(EligibilityCheck.checked_at)
    )
    return tuple(
        CheckRow(row.verdict, from_codes(row.grounds), row.reason, row.checked_at)
        for row in session.scalars(asked)
    )
