"""Write a brief section by section, send it for review, open it with two keys, release it."""

from __future__ import annotations

from uuid import UUID

from foundation.base.refusals import agree, refused
from foundation.base.work import Work
from programme.commands.own import own_challenge
from programme.models.briefs import (
    Brief,
    BriefEdit,
    BriefSection,
)
from programme.models.challenges import Challenge
from programme.rules.briefs import (
    REFUSALS,
    BriefMoved,
    BriefState,
    SectionWritten,
    WhyNot,
    may_write,
    step,
)
from programme.rules.pathways import checked_reason
from programme.rules.sections import Section, checked_complete, checked_text


def own_brief(work: Work, challenge_id: UUID) -> tuple[Challenge, Brief]:
    """Return a challenge and its brief, begun where there is none yet.

    Raises:
        NotFound: no such challenge.
    """
    challenge = own_challenge(work, challenge_id)
    brief = work.session.get(Brief, challenge.id, populate_existing=True)
    if brief is None:
        brief = Brief(challenge_id=challenge.id, state=BriefState.DRAFT, version=0)
        work.session.add(brief)
        work.session.flush()
    return challenge, brief


def write_section(
    work: Work, challenge_id: UUID, section: Section, text: str, *, seen_revision: int
) -> int:
    """Let a section say *text*; return its new revision.

    Raises:
        NotFound: no such challenge.
        Invalid: it is far too long.
        Conflict: the brief is in review or released, or somebody changed the section meanwhile.
    """
    challenge, brief = own_brief(work, challenge_id)
    text = checked_text(text)
    agree(may_write(brief.state), REFUSALS)
    row = own_section(work, challenge.id, section)
    if row.revision != seen_revision:
        raise refused(WhyNot.CHANGED_MEANWHILE, REFUSALS)
    if row.text == text:
        return row.revision
    row.text, row.revision, row.changed_at = text, row.revision + 1, work.now
    row.is_complete, row.waived_because = False, None
    note_edit(work, brief, section, text, row.revision)
    return row.revision


def complete_section(work: Work, challenge_id: UUID, section: Section, *, done: bool) -> None:
    """Call a section complete, or unfinished again.

    Raises:
        NotFound: no such challenge.
        Invalid: it says nothing, or too much.
        Conflict: the brief is in review or released.
    """
    challenge, brief = own_brief(work, challenge_id)
    agree(may_write(brief.state), REFUSALS)
    row = own_section(work, challenge.id, section)
    if done:
        checked_complete(section, row.text)
    row.is_complete, row.waived_because = done, None
    work.session.flush()


def waive_section(work: Work, challenge_id: UUID, section: Section, reason: str) -> None:
    """Say why a section is not needed.

    Raises:
        NotFound: no such challenge.
        Invalid: the reason says nothing.
        Conflict: the brief is in review or released.
    """
    challenge, brief = own_brief(work, challenge_id)
    agree(may_write(brief.state), REFUSALS)
    row = own_section(work, challenge.id, section)
    row.waived_because, row.is_complete = checked_reason(reason, field="waived_because"), False
    row.revision += 1
    note_edit(work, brief, section, row.text, row.revision)


def own_section(work: Work, challenge_id: UUID, section: Section) -> BriefSection:
    """Return a section of a brief, made where nobody has written in it yet."""
    row = work.session.get(BriefSection, (challenge_id, section), populate_existing=True)
    if row is None:
        row = BriefSection(
            challenge_id=challenge_id, section=section, text="", revision=0, is_complete=False
        )
        work.session.add(row)
        work.session.flush()
    return row


def note_edit(work: Work, brief: Brief, section: Section, text: str, revision: int) -> None:
    """Note who changed a section; what was approved or sent back is a draft again."""
    work.session.add(
        BriefEdit(
            challenge_id=brief.challenge_id,
            section=section,
            revision=revision,
            text=text,
            edited_by_id=work.actor.person_id,
            edited_at=work.now,
        )
    )
    if brief.state in {BriefState.APPROVED, BriefState.CHANGES_REQUESTED}:
        move_brief(work, brief, BriefState.DRAFT)
    work.session.flush()
    work.record(SectionWritten(brief.challenge_id, brief.challenge_id, section))


def move_brief(work: Work, brief: Brief, after: BriefState) -> None:
    """Take a brief to its next state.

    Raises:
        Conflict: *after* does not follow.
    """
    before = brief.state
    step(before, after)
    brief.state = after
    work.session.flush()
    work.record(BriefMoved(brief.challenge_id, brief.challenge_id, before, after, brief.version))
