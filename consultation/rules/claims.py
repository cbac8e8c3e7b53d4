"""A claim that goes round, and what the council found when it checked it.

Each version is drafted, looked at by a second person where the council wants it, and published; a
later one corrects it. A page of facts takes no side: the claim stands once, in the words that
people use, and the first sentence below it is the fact.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from urllib.parse import urlsplit
from uuid import UUID

from consultation.rules.claim_words import checked_claim
from consultation.rules.words import cleaned, in_one_line, says_something
from foundation.base.decisions import YES, Decision
from foundation.base.errors import Conflict, Invalid
from foundation.base.events import Event

LONGEST_FACT = 2_000
LONGEST_CHECKER = 80
LONGEST_SOURCE = 160
LONGEST_ADDRESS = 500
MOST_SOURCES = 5
MOST_CITED = 200
"""Comments that are put beside a claim at a time."""


class Verdict(StrEnum):
    """What came of the check."""

    CORRECT = "correct"
    PARTLY = "partly"
    INCORRECT = "incorrect"
    NOT_YET_KNOWN = "not_yet_known"


class ClaimState(StrEnum):
    """Where one version of a claim stands."""

    DRAFT = "draft"
    WAITING = "waiting"
    PUBLISHED = "published"


NEXT: dict[ClaimState, frozenset[ClaimState]] = {
    ClaimState.DRAFT: frozenset({ClaimState.WAITING, ClaimState.PUBLISHED}),
    ClaimState.WAITING: frozenset({ClaimState.DRAFT, ClaimState.PUBLISHED}),
    ClaimState.PUBLISHED: frozenset(),
}
"""A change to what waits makes it a draft again; what is public gets a new version."""


class WhyNot(StrEnum):
    """Every way in which a claim is not published."""

    PUBLISHED_ALREADY = "published_already"
    NEEDS_SECOND_LOOK = "needs_second_look"
    OWN_WORDS = "own_words"
    CHANGED_MEANWHILE = "changed_meanwhile"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.PUBLISHED_ALREADY: "This is public already. Change it to correct it.",
    WhyNot.NEEDS_SECOND_LOOK: "A second person has to look at it first. Ask for that.",
    WhyNot.OWN_WORDS: "Somebody else has to look at it: you wrote some of these words.",
    WhyNot.CHANGED_MEANWHILE: (
        "Somebody else has changed this in the meantime. Both texts are below: put together what "
        "you want to keep, then save again."
    ),
}


@dataclass(frozen=True, slots=True)
class Source:
    """What shows it: a document's page or a paragraph in *words*, and its address if it has one."""

    words: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What somebody writes about a claim.

    Args:
        claim: what is going round, in the words that people use.
        fact: what is known; its first sentence says it.
        checked_by: a role or a team, as the public reads it; never a name.
        due_on: until when the check will be done, while it is not yet known.
        is_material: those who were told the version before have to hear of this one.
    """

    claim: str
    verdict: Verdict
    fact: str
    checked_by: str
    sources: tuple[Source, ...]
    due_on: date | None = None
    is_material: bool = False


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim with the version that is public; ``number`` is in its address."""

    number: int
    claim: str
    verdict: Verdict
    fact: str
    is_correction: bool


@dataclass(frozen=True, slots=True)
class ClaimMoved(Event):
    """A version of a claim passed from one state to the next."""

    kind: ClassVar[str] = "consultation.claim.moved"
    consultation_id: UUID
    number: int
    before: ClaimState
    after: ClaimState


@dataclass(frozen=True, slots=True)
class ClaimTold(Event):
    """Whoever cited a claim has to hear what came of the check; *comment_id* if only that one."""

    kind: ClassVar[str] = "consultation.claim.told"
    consultation_id: UUID
    number: int
    verdict: Verdict
    comment_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ClaimAsked(Event):
    """A resident asked the council to check something."""

    kind: ClassVar[str] = "consultation.claim.asked"
    consultation_id: UUID


def move(claim_id: UUID, consultation_id: UUID, number: int, *states: ClaimState) -> ClaimMoved:
    """Return the event for moving a version from the first to the second of *states*.

    Raises:
        Conflict: the second does not follow the first.
    """
    before, after = states
    if before is ClaimState.PUBLISHED:
        raise Conflict(REFUSALS[WhyNot.PUBLISHED_ALREADY])
    if after not in NEXT[before]:
        raise Conflict(f"A claim that is {before.value} cannot become {after.value}.")
    return ClaimMoved(claim_id, consultation_id, number, before, after)


def may_publish(
    state: ClaimState, writers: Collection[UUID], who: UUID | None, *, second_look: bool
) -> Decision:
    """Decide whether *who* may publish a version in *state* that *writers* wrote."""
    if state is ClaimState.PUBLISHED:
        return Decision(WhyNot.PUBLISHED_ALREADY)
    if not second_look:
        return YES
    if state is not ClaimState.WAITING:
        return Decision(WhyNot.NEEDS_SECOND_LOOK)
    return YES if who and who not in writers else Decision(WhyNot.OWN_WORDS)


def checked_finding(finding: Finding) -> Finding:
    """Return *finding* as it is kept.

    Raises:
        Invalid: a part is missing or too long, there is no source, or an address is no web address.
    """
    fields: dict[str, str] = {}
    try:
        claim = checked_claim(finding.claim)
    except Invalid as wrong:
        claim, fields = "", dict(wrong.fields)
    fact, by = cleaned(finding.fact), in_one_line(finding.checked_by)
    if not says_something(fact) or len(fact) > LONGEST_FACT:
        fields["fact"] = f"Write what is known, in at most {LONGEST_FACT:,} characters."
    if not says_something(by) or len(by) > LONGEST_CHECKER:
        fields["checked_by"] = "Name the role or the team that checked it, for example: Tree team."
    sources = _sources(finding.sources, fields)
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    due = finding.due_on if finding.verdict is Verdict.NOT_YET_KNOWN else None
    return Finding(claim, finding.verdict, fact, by, sources, due, finding.is_material)


def _sources(given: Collection[Source], fields: dict[str, str]) -> tuple[Source, ...]:
    kept = []
    for number, source in enumerate(given):
        words, url = in_one_line(source.words), (source.url or "").strip()
        if not (words or url):
            continue
        if not says_something(words) or len(words) > LONGEST_SOURCE:
            fields[f"source_{number}"] = "Say what the source is, for example: Tree survey, page 8."
        elif url and not is_address(url):
            fields[f"url_{number}"] = "Give an address that begins with https://, or leave it out."
        else:
            kept.append(Source(words, url or None))
    is_named = any(name.startswith(("source_", "url_")) for name in fields)
    if not kept and not is_named:
        fields["source_0"] = "Give at least one source that anybody can look at."
    return tuple(kept[:MOST_SOURCES])


def is_address(url: str) -> bool:
    """Tell whether *url* leads to a page of the web or of this site, and does nothing else."""
    if len(url) > LONGEST_ADDRESS or not url.isprintable() or any(map(str.isspace, url)):
        return False
    if url.startswith("/"):
        return not url.startswith(("//", "/\\"))
    try:
        parts = urlsplit(url)
        return (
            parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
        )
    except ValueError:
        return False
