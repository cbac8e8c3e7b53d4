"""Begin a form, freeze it for answers, and begin the next version of it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from foundation.base.errors import Conflict, Invalid, NotFound
from foundation.base.words import say
from foundation.base.work import Work
from questions.commands.own import Held, held, held_draft, own_form
from questions.models.forms import QuestionForm, QuestionRow, QuestionSection, QuestionVersion
from questions.rules.conditions import what_is_wrong
from questions.rules.events import FormFrozen
from questions.rules.forms import Form, Owner
from questions.rules.stored import question_from, question_row
from questions.rules.versions import VersionState, may_freeze, move, turned_away

FIRST_SECTION = "s1"


def make_form(work: Work, owner: Owner) -> UUID:
    """Give *owner* a form with an empty draft; one that is there stays as it is.

    The caller has made sure that *owner* is the actor's authority's.
    """
    there = own_form(work, owner)
    if there:
        return there.id
    form = QuestionForm(
        authority_id=work.actor.authority_id,
        owner_kind=owner.kind,
        owner_id=owner.id,
        codes=0,
        made_at=work.now,
    )
    work.session.add(form)
    work.session.flush()
    version = _new_version(work, form, 1)
    work.session.add(QuestionSection(version_id=version.id, code=FIRST_SECTION, position=1))
    work.session.flush()
    return form.id


def freeze(work: Work, owner: Owner) -> None:
    """Let the draft be answered from now on; the version before it is answered no more.

    Raises:
        NotFound: *owner* has no form.
        Conflict: there is no draft, or nothing is asked in it.
        Invalid: a condition does not stand.
    """
    draft = held_draft(work, owner)
    decision = may_freeze(draft.version.state, asks=len(draft.asked.asks))
    if not decision:
        raise turned_away(decision)
    check_conditions(draft.asked)
    before = held(work, owner, VersionState.FROZEN)
    if before:
        before.version.state = move(before.version.state, VersionState.REPLACED)
        work.session.flush()
    draft.version.state = move(draft.version.state, VersionState.FROZEN)
    draft.version.frozen_at = work.now
    work.record(FormFrozen(draft.form.id, owner_id=owner.id, version=draft.version.number))


def begin_version(work: Work, owner: Owner) -> None:
    """Begin a draft that asks what is asked now; codes stay, so that answers stay comparable.

    Raises:
        NotFound: nothing is frozen.
        Conflict: there is a draft already.
    """
    if held(work, owner, VersionState.DRAFT):
        raise Conflict(say("A new version has been begun already. Load the page again."))
    now = held(work, owner, VersionState.FROZEN)
    if now is None:
        raise NotFound("There are no questions here.")
    latest = work.session.scalar(
        select(func.max(QuestionVersion.number)).where(QuestionVersion.form_id == now.form.id)
    )
    _copy(work, now, _new_version(work, now.form, (latest or 0) + 1))


def copy_form(work: Work, source: Owner, owner: Owner) -> None:
    """Let the draft of *owner* ask what *source* asks now; answers stay where they are.

    Nothing happens where *source* asks nothing. Retired questions are left behind.

    Raises:
        NotFound: *owner* has no form.
        Conflict: its questions are frozen.
    """
    now = held(work, source, VersionState.DRAFT) or held(work, source, VersionState.FROZEN)
    if now is None:
        return
    now.questions = [row for row in now.questions if not row.is_retired]
    draft = held_draft(work, owner)
    for row in (*draft.questions, *draft.sections):
        work.session.delete(row)
    work.session.flush()
    _copy(work, now, draft.version)
    draft.form.codes = now.form.codes
    draft.version.revision += 1
    work.session.flush()


def check_conditions(form: Form) -> None:
    """Refuse a form in which a condition does not stand.

    Raises:
        Invalid: says which question, and why.
    """
    for question in form.asks:
        wrong = what_is_wrong(form, question)
        if wrong:
            said = say("“{question}”: {wrong}", question=question.words, wrong=wrong)
            raise Invalid(said, fields={question.code: said})


def _new_version(work: Work, form: QuestionForm, number: int) -> QuestionVersion:
    version = QuestionVersion(
        form_id=form.id, number=number, state=VersionState.DRAFT, revision=0, made_at=work.now
    )
    work.session.add(version)
    work.session.flush()
    return version


def _copy(work: Work, now: Held, into: QuestionVersion) -> None:
    ids: dict[UUID, UUID] = {}
    for section in now.sections:
        copy = QuestionSection(
            version_id=into.id,
            code=section.code,
            position=section.position,
            title=section.title,
            lead=section.lead,
            most_times=section.most_times,
        )
        work.session.add(copy)
        work.session.flush()
        ids[section.id] = copy.id
    for row in now.questions:
        work.session.add(
            QuestionRow(
                version_id=into.id,
                section_id=ids[row.section_id],
                code=row.code,
                position=row.position,
                revision=0,
                **question_row(question_from(row)),
            )
        )
    work.session.flush()
