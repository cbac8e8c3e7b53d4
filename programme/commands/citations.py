"""Let a sentence of a brief lean on a consultation, and see when that has changed."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import func, select

from consultation import evidence
from consultation.evidence import Evidence, EvidenceKind
from foundation.base.errors import Invalid, NotFound
from foundation.base.refusals import agree
from foundation.base.words import say
from foundation.base.work import Work
from foundation.base.written import in_one_line
from programme.commands.briefs import note_edit, own_brief, own_section
from programme.models.briefs import Citation
from programme.rules.briefs import REFUSALS, may_write
from programme.rules.drafts import LONGEST_QUESTION, missing_or_long, refuse
from programme.rules.sections import Section

NOT_THERE = say("Nothing of this name can be cited from this consultation. Look it up there.")


def cite(  # noqa: PLR0913  what a citation is
    work: Work,
    challenge_id: UUID,
    section: Section,
    *,
    slug: str,
    kind: EvidenceKind,
    key: str,
    claim: str,
) -> int:
    """Cite a piece of a consultation for a claim; return the number that goes into the text.

    Raises:
        NotFound: no such challenge.
        Invalid: the claim says nothing, or there is nothing to cite under this name.
        Conflict: the brief is in review or released.
    """
    challenge, brief = own_brief(work, challenge_id)
    agree(may_write(brief.state), REFUSALS)
    claim = in_one_line(claim)
    refuse({"claim": missing_or_long(claim, LONGEST_QUESTION)})
    found = _looked_up(work, slug, kind, key)
    last = select(func.max(Citation.number)).where(Citation.challenge_id == challenge.id)
    number = (work.session.scalar(last) or 0) + 1
    work.session.add(
        Citation(
            id=uuid4(),
            challenge_id=challenge.id,
            section=section,
            number=number,
            claim=claim,
            evidence=kind.value,
            consultation_slug=found.slug,
            key=found.key,
            words=found.words,
            from_residents=found.from_residents,
            cited=values_of(found),
            cited_at=work.now,
            cited_by_id=work.actor.person_id,
        )
    )
    row = own_section(work, challenge.id, section)
    row.revision += 1
    note_edit(work, brief, section, row.text, row.revision)
    return number


def keep_new_value(work: Work, challenge_id: UUID, number: int) -> None:
    """Cite what a piece of evidence says now, instead of what it said.

    Raises:
        NotFound: no such challenge or citation.
        Invalid: it can no longer be cited.
        Conflict: the brief is in review or released.
    """
    citation = _own(work, challenge_id, number)
    kind = EvidenceKind(citation.evidence)
    found = _looked_up(work, citation.consultation_slug, kind, citation.key)
    citation.cited, citation.cited_at = values_of(found), work.now
    citation.words = found.words
    work.session.flush()


def drop_citation(work: Work, challenge_id: UUID, number: int) -> None:
    """Cite something no more; its number is not given again.

    Raises:
        NotFound: no such challenge or citation.
        Conflict: the brief is in review or released.
    """
    _own(work, challenge_id, number).dropped_at = work.now
    work.session.flush()


def values_of(found: Evidence) -> dict[str, int | None]:
    """Return the numbers of a piece of evidence as they are kept."""
    return {count.value: number for count, number in found.values.items()}


def _looked_up(work: Work, slug: str, kind: EvidenceKind, key: str) -> Evidence:
    found = evidence.evidence_of(work.session, work.actor.authority_id, slug, kind, key)
    if found is None:
        raise Invalid(NOT_THERE, fields={"key": NOT_THERE})
    return found


def _own(work: Work, challenge_id: UUID, number: int) -> Citation:
    challenge, brief = own_brief(work, challenge_id)
    agree(may_write(brief.state), REFUSALS)
    asked = select(Citation).where(
        Citation.challenge_id == challenge.id,
        Citation.number == number,
        Citation.dropped_at.is_(None),
    )
    found = work.session.scalars(asked).one_or_none()
    if found is None:
        raise NotFound(say("There is no such citation."))
    return found
