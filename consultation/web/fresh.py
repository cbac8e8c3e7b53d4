"""What a public page depends on beside its consultation, so that a browser may keep it."""

from __future__ import annotations

from flask import current_app, request
from flask_babel import get_locale

from consultation.rules.consultations import WhyNot
from foundation.accounts.web.here import current_council
from foundation.base.clock import london_day
from foundation.base.decisions import Decision
from foundation.web.current import actor, now


def seen(version: int, may_comment: Decision) -> tuple[object, ...]:
    """Return all that decides what this page shows to who asks for it now.

    The day is among it because a page counts days, and the decision because a consultation
    closes by the clock.
    """
    council, who = current_council(), actor()
    return (
        current_app.extensions["release"],
        request.full_path,
        version,
        WhyNot(may_comment.reason) if may_comment.reason else None,
        str(get_locale()),
        london_day(now()),
        (council.id, council.name, council.is_demo, council.logo_file_id, council.public_url),
        (who.person_id, sorted(who.rights)),
    )
