"""Add, change and remove the sections of a draft."""

from __future__ import annotations

from foundation.base.errors import Conflict, Invalid
from foundation.base.words import say
from foundation.base.work import Work
from foundation.base.written import cleaned, in_one_line, says_something
from questions.commands.forms import check_conditions
from questions.commands.own import held_draft
from questions.models.forms import QuestionSection
from questions.rules.forms import Owner, Section

LONGEST_TITLE = 150
LONGEST_LEAD = 2_000
MOST_TIMES = 20
MOST_SECTIONS = 30


def add_section(work: Work, owner: Owner, section: Section) -> str:
    """Add a section at the end; return its code.

    Raises:
        NotFound: *owner* has no form.
        Conflict: the questions are frozen.
        Invalid: its title, its words or its number of turns cannot be.
    """
    draft = held_draft(work, owner)
    if len(draft.sections) >= MOST_SECTIONS:
        raise Invalid(say("There can be at most {most} sections.", most=MOST_SECTIONS))
    tidy = _checked(section)
    draft.form.codes += 1
    code = f"s{draft.form.codes + 1}"
    work.session.add(
        QuestionSection(
            version_id=draft.version.id,
            code=code,
            position=max(row.position for row in draft.sections) + 1,
            title=tidy.title,
            lead=tidy.lead,
            most_times=tidy.most_times,
        )
    )
    draft.version.revision += 1
    work.session.flush()
    return code


def change_section(work: Work, owner: Owner, section: Section) -> None:
    """Let the section with the same code say what *section* does.

    Raises:
        NotFound: it is not there any more.
        Conflict: the questions are frozen.
        Invalid: its title, its words or its number of turns cannot be.
    """
    draft = held_draft(work, owner)
    row, tidy = draft.section(section.code), _checked(section)
    row.title, row.lead, row.most_times = tidy.title, tidy.lead, tidy.most_times
    check_conditions(draft.asked)
    draft.version.revision += 1


def remove_section(work: Work, owner: Owner, code: str) -> None:
    """Delete a section without questions; one always stays.

    Raises:
        NotFound: it is not there any more.
        Conflict: the questions are frozen, or it is not empty, or it is the last one.
    """
    draft = held_draft(work, owner)
    row = draft.section(code)
    if len(draft.sections) == 1 or any(each.section_id == row.id for each in draft.questions):
        raise Conflict(say("Move the questions of this section first."))
    work.session.delete(row)
    draft.version.revision += 1
    work.session.flush()


def _checked(section: Section) -> Section:
    title, lead = in_one_line(section.title), cleaned(section.lead)
    fields: dict[str, str] = {}
    if not says_something(title):
        fields["title"] = say("Give the section a title.")
    elif len(title) > LONGEST_TITLE:
        fields["title"] = say("Use at most {most} characters.", most=LONGEST_TITLE)
    if len(lead) > LONGEST_LEAD:
        fields["lead"] = say("Use at most {most} characters.", most=LONGEST_LEAD)
    if not 1 <= section.most_times <= MOST_TIMES:
        fields["most_times"] = say("Enter a whole number from 1 to {most}.", most=MOST_TIMES)
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return Section(section.code, title, lead, section.most_times)
