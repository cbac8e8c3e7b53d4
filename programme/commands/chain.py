"""Begin a line of the chain with a theme, link it step by step, or let it end with a reason."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import func, select

from foundation.base.errors import Invalid, NotFound
from foundation.base.refusals import agree, refused
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.own import own_challenge
from programme.models.briefs import Citation, SuccessMeasure
from programme.models.chain import ChainLine
from programme.models.challenges import Challenge
from programme.models.contracts import ContractMeasure
from programme.models.criteria import ScoredCriterion
from programme.models.prototypes import Prototype, PrototypeClaim
from programme.rules.chain import (
    REFUSALS,
    ChainChanged,
    ChainDraft,
    WhyNot,
    checked_because,
    may_begin,
)
from programme.rules.prototypes import CHECKED


def begin_line(work: Work, challenge_id: UUID, citation: int) -> int:
    """Begin a line with something that residents said and the brief cites; return its number.

    Raises:
        NotFound: no such challenge.
        Invalid: the brief cites nothing of residents under this number.
        Conflict: it has a line, or there are too many.
    """
    challenge = own_challenge(work, challenge_id)
    cited = select(Citation.id).where(
        Citation.challenge_id == challenge.id,
        Citation.number == citation,
        Citation.dropped_at.is_(None),
        Citation.from_residents,
    )
    if work.session.scalar(cited) is None:
        wrong = say("Choose something that residents said and the brief cites.")
        raise Invalid(wrong, fields={"citation": wrong})
    asked = select(ChainLine.number, ChainLine.citation).where(
        ChainLine.challenge_id == challenge.id
    )
    rows = work.session.execute(asked).all()
    has_line = any(row.citation == citation for row in rows)
    agree(may_begin(has_line=has_line, lines=len(rows)), REFUSALS)
    number = max((row.number for row in rows), default=0) + 1
    work.session.add(
        ChainLine(
            id=uuid4(),
            challenge_id=challenge.id,
            number=number,
            citation=citation,
            measure="",
            criterion="",
            because={},
            dropped_because="",
            revision=1,
            changed_at=work.now,
        )
    )
    _note(work, challenge, number)
    return number


def link_line(work: Work, challenge_id: UUID, number: int, draft: ChainDraft, *, seen: int) -> None:
    """Link a line to what was made of its theme; *seen* is the revision as the writer saw it.

    Raises:
        NotFound: no such challenge or line.
        Invalid: something that is linked is not there, or a reason is too long.
        Conflict: somebody changed it in the meantime.
    """
    challenge = own_challenge(work, challenge_id)
    row = _line(work, challenge.id, number)
    if row.revision != seen:
        raise refused(WhyNot.CHANGED, REFUSALS)
    because, dropped = checked_because(draft.because, draft.dropped_because)
    _check(work, challenge.id, row, draft)
    row.measure, row.criterion = draft.measure, draft.criterion
    row.claim_id, row.promise = draft.claim_id, draft.promise
    row.because = {link.value: words for link, words in because.items()}
    row.dropped_because = dropped
    row.revision, row.changed_at = row.revision + 1, work.now
    _note(work, challenge, number)


def remove_line(work: Work, challenge_id: UUID, number: int) -> None:
    """Take a line that was begun by mistake away.

    Raises:
        NotFound: no such challenge or line.
    """
    challenge = own_challenge(work, challenge_id)
    work.session.delete(_line(work, challenge.id, number))
    _note(work, challenge, number)


def _check(work: Work, challenge_id: UUID, row: ChainLine, draft: ChainDraft) -> None:
    """Refuse what is newly linked and not there; what was linked before may have gone since."""
    known = {
        "measure": (
            draft.measure,
            row.measure,
            select(func.count()).where(
                SuccessMeasure.challenge_id == challenge_id, SuccessMeasure.name == draft.measure
            ),
        ),
        "criterion": (
            draft.criterion,
            row.criterion,
            select(func.count()).where(
                ScoredCriterion.challenge_id == challenge_id,
                ScoredCriterion.code == draft.criterion,
            ),
        ),
        "claim_id": (
            draft.claim_id,
            row.claim_id,
            select(func.count())
            .select_from(PrototypeClaim)
            .join(Prototype, Prototype.id == PrototypeClaim.prototype_id)
            .where(
                Prototype.challenge_id == challenge_id,
                Prototype.state.in_(CHECKED),
                PrototypeClaim.id == draft.claim_id,
            ),
        ),
        "promise": (
            draft.promise,
            row.promise,
            select(func.count()).where(
                ContractMeasure.challenge_id == challenge_id,
                ContractMeasure.number == draft.promise,
            ),
        ),
    }
    wrong = say("Choose one of these.")
    for name, (wanted, before, counted) in known.items():
        if wanted and wanted != before and not work.session.scalar(counted):
            raise Invalid(wrong, fields={name: wrong})


def _line(work: Work, challenge_id: UUID, number: int) -> ChainLine:
    asked = select(ChainLine).where(
        ChainLine.challenge_id == challenge_id, ChainLine.number == number
    )
    found = work.session.scalars(asked).one_or_none()
    if found is None:
        raise NotFound(say("There is no such line. Maybe somebody has removed it."))
    return found


def _note(work: Work, challenge: Challenge, number: int) -> None:
    work.session.flush()
    work.record(ChainChanged(challenge.id, programme_id=challenge.programme_id, number=number))
