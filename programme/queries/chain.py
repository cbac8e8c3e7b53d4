"""The chain of a challenge: each theme, and what is there now of the four steps after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from consultation import evidence
from consultation.evidence import Count, EvidenceKind
from programme.models.briefs import Citation
from programme.models.chain import ChainLine
from programme.models.challenges import Challenge
from programme.models.prototypes import Prototype
from programme.queries.briefs import CitationRow, MeasureRow, citations_of, measures_of
from programme.queries.contracts import MeasureRow as PromiseRow
from programme.queries.contracts import contract_page
from programme.queries.criteria import criteria_page
from programme.queries.prototype_parts import ClaimRow, claims_of
from programme.rules.chain import Link, LinkState, after_drop, in_place, stops_at
from programme.rules.challenges import Standing, is_public
from programme.rules.contracts import Reading
from programme.rules.prototypes import CHECKED, PrototypeState

SHOWN = frozenset({PrototypeState.SHOWCASED, PrototypeState.ACCEPTED, PrototypeState.REJECTED})
"""States of a prototype in which anybody may read what it claims; its firm is not named."""


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One step as it is now.

    Args:
        title: what it says, in the words that were recorded; empty where nothing is there.
        facts: what else is recorded of it, by name.
        because: why it follows from the step before.
        path: of the public page where it can be read.
    """

    link: Link
    state: LinkState
    title: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    because: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One theme with its five steps; what it is linked to, for the form that changes it."""

    number: int
    citation: int
    steps: tuple[ChainStep, ...]
    dropped_because: str
    revision: int
    changed_at: datetime
    people: int | None
    measure: str
    criterion: str
    claim_id: UUID | None
    promise: int | None

    @property
    def states(self) -> list[LinkState]:
        """Return the states of its steps."""
        return [step.state for step in self.steps]

    @property
    def in_place(self) -> int:
        """Return how many of its steps are in place."""
        return in_place(self.states)

    @property
    def stops_at(self) -> int | None:
        """Return the place of the first step that is not, or None."""
        return stops_at(self.states)

    @property
    def theme(self) -> str:
        """Return what residents said."""
        return self.steps[0].title


@dataclass(frozen=True, slots=True)
class ChainChoices:
    """What a line can be linked to."""

    themes: tuple[CitationRow, ...]
    measures: tuple[str, ...]
    criteria: tuple[tuple[str, str], ...]
    claims: tuple[tuple[UUID, str], ...]
    promises: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything that the lines of one challenge can name."""

    citations: dict[int, CitationRow]
    measures: dict[str, MeasureRow]
    criteria: dict[str, tuple[str, int]]
    is_frozen: bool
    claims: dict[UUID, tuple[ClaimRow, PrototypeState]]
    promises: dict[int, PromiseRow]
    is_signed: bool


def chain_of(
    session: Session, authority_id: UUID, challenge_id: UUID, now: datetime
) -> tuple[Line, ...]:
    """Return the lines of a challenge that the caller has asked for, in order."""
    asked = select(ChainLine).where(ChainLine.challenge_id == challenge_id)
    rows = list(session.scalars(asked.order_by(ChainLine.number)))
    if not rows:
        return ()
    known = _known(session, authority_id, challenge_id, now)
    return tuple(_line(row, known) for row in rows)


def themes_by_measure(
    session: Session, authority_id: UUID, challenge_id: UUID, now: datetime
) -> dict[str, list[str]]:
    """Return measure of success → what residents said that led to it, by the chain."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in chain_of(session, authority_id, challenge_id, now):
        if line.measure and not line.dropped_because:
            found[line.measure].append(line.theme)
    return dict(found)


def has_chain(session: Session, challenge_id: UUID) -> bool:
    """Tell whether any theme of a challenge has a line."""
    asked = select(ChainLine.id).where(ChainLine.challenge_id == challenge_id).limit(1)
    return session.scalar(asked) is not None


@dataclass(frozen=True, slots=True)
class LineAt:
    """Where a line is: its challenge and its number."""

    slug: str
    title: str
    number: int


def lines_with(session: Session, authority_id: UUID, ref: str) -> list[LineAt]:
    """Return the lines of a council's public challenges that begin with a comment or its issue."""
    asked = (
        select(Challenge, ChainLine.number, Citation)
        .join(ChainLine, ChainLine.challenge_id == Challenge.id)
        .join(
            Citation,
            and_(Citation.challenge_id == Challenge.id, Citation.number == ChainLine.citation),
        )
        .where(Challenge.authority_id == authority_id, Citation.dropped_at.is_(None))
        .order_by(Challenge.slug, ChainLine.number)
    )
    rows = session.execute(asked).all()
    issues = evidence.issues_with(session, authority_id, ref) if rows else set()
    return [
        LineAt(challenge.slug, challenge.title, number)
        for challenge, number, cited in rows
        if is_public(Standing(challenge.pathway, challenge.state, challenge.stood_at))
        and _begins_with(cited, ref, issues)
    ]


def _begins_with(cited: Citation, ref: str, issues: set[tuple[str, str]]) -> bool:
    if cited.evidence == EvidenceKind.THREAD:
        return cited.key == ref
    is_issue = cited.evidence == EvidenceKind.ISSUE
    return is_issue and (cited.consultation_slug, cited.key) in issues


