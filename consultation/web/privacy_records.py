"""Find, hand out and erase one person's records; pages and command line do the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import current_app, render_template
from flask_babel import force_locale

from consultation.commands.privacy import Mine, Whose, erase, note_handed_out
from consultation.commands.reach.answers import take_back
from consultation.jobs import erasures
from consultation.queries.privacy import PersonRecord, known_addresses, person_record, refs_of
from consultation.rules.privacy import Stone, Subject, email_digest
from consultation.web.exports_made import archive
from consultation.web.reach_intake import intake
from foundation.accounts.queries.authorities import Council
from foundation.base.db import db
from foundation.base.work import Work
from foundation.web.current import now, secret
from foundation.web.visitor import voice_digest_of


def found_record(council: Council, subject: Subject) -> PersonRecord:
    """Return all that the council keeps of somebody."""
    return person_record(db.session(), council.id, subject, voice_digest_of)


def pack(unit: Work, council: Council, record: PersonRecord) -> bytes:
    """Return a readable page and the same for programs, as one ZIP file; it is noted."""
    note_handed_out(unit, len(record.comments))
    with force_locale("en"):
        page = render_template(
            "consultation/privacy/pack.html", record=record, council=council, on=now()
        )
    return archive({"your-records.html": page.encode(), "your-records.json": _json(record)})


def erase_record(unit: Work, record: PersonRecord, stone_id: UUID | None = None) -> None:
    """Erase somebody in every store.

    What they said of themselves goes first, in a commit of its own: without the ids that lead to
    it, it could not be found again.
    """
    with intake() as store:
        for each in record.comments:
            if each.voice_id:
                take_back(store, each.consultation_id, each.voice_id)
    erase(
        unit,
        Whose(
            email=record.email,
            person_id=record.person_id,
            keeps_account=record.is_staff,
            comments=tuple(
                Mine(
                    each.id,
                    (each.name, each.address, each.postcode, each.display_name, record.name),
                    each.is_formal,
                    each.answer_set_id,
                )
                for each in record.comments
            ),
            email_digest=email_digest(secret(), record.email) if record.email else None,
        ),
        stone_id,
    )


def erasure_list() -> Path:
    """Return where the list of tombstones lies, outside every database and backup of one."""
    return Path(current_app.instance_path) / erasures.LIST


def record_under(council: Council, stone: Stone) -> PersonRecord:
    """Return what is there again of somebody who was erased."""
    key, here = secret(), council.id
    email = next(
        (
            each
            for each in known_addresses(db.session(), here)
            if stone.email_digest and email_digest(key, each) == stone.email_digest
        ),
        None,
    )
    return found_record(council, Subject(email, refs_of(db.session(), here, stone.comments)))


def _json(record: PersonRecord) -> bytes:
    told: dict[str, Any] = {
        "email": record.email,
        "name": record.name,
        "follows": record.follows,
        "places": list(record.places),
        "mails": [{"at": at.isoformat(), "subject": subject} for at, subject in record.mails],
        "comments": [
            {
                "ref": each.ref,
                "consultation": each.consultation,
                "posted_at": each.posted_at.isoformat(),
                "text": each.text,
                "shown_as": each.display_name,
                "place": each.place_words,
                "is_formal": each.is_formal,
                "name": each.name,
                "address": each.address,
                "postcode": each.postcode,
            }
            for each in record.comments
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
