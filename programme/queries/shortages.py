"""Challenges with too few submissions, and what could still be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from programme.queries.challenges import ChallengePage
from programme.queries.funnel import count
from programme.rules.challenges import ChallengeState
from programme.rules.funnel import Step, Way
from programme.rules.shortages import NEEDED, Chance, Count, chances, counts, is_short
from programme.rules.windows import has_passed

BEFORE_FIRMS = frozenset(
    {ChallengeState.IDEA, ChallengeState.DEFINING, ChallengeState.BRIEF_REVIEW}
)


@dataclass(frozen=True, slots=True)
class Shortage:
    """One challenge that has too few: what was counted when, and the ways on."""

    challenge: ChallengePage
    sent: int
    is_open: bool
    counts: tuple[Count, ...]
    chances: tuple[Chance, ...]


def shortages(
    pages: Sequence[ChallengePage], ways: Sequence[Way], now: datetime
) -> tuple[Shortage, ...]:
    """Return the challenges that have too few submissions at *now*, what closes first before."""
    by_challenge = {
        page.slug: [way for way in ways if way.challenge == page.slug]
        for page in pages
        if page.state not in BEFORE_FIRMS
    }
    sent = {each: count(of, Step.SUBMITTED) for each, of in by_challenge.items()}
    found = []
    for page in pages:
        if page.slug not in by_challenge or page.opens_at is None or page.closes_at is None:
            continue
        at = [way.sent_at for way in by_challenge[page.slug] if way.sent_at]
        if not is_short(page.opens_at, page.closes_at, at, now):
            continue
        of, is_open = by_challenge[page.slug], not has_passed(page.closes_at, now)
        known = chances(
            is_open=is_open,
            begun=count(of, Step.STARTED) - sent[page.slug],
            not_begun=max(0, count(of, Step.REGISTERED) - count(of, Step.STARTED)),
            elsewhere=sum(
                many for other, many in sent.items() if other != page.slug and many > NEEDED
            ),
            sent=sent[page.slug],
        )
        when = counts(page.opens_at, page.closes_at, at, now)
        found.append((page.closes_at, Shortage(page, sent[page.slug], is_open, when, known)))
    return tuple(each for _closes, each in sorted(found, key=lambda pair: pair[0]))
