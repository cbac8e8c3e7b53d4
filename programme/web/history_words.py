"""What has happened to a challenge, in words."""

from __future__ import annotations

from flask_babel import gettext as _

from foundation.web.words import full_date, label
from programme.queries.history import Happened, Moved, Proposed, Signed


def told(each: Happened) -> dict[str, str]:
    """Return one line of a challenge's history: when, what, and why."""
    match each:
        case Moved():
            words = _("Now: %(state)s", state=label(each.after))
        case Signed():
            words = _("%(role)s signed %(gate)s", role=label(each.role), gate=label(each.gate))
        case Proposed():
            verdict, gate = label(each.verdict), label(each.gate)
            words = _("%(gate)s: proposed “%(verdict)s”", gate=gate, verdict=verdict)
        case _:
            words = _("Took the other pathway: %(pathway)s", pathway=label(each.after))
    return {"when": full_date(each.at), "text": words, "why": getattr(each, "reason", None) or ""}
