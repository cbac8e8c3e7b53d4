"""What submissions are scored on: criteria with weights, a scale in words and the least mark.

Source: programme-field.md §4.1 and §4.2. Weights are basis points, so that no rounding hides in
them, and nothing of this changes once firms can answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from foundation.base.decisions import YES, Decision
from foundation.base.errors import Invalid
from foundation.base.words import say
from foundation.base.written import in_one_line, says_something

WHOLE = 10_000
"""Basis points that the weights of one round add up to."""

TOP_MARKS = range(1, 11)
LONGEST_TITLE = 100
LONGEST_ANCHOR = 200
MOST_CRITERIA = 12


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is scored from 0 up to *top_mark*.

    ``weight`` is in basis points; ``anchors`` say what each mark means, 0 first; a submission with
    a mark below ``least`` fails, whatever its total.
    """

    code: str
    title: str
    weight: int
    anchors: tuple[str, ...]
    top_mark: int = 5
    least: int = 0


class WhyNot(StrEnum):
    """Why criteria stay as they are, or cannot be frozen yet."""

    NO_CRITERIA = "no_criteria"
    SAME_CODE = "same_code"
    WEIGHT_NOT_POSITIVE = "weight_not_positive"
    WEIGHTS_NOT_WHOLE = "weights_not_whole"
    SCALE_IMPOSSIBLE = "scale_impossible"
    ANCHOR_MISSING = "anchor_missing"
    LEAST_NOT_ON_SCALE = "least_not_on_scale"
    TOO_MANY = "too_many"
    ALREADY_FROZEN = "already_frozen"
    FIRMS_CAN_ANSWER = "firms_can_answer"


REFUSALS: dict[WhyNot, str] = {
    WhyNot.NO_CRITERIA: say("Add at least one criterion first."),
    WhyNot.SAME_CODE: say("Two criteria have the same code. Give each its own."),
    WhyNot.WEIGHT_NOT_POSITIVE: say("Every criterion needs a weight above 0% and at most 100%."),
    WhyNot.WEIGHTS_NOT_WHOLE: say("The weights have to add up to 10,000, which is 100%."),
    WhyNot.SCALE_IMPOSSIBLE: say("A scale goes from 0 to a top mark between 1 and 10."),
    WhyNot.ANCHOR_MISSING: say("Say for every mark of every criterion what it means."),
    WhyNot.LEAST_NOT_ON_SCALE: say("The least mark that passes has to be on the scale."),
    WhyNot.TOO_MANY: say("Score by twelve criteria at most. Remove one first."),
    WhyNot.ALREADY_FROZEN: say("The criteria are frozen. They cannot be changed any more."),
    WhyNot.FIRMS_CAN_ANSWER: say(
        "Firms can answer already. Criteria and weights have to stand before that."
    ),
}


def may_freeze(
    criteria: Sequence[Criterion],
    *,
    frozen_at: datetime | None,
    opens_at: datetime | None,
    now: datetime,
) -> Decision:
    """Decide whether criteria may be frozen at *now*; firms can answer from *opens_at* on."""
    decision = may_change(frozen_at=frozen_at, opens_at=opens_at, now=now)
    return decision and are_whole(criteria)


def may_change(*, frozen_at: datetime | None, opens_at: datetime | None, now: datetime) -> Decision:
    """Decide whether criteria, weights and anchors may be written at *now*."""
    if frozen_at is not None:
        return Decision(WhyNot.ALREADY_FROZEN)
    if opens_at is not None and now >= opens_at:
        return Decision(WhyNot.FIRMS_CAN_ANSWER)
    return YES


def are_whole(criteria: Sequence[Criterion]) -> Decision:
    """Decide whether criteria are complete enough to score by."""
    if not criteria:
        return Decision(WhyNot.NO_CRITERIA)
    if len(criteria) > MOST_CRITERIA:
        return Decision(WhyNot.TOO_MANY)
    if len({each.code for each in criteria}) < len(criteria):
        return Decision(WhyNot.SAME_CODE)
    for each in criteria:
        decision = _is_whole(each)
        if not decision:
            return decision
    if sum(each.weight for each in criteria) != WHOLE:
        return Decision(WhyNot.WEIGHTS_NOT_WHOLE)
    return YES


def checked_criteria(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """Return *criteria* as they will be frozen.

    Raises:
        Invalid: they are not whole; the sentence says what to do, and how far off weights are.
    """
    reason = are_whole(criteria).reason
    if reason is None:
        return tuple(criteria)
    wrong = REFUSALS[WhyNot(reason)]
    if reason is WhyNot.WEIGHTS_NOT_WHOLE:
        total = sum(each.weight for each in criteria)
        wrong = say("The weights add up to {total}. They have to add up to 10,000.", total=total)
    raise Invalid(wrong, fields={"criteria": wrong}, facts={"reason": reason.value})


def checked_criterion(draft: Criterion) -> Criterion:
    """Return one criterion as it will be stored; whether weights add up is asked at the end.

    Raises:
        Invalid: the title says nothing, or weight, anchors or least mark cannot be.
    """
    title = in_one_line(draft.title[: 2 * LONGEST_TITLE])
    if not says_something(title) or len(title) > LONGEST_TITLE:
        wrong = say("Name the criterion, in at most {most} characters.", most=LONGEST_TITLE)
        raise Invalid(wrong, fields={"title": wrong})
    anchors = tuple(in_one_line(anchor[: 2 * LONGEST_ANCHOR]) for anchor in draft.anchors)
    if any(len(anchor) > LONGEST_ANCHOR for anchor in anchors):
        wrong = say("Use at most {most} characters for each mark.", most=LONGEST_ANCHOR)
        raise Invalid(wrong, fields={"anchors": wrong})
    made = replace(draft, title=title, anchors=anchors)
    reason = _is_whole(made).reason
    if reason is None:
        return made
    against = REFUSALS[WhyNot(reason)]
    raise Invalid(
        against, fields={_FIELDS[WhyNot(reason)]: against}, facts={"reason": reason.value}
    )


_FIELDS = {
    WhyNot.WEIGHT_NOT_POSITIVE: "weight",
    WhyNot.SCALE_IMPOSSIBLE: "anchors",
    WhyNot.ANCHOR_MISSING: "anchors",
    WhyNot.LEAST_NOT_ON_SCALE: "least",
}


def by_weight(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """Return *criteria*, the heaviest first; equal weights stay in the order published."""
    return tuple(sorted(criteria, key=lambda each: -each.weight))


def _is_whole(criterion: Criterion) -> Decision:
    if not 0 < criterion.weight <= WHOLE:
        return Decision(WhyNot.WEIGHT_NOT_POSITIVE)
    if criterion.top_mark not in TOP_MARKS:
        return Decision(WhyNot.SCALE_IMPOSSIBLE)
    has_words = [says_something(anchor) for anchor in criterion.anchors]
    if not all(has_words) or len(has_words) != criterion.top_mark + 1:
        return Decision(WhyNot.ANCHOR_MISSING)
    if not 0 <= criterion.least <= criterion.top_mark:
        return Decision(WhyNot.LEAST_NOT_ON_SCALE)
    return YES
