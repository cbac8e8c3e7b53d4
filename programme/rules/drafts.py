"""What somebody types about a challenge, and what of it cannot stay as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from foundation.base.errors import Invalid
from foundation.base.words import say
from foundation.base.written import cleaned, in_one_line, says_something
from programme.rules.challenges import BudgetState, Engagement, PathwayKind, Regime
from programme.rules.pathways import checked_reason

LONGEST_TITLE = 120
LONGEST_QUESTION = 300
LONGEST_SUMMARY = 5_000
MOST_PENCE = 100_000_000_00
"""A hundred million pounds: more is a slip of the keyboard."""

MISSING = say("Write a few words.")


@dataclass(frozen=True, slots=True)
class ChallengeDraft:
    """What a challenge says of itself; its slug is made from the title where None."""

    title: str
    question: str
    summary: str
    pathway: PathwayKind = PathwayKind.SHOWCASE
    department_id: UUID | None = None
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class BudgetDraft:
    """What is known of the money, in pence."""

    state: BudgetState | None
    min_p: int | None = None
    max_p: int | None = None
    holder: str = ""
    decision_on: date | None = None
    regime: Regime = Regime.UNDECIDED
    engagement: Engagement = Engagement.UNDECIDED
    engagement_reason: str = ""


@dataclass(frozen=True, slots=True)
class WindowDraft:
    """When firms may answer and ask: opening, last questions, closing (UTC)."""

    opens_at: datetime | None
    questions_close_at: datetime | None
    closes_at: datetime | None


def checked_challenge(draft: ChallengeDraft) -> ChallengeDraft:
    """Return *draft* as it will be stored.

    Raises:
        Invalid: with one sentence for each field that cannot stay as it is.
    """
    tidy = replace(
        draft,
        title=in_one_line(draft.title),
        question=in_one_line(draft.question),
        summary=cleaned(draft.summary),
    )
    refuse(
        {
            "title": missing_or_long(tidy.title, LONGEST_TITLE),
            "question": missing_or_long(tidy.question, LONGEST_QUESTION),
            "summary": missing_or_long(tidy.summary, LONGEST_SUMMARY),
        }
    )
    return tidy


def checked_budget(draft: BudgetDraft) -> BudgetDraft:
    """Return *draft* as it will be stored.

    Raises:
        Invalid: a sum cannot be, or a decision about the notice has no reason.
    """
    tidy = replace(draft, holder=in_one_line(draft.holder))
    low, high = tidy.min_p, tidy.max_p
    is_upside_down = low is not None and high is not None and high < low
    needs_sum = tidy.state in {BudgetState.INDICATIVE, BudgetState.IDENTIFIED}
    refuse(
        {
            "min_p": _wrong_sum(low),
            "max_p": _wrong_sum(high)
            or (say("The highest sum is below the lowest.") if is_upside_down else None)
            or (say("Say how much it is.") if needs_sum and high is None else None),
            "holder": long(tidy.holder, LONGEST_TITLE),
        }
    )
    if tidy.engagement is Engagement.NOT_NEEDED:
        reason = checked_reason(tidy.engagement_reason, field="engagement_reason")
        return replace(tidy, engagement_reason=reason)
    return replace(tidy, engagement_reason=cleaned(tidy.engagement_reason))


def checked_window(draft: WindowDraft) -> WindowDraft:
    """Return *draft*, if its three instants are all there and in order.

    Raises:
        Invalid: one is missing, or they are not.
    """
    opens, asks, closes = draft.opens_at, draft.questions_close_at, draft.closes_at
    needed = say("Enter a day, a month and a year, for example 12 12 2026.")
    refuse(
        {
            "opens_at": None if opens else needed,
            "questions_close_at": None if asks else needed,
            "closes_at": None if closes else needed,
        }
    )
    assert opens is not None and asks is not None and closes is not None  # noqa: S101, PT018
    refuse(
        {
            "closes_at": say("It has to close after it opens.") if closes <= opens else None,
            "questions_close_at": None
            if opens < asks <= closes
            else say("The last day for questions lies between opening and closing."),
        }
    )
    return draft


def refuse(wrong: Mapping[str, str | None]) -> None:
    """Go on where no field has a sentence against it.

    Raises:
        Invalid: with all the sentences.
    """
    fields = {name: sentence for name, sentence in wrong.items() if sentence}
    if fields:
        raise Invalid(next(iter(fields.values())), fields=fields)


def missing_or_long(text: str, most: int) -> str | None:
    """Return what is wrong with a text that has to say something."""
    return long(text, most) if says_something(text) else MISSING


def long(text: str, most: int) -> str | None:
    """Return what is wrong with a text that may be empty."""
    if len(text) <= most:
        return None
    return say(
        "This has {length} characters. The most we can take is {most}.", length=len(text), most=most
    )


def _wrong_sum(pence: int | None) -> str | None:
    if pence is not None and not 0 <= pence <= MOST_PENCE:
        return say("Enter a sum between £0 and £100,000,000.")
    return None
