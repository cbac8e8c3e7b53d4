"""What a submission shows to assessors: its answers, when each is shown, and what is hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.accounts.models.people import Person
from programme.models.blinding import BlindField, BlindReveal
from programme.models.firms import Firm, FirmMember
from programme.models.rounds import AssessmentRound
from programme.models.submissions import Submission
from programme.queries.firm_files import FileRow
from programme.queries.submission_files import files_of
from programme.rules.blinding import (
    Hidden,
    RevealKind,
    Secret,
    Shown,
    texts_in,
    usually_shown,
)
from programme.rules.rounds import RoundState
from programme.rules.submissions import SCORED, form_owner
from questions.queries.answers import answer_set
from questions.queries.forms import open_version, version_of
from questions.rules.forms import Form
from questions.rules.values import Answers

Profile = Mapping[str, tuple[Shown, Hidden | None]]
"""Code of a question → from when on it is shown, and what kind of secret it says, if any."""


@dataclass(frozen=True, slots=True)
class BlindPage:
    """A submission as assessors may come to see it; the firm is named among the secrets alone."""

    submission_id: UUID
    form: Form
    answers: Answers
    profile: Profile
    secrets: tuple[Secret, ...]
    files: Mapping[UUID, FileRow]


@dataclass(frozen=True, slots=True)
class RevealRow:
    """Somebody came to know whose a submission is."""

    submission_id: UUID
    name: str | None
    kind: RevealKind
    reason: str
    revealed_at: datetime


def blind_page(
    session: Session, authority_id: UUID, round_id: UUID, submission_id: UUID
) -> BlindPage | None:
    """Return a submission of a round with all that hides it, or None."""
    asked = (
        select(Submission.set_id, Submission.firm_id)
        .join(AssessmentRound, AssessmentRound.challenge_id == Submission.challenge_id)
        .where(
            Submission.id == submission_id,
            Submission.authority_id == authority_id,
            Submission.state.in_(SCORED),
            AssessmentRound.id == round_id,
        )
    )
    row = session.execute(asked).one_or_none()
    given = answer_set(session, authority_id, row.set_id) if row else None
    if row is None or given is None:
        return None
    form = version_of(session, given.version_id)
    profile = _profile(session, round_id, form)
    told = tuple(
        Secret(kind, text)
        for (code, _turn), value in given.answers.items()
        if (kind := profile.get(code, (Shown.AT_ONCE, None))[1])
        for text in texts_in(value)
    )
    secrets = (*_secrets_of_firm(session, row.firm_id), *told)
    files = files_of(session, submission_id)
    return BlindPage(submission_id, form, given.answers, profile, secrets, files)


def profile_of(
    session: Session, authority_id: UUID, challenge_id: UUID, round_id: UUID
) -> tuple[Form, Profile]:
    """Return what firms are asked, and from when on assessors see each answer."""
    version = open_version(session, authority_id, form_owner(challenge_id))
    form = version.form if version else Form()
    return form, _profile(session, round_id, form)


def reveals_of(session: Session, round_id: UUID) -> tuple[RevealRow, ...]:
    """Return who came to know whose a submission is, the first one first."""
    asked = (
        select(
            BlindReveal.submission_id,
            func.coalesce(Person.name, Person.email),
            BlindReveal.kind,
            BlindReveal.reason,
            BlindReveal.revealed_at,
        )
        .outerjoin(Person, Person.id == BlindReveal.person_id)
        .where(BlindReveal.round_id == round_id)
        .order_by(BlindReveal.revealed_at, BlindReveal.id)
    )
    return tuple(RevealRow(*row) for row in session.execute(asked))


def names_known_to(session: Session, round_id: UUID, person_id: UUID | None) -> Mapping[UUID, str]:
    """Return, by submission, the firms that a person has looked behind the blind for.

    Once the round is released, every firm of it.
    """
    asked = (
        select(Submission.id, Firm.name)
        .join(Firm, Firm.id == Submission.firm_id)
        .join(AssessmentRound, AssessmentRound.challenge_id == Submission.challenge_id)
        .where(AssessmentRound.id == round_id)
    )
    state = session.scalar(select(AssessmentRound.state).where(AssessmentRound.id == round_id))
    if state is not RoundState.RELEASED:
        looked = select(BlindReveal.submission_id).where(
            BlindReveal.round_id == round_id,
            BlindReveal.person_id == person_id,
            BlindReveal.kind == RevealKind.LOOKED,
        )
        asked = asked.where(Submission.id.in_(looked))
    return {row.id: row.name for row in session.execute(asked)}


def _profile(
    session: Session, round_id: UUID, form: Form
) -> dict[str, tuple[Shown, Hidden | None]]:
    kept = {
        row.code: (row.shown, row.secret)
        for row in session.scalars(select(BlindField).where(BlindField.round_id == round_id))
    }
    return {
        question.code: kept.get(question.code, (usually_shown(question.kind), None))
        for _section, question in form
    }


def _secrets_of_firm(session: Session, firm_id: UUID) -> tuple[Secret, ...]:
    firm = session.execute(
        select(Firm.name, Firm.website, Firm.company_number).where(Firm.id == firm_id)
    ).one()
    people = session.scalars(
        select(Person.name)
        .join(FirmMember, FirmMember.person_id == Person.id)
        .where(FirmMember.firm_id == firm_id, Person.name.is_not(None))
        .order_by(Person.id)
    )
    found = (
        Secret(Hidden.FIRM, firm.name),
        Secret(Hidden.LINK, firm.website),
        Secret(Hidden.NUMBER, firm.company_number),
        *(Secret(Hidden.PERSON, name) for name in people if name),
    )
    return tuple(secret for secret in found if secret.value.strip())
