"""What the buttons below an answer do: save, send, ask for a second look, or approve."""

from __future__ import annotations

from typing import Any

from consultation.queries.answers import VersionRow
from consultation.rules.answers import AnswerState, may_send
from foundation.accounts.web.here import current_council
from foundation.web.current import actor

SEND, APPROVE = "send", "approve"


def buttons(version: VersionRow | None) -> dict[str, Any]:
    """Return which buttons stand below an answer of which *version* is the latest."""
    council, person_id = current_council(), actor().person_id
    state = version.state if version else AnswerState.DRAFT
    is_mine = bool(version and person_id) and str(person_id) in (version.writers if version else ())
    allowed = may_send(
        state,
        {person_id} if person_id and is_mine else set(),
        person_id,
        second_look=council.second_look,
    )
    return {
        "second_look": council.second_look,
        "state": state,
        "may_approve": state is AnswerState.WAITING and bool(allowed),
        "is_mine": is_mine,
        "is_correction": state is AnswerState.SENT or (version is not None and version.number > 1),
    }
