"""A form of the actor's own authority, held still until the commit."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from foundation.base.errors import NotFound
from foundation.base.work import Work
from questions.models.forms import QuestionForm, QuestionRow, QuestionSection, QuestionVersion
from questions.rules.forms import Form, Owner
from questions.rules.stored import form_from
from questions.rules.versions import VersionState, may_change, turned_away


@dataclass(slots=True)
class Held:
    """One version with its rows, in order."""

    form: QuestionForm
    version: QuestionVersion
    sections: list[QuestionSection]
    questions: list[QuestionRow]

    @property
    def asked(self) -> Form:
        """Return what these rows ask, as they are now."""
        return form_from(self.sections, self.questions)

    def row(self, code: str) -> QuestionRow:
        """Return the row of a question.

        Raises:
            NotFound: there is none.
        """
        found = next((row for row in self.questions if row.code == code), None)
        if found is None:
            raise NotFound("This question is not there any more.")
        return found

    def section(self, code: str) -> QuestionSection:
        """Return the row of a section.

        Raises:
            NotFound: there is none.
        """
        found = next((row for row in self.sections if row.code == code), None)
        if found is None:
            raise NotFound("This section is not there any more.")
        return found


def own_form(work: Work, owner: Owner) -> QuestionForm | None:
    """Return the form of *owner*, locked, or None."""
    return work.session.scalars(
        select(QuestionForm)
        .where(
            QuestionForm.owner_kind == owner.kind,
            QuestionForm.owner_id == owner.id,
            QuestionForm.authority_id == work.actor.authority_id,
        )
        .with_for_update()
    ).one_or_none()


def held(work: Work, owner: Owner, state: VersionState) -> Held | None:
    """Return the version of *owner*'s form that is in *state*, or None."""
    form = own_form(work, owner)
    if form is None:
        return None
    version = work.session.scalars(
        select(QuestionVersion).where(
            QuestionVersion.form_id == form.id, QuestionVersion.state == state
        )
    ).one_or_none()
    return Held(form, version, *rows_of(work, version.id)) if version else None


def rows_of(work: Work, version_id: UUID) -> tuple[list[QuestionSection], list[QuestionRow]]:
    """Return the sections and the questions of a version, in order."""
    sections = work.session.scalars(
        select(QuestionSection)
        .where(QuestionSection.version_id == version_id)
        .order_by(QuestionSection.position)
    )
    questions = work.session.scalars(
        select(QuestionRow)
        .join(QuestionSection, QuestionSection.id == QuestionRow.section_id)
        .where(QuestionRow.version_id == version_id)
        .order_by(QuestionSection.position, QuestionRow.position)
    )
    return list(sections), list(questions)


def held_draft(work: Work, owner: Owner) -> Held:
    """Return the draft of *owner*'s form.

    Raises:
        NotFound: *owner* has no form.
        Conflict: its questions are frozen.
    """
    draft = held(work, owner, VersionState.DRAFT)
    if draft:
        return draft
    if held(work, owner, VersionState.FROZEN):
        raise turned_away(may_change(VersionState.FROZEN))
    raise NotFound("There are no questions here.")
