"""The terms on which a challenge is offered: money, rules, window, register of interests."""

from __future__ import annotations

from uuid import UUID

from foundation.base.errors import Conflict
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.own import changed, own_challenge, standing_of
from programme.models.kpis import BudgetEntry
from programme.rules.challenges import is_public
from programme.rules.drafts import BudgetDraft, WindowDraft, checked_budget, checked_window

RELEASED = say("The challenge is released. Extend the window instead, and tell everybody.")


def record_budget(work: Work, challenge_id: UUID, draft: BudgetDraft) -> None:
    """Write down what is known of the money and of the rules under which it would be spent.

    Raises:
        NotFound: no such challenge.
        Invalid: a sum cannot be, or a decision about the notice has no reason.
    """
    challenge = own_challenge(work, challenge_id)
    draft = checked_budget(draft)
    challenge.budget_state = draft.state
    challenge.budget_min_p, challenge.budget_max_p = draft.min_p, draft.max_p
    challenge.budget_holder = draft.holder or None
    challenge.budget_decision_on = draft.decision_on
    challenge.regime = draft.regime
    challenge.engagement = draft.engagement
    challenge.engagement_reason = draft.engagement_reason or None
    work.session.add(BudgetEntry(challenge_id=challenge.id, state=draft.state, entered_at=work.now))
    work.session.flush()
    changed(work, challenge)


def set_window(work: Work, challenge_id: UUID, draft: WindowDraft) -> None:
    """Set when firms may answer and ask, before the release.

    Raises:
        NotFound: no such challenge.
        Invalid: an instant is missing, or they are not in order.
        Conflict: it is released; then a window can only be extended.
    """
    challenge = own_challenge(work, challenge_id)
    if is_public(standing_of(challenge)):
        raise Conflict(RELEASED)
    draft = checked_window(draft)
    challenge.opens_at, challenge.closes_at = draft.opens_at, draft.closes_at
    challenge.questions_close_at = draft.questions_close_at
    work.session.flush()
    changed(work, challenge)


def open_interests(work: Work, challenge_id: UUID) -> None:
    """Open the register in which everybody declares their interests; twice is once.

    Raises:
        NotFound: no such challenge.
    """
    challenge = own_challenge(work, challenge_id)
    challenge.interests_open_at = challenge.interests_open_at or work.now
    work.session.flush()
    changed(work, challenge)
