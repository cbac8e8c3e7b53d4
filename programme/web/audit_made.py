"""The files of an audit extract: events, the links that prove them, and how to check both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flask import render_template

from foundation.accounts.queries.authorities import Council
from foundation.base import chain_check
from foundation.base.audit_extract import Extract
from foundation.base.chain_check import ABOUT, EVENTS, LINKS
from foundation.base.db import db
from foundation.base.eventlog import LoggedEvent
from foundation.base.spreadsheets import csv_text
from foundation.web.current import now
from programme.queries.audit_extract import audit_extract
from programme.queries.challenges import ChallengePage

EVENT = ("position", "event", "happened_at", "kind", "subject", "actor", "facts")
LINK = ("position", "content", "digest")


def audit_files(council: Council, found: ChallengePage) -> dict[str, bytes]:
    """Return the audit extract of a challenge, by name of file.

    Nobody is named in it: an event holds ids and codes.
    """
    extract = audit_extract(db.session(), council.id, found.id)
    events = [_event(position, event) for position, event in extract.events]
    links = [
        {"position": str(each.position), "content": each.content, "digest": each.digest}
        for each in extract.links
    ]
    about = _about(council, found, extract)
    readme = render_template(
        "programme/packs/audit.txt", challenge=found, council=council, about=about, made_at=now()
    )
    return {
        EVENTS: csv_text(EVENT, events).encode(),
        LINKS: csv_text(LINK, links).encode(),
        ABOUT: json.dumps(about, indent=2, sort_keys=True).encode(),
        "audit-read-me.txt": readme.encode(),
        "audit-check.py": Path(chain_check.__file__).read_bytes(),
    }


def _event(position: int | None, event: LoggedEvent) -> dict[str, str]:
    return {
        "position": str(position) if position is not None else "",
        "event": str(event.id),
        "happened_at": event.happened_at.isoformat(),
        "kind": event.kind,
        "subject": str(event.subject_id),
        "actor": str(event.actor_id) if event.actor_id else "",
        "facts": json.dumps(event.facts, sort_keys=True),
    }


def _about(council: Council, found: ChallengePage, extract: Extract) -> dict[str, Any]:
    links = extract.links
    sealed = [position for position, _event in extract.events if position is not None]
    return {
        "challenge": found.slug,
        "challenge_id": str(found.id),
        "authority": str(council.id),
        "made_at": now().isoformat(),
        "events": len(extract.events),
        "not_sealed_yet": len(extract.events) - len(sealed),
        "before": extract.before,
        "first": links[0].position if links else 1,
        "last": links[-1].position if links else 0,
        "last_digest": links[-1].digest if links else extract.before,
        "links_of_others": len(links) - len(sealed),
        "links_taken_on_trust": sum(
            not each.content and each.position not in set(sealed) for each in links
        ),
    }
