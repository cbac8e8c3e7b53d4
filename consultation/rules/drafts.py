"""What an officer writes about a consultation before it opens."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from consultation.rules.consultations import ConsultationKind
from consultation.rules.words import cleaned, in_one_line, same_words, says_something
from foundation.accounts.rules.authorities import Moderating
from foundation.base.errors import Invalid
from foundation.base.written import LONGEST_CODE as LONGEST_SLUG
from foundation.base.written import code_from

LONGEST_TITLE = 200
LONGEST_SUMMARY = 5_000
MOST_OWN_TOPICS = 20

__all__ = [
    "LONGEST_SLUG",
    "ConsultationDraft",
    "DocumentDraft",
    "StageDraft",
    "checked_draft",
    "checked_stages",
    "code_from",
]


@dataclass(frozen=True, slots=True)
class ConsultationDraft:
    """What a consultation says of itself.

    Args:
        decides: who makes the decision in the end, in words; the council where None.
        topics: code and label of each topic beside the common ones.
        slug: its name in addresses; made from the title where None.
        moderating: what the authority does where None.
    """

    kind: ConsultationKind
    title: str
    summary: str
    question: str | None = None
    place_name: str | None = None
    team: str | None = None
    decides: str | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    topics: tuple[tuple[str, str], ...] = ()
    moderating: Moderating | None = None
    application_id: UUID | None = None
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class StageDraft:
    """One step with the day by which it is expected."""

    name: str
    expected_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """A plan, report or picture, where it is kept, and what is to be seen in it."""

    title: str
    url: str
    kind: str | None = None
    alt: str | None = None


def checked_draft(draft: ConsultationDraft) -> ConsultationDraft:
    """Return *draft* as it will be stored.

    Raises:
        Invalid: with one sentence for each field that cannot stay as it is.
    """
    tidy = replace(
        draft,
        title=in_one_line(draft.title),
        summary=cleaned(draft.summary),
        question=in_one_line(draft.question or "") or None,
        place_name=in_one_line(draft.place_name or "") or None,
        team=in_one_line(draft.team or "") or None,
        decides=in_one_line(draft.decides or "") or None,
        topics=tuple(
            (code_from(code or label), in_one_line(label)) for code, label in draft.topics
        ),
    )
    wrong = {
        "title": _missing_or_long(tidy.title, LONGEST_TITLE),
        "summary": _missing_or_long(tidy.summary, LONGEST_SUMMARY),
        "closes_at": _closes_too_early(tidy),
        "decides": _long(tidy.decides or "", LONGEST_TITLE),
        "topics": _wrong_topics(tidy),
    }
    fields = {name: sentence for name, sentence in wrong.items() if sentence}
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)
    return tidy


def checked_stages(stages: Collection[StageDraft]) -> list[StageDraft]:
    """Return stages as they will be stored.

    Raises:
        Invalid: one has no name, or the name of another.
    """
    tidy = [replace(stage, name=in_one_line(stage.name)) for stage in stages]
    names = {same_words(stage.name) for stage in tidy}
    if len(names) < len(tidy) or not all(map(says_something, names)):
        wrong = "Give each stage a name of its own."
        raise Invalid(wrong, fields={"stages": wrong})
    return tidy


def _missing_or_long(text: str, most: int) -> str | None:
    if not says_something(text):
        return "Write a few words."
    return _long(text, most)


def _long(text: str, most: int) -> str | None:
    if len(text) > most:
        return f"This has {len(text):,} characters. The most we can take is {most:,}."
    return None


def _closes_too_early(draft: ConsultationDraft) -> str | None:
    if draft.opens_at and draft.closes_at and draft.closes_at <= draft.opens_at:
        return "It has to close after it opens."
    return None


def _wrong_topics(draft: ConsultationDraft) -> str | None:
    codes = [code for code, _ in draft.topics]
    if len(codes) > MOST_OWN_TOPICS:
        return f"A consultation can have at most {MOST_OWN_TOPICS} topics of its own."
    if not all(codes) or len(set(codes)) < len(codes):
        return "Each topic needs a name of its own."
    return None
