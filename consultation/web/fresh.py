"""What a public page depends on beside its consultation, so that a browser may keep it."""

from __future__ import annotations

from typing import Protocol

from flask import current_app, request
from flask_babel import get_locale

from consultation.rules.consultations import WhyNot
from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.decisions import Decision
from foundation.web.current import actor, now


class Listening(Protocol):
    """A consultation, or a comment in one, as far as whether it listens."""

    @property
    def may_comment(self) -> Decision:
        """Whether anybody may say something now."""

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""


def seen(version: int, listening: Listening) -> tuple[object, ...]:
    """Return all that decides what this page shows to who asks for it now.

    The day is among it because a page counts days, and the decision because a consultation
    closes by the clock.
    """
    council, who = current_council(), actor()
    return (
        current_app.extensions["release"],
        request.full_path,
        version,
        WhyNot(listening.may_comment.reason) if listening.may_comment.reason else None,
        listening.is_over,
        str(get_locale()),
        london_day(now()),
        (council.id, council.name, council.is_demo, council.logo_file_id, council.public_url),
        (who.person_id, sorted(who.rights)),
    )