def choices_of(
    session: Session, authority_id: UUID, challenge_id: UUID, now: datetime
) -> ChainChoices:
    """Return what a line of this challenge can be linked to."""
    known = _known(session, authority_id, challenge_id, now)
    return ChainChoices(
        tuple(each for each in known.citations.values() if each.from_residents),
        tuple(known.measures),
        tuple((code, title) for code, (title, _weight) in known.criteria.items()),
        tuple((id_, row.claim.claim) for id_, (row, _state) in known.claims.items()),
        tuple((number, row.words) for number, row in known.promises.items()),
    )


def _known(session: Session, authority_id: UUID, challenge_id: UUID, now: datetime) -> _Known:
    asked = select(Prototype.id, Prototype.state).where(
        Prototype.challenge_id == challenge_id, Prototype.state.in_(CHECKED)
    )
    prototypes = {row.id: row.state for row in session.execute(asked)}
    claims = claims_of(session, list(prototypes))
    contract = contract_page(session, challenge_id)
    frozen_at = session.get_one(Challenge, challenge_id).criteria_frozen_at
    criteria = criteria_page(session, challenge_id, now).criteria
    return _Known(
        {each.number: each for each in citations_of(session, authority_id, challenge_id)},
        {each.name: each for each in measures_of(session, challenge_id)},
        {each.code: (each.title, each.weight) for each in criteria},
        frozen_at is not None,
        {
            claim.id: (claim, state)
            for id_, state in prototypes.items()
            for claim in claims.get(id_, [])
        },
        {each.number: each for each in contract.measures},
        contract.contract is not None,
    )


def _line(row: ChainLine, known: _Known) -> Line:
    steps = [_MAKE[link](row, known) for link in Link]
    if row.dropped_because:
        states = after_drop([step.state for step in steps])
        steps = [
            ChainStep(step.link, state, step.title, step.facts, step.because, step.path)
            for step, state in zip(steps, states, strict=True)
        ]
    cited = known.citations.get(row.citation)
    return Line(
        row.number,
        row.citation,
        tuple(steps),
        row.dropped_because,
        row.revision,
        row.changed_at,
        (cited.now or {}).get(Count.PEOPLE.value) if cited else None,
        row.measure,
        row.criterion,
        row.claim_id,
        row.promise,
    )


def _theme(row: ChainLine, known: _Known) -> ChainStep:
    cited = known.citations.get(row.citation)
    if cited is None or cited.now is None:
        return ChainStep(Link.THEME, LinkState.BROKEN)
    facts = {"kind": cited.kind.value, "key": cited.key, "claim": cited.claim}
    counted = {name: str(value) for name, value in cited.now.items() if value is not None}
    return ChainStep(Link.THEME, LinkState.THERE, cited.words, facts | counted, "", cited.path)


def _measure(row: ChainLine, known: _Known) -> ChainStep:
    link = Link.MEASURE
    if not row.measure:
        return ChainStep(link, LinkState.OPEN)
    found = known.measures.get(row.measure)
    if found is None:
        return ChainStep(link, LinkState.BROKEN, row.measure)
    facts = {"unit": found.unit, "baseline": found.baseline, "target": found.target}
    return ChainStep(link, LinkState.THERE, found.name, facts, _because(row, link))


def _criterion(row: ChainLine, known: _Known) -> ChainStep:
    link = Link.CRITERION
    if not row.criterion:
        return ChainStep(link, LinkState.OPEN)
    if row.criterion not in known.criteria:
        return ChainStep(link, LinkState.BROKEN)
    title, weight = known.criteria[row.criterion]
    state = LinkState.THERE if known.is_frozen else LinkState.DRAFT
    facts = {"weight": f"{weight / 100:g}"}
    return ChainStep(link, state, title, facts, _because(row, link))


def _test(row: ChainLine, known: _Known) -> ChainStep:
    link = Link.TEST
    if row.claim_id is None:
        return ChainStep(link, LinkState.OPEN)
    if row.claim_id not in known.claims:
        return ChainStep(link, LinkState.BROKEN)
    found, at = known.claims[row.claim_id]
    claim = found.claim
    if at not in SHOWN:
        return ChainStep(link, LinkState.DRAFT)
    state = LinkState.FAILED if at is PrototypeState.REJECTED else LinkState.THERE
    facts = {"claim": claim.claim, "test": claim.test}
    return ChainStep(link, state, claim.result, facts, _because(row, link))


def _promise(row: ChainLine, known: _Known) -> ChainStep:
    link = Link.PROMISE
    if row.promise is None:
        return ChainStep(link, LinkState.OPEN)
    found = known.promises.get(row.promise)
    if found is None:
        return ChainStep(link, LinkState.BROKEN)
    state = LinkState.THERE if known.is_signed else LinkState.DRAFT
    if found.reading is Reading.MISSED:
        state = LinkState.FAILED
    facts = {"target": found.target, "said": found.said or ""}
    return ChainStep(link, state, found.words, facts, _because(row, link))


def _because(row: ChainLine, link: Link) -> str:
    return row.because.get(link.value, "")


_MAKE: dict[Link, Callable[[ChainLine, _Known], ChainStep]] = {
    Link.THEME: _theme,
    Link.MEASURE: _measure,
    Link.CRITERION: _criterion,
    Link.TEST: _test,
    Link.PROMISE: _promise,
}
