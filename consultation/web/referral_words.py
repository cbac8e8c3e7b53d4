"""With whom a comment is, in words that everybody reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from consultation.queries.referrals import PublicReferral, ReferralRow
from consultation.rules.referrals import ReferralState
from foundation.web.words import full_date, short_date


def with_whom(found: Sequence[PublicReferral], today: date) -> list[dict[str, str]]:
    """Return a line for each team that has a comment; ``late`` is empty while it has time."""
    return [
        {
            "text": since_words(one.team, full_date(one.asked_at), is_outside=one.is_outside),
            "late": late_words(one.due_on, today),
        }
        for one in found
    ]


def since_words(team: str, day: str, *, is_outside: bool) -> str:
    """Return since which day a team has a question."""
    if is_outside:
        return str(_("With %(body)s since %(day)s.", body=team, day=day))
    return str(_("With the %(team)s team since %(day)s.", team=team, day=day))


def late_words(due: date, today: date) -> str:
    """Return by how many days a team is late, or nothing."""
    late = max(0, (today - due).days)
    if not late:
        return ""
    return str(
        ngettext("Their answer is %(num)s day late.", "Their answer is %(num)s days late.", late)
    )


def referral_words(one: ReferralRow) -> str:
    """Return where a question to a team has got to, for the desk."""
    match one.state:
        case ReferralState.ASKED:
            return since_words(one.team, short_date(one.asked_at), is_outside=one.is_outside)
        case ReferralState.RETURNED:
            return str(_("Draft is back from %(team)s", team=one.team))
        case ReferralState.USED:
            return str(_("Answered with facts from %(team)s", team=one.team))
        case ReferralState.RECALLED:
            return str(_("Taken back from %(team)s", team=one.team))


def shown_referral(one: ReferralRow, today: date) -> dict[str, Any]:
    """Return a question to a team for referrals/_list.html."""
    is_with_them = one.state is ReferralState.ASKED
    return {
        "id": one.id,
        "words": referral_words(one),
        "state": one.state,
        "question": one.question,
        "due_on": one.due_on,
        "draft": one.draft or "",
        "source": one.source,
        "days_late": max(0, (today - one.due_on).days) if is_with_them else 0,
    }
