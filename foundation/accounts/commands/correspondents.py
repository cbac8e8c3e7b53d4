"""Keep the name and address of somebody who comments formally."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import insert

from foundation.accounts.models.correspondents import Correspondent
from foundation.accounts.rules.correspondents import Signatory
from foundation.base.work import Work


def keep_correspondent(work: Work, signatory: Signatory) -> UUID:
    """Store who they are; return the random id by which what they said knows them."""
    kept = uuid4()
    row = {
        "id": kept,
        "authority_id": work.actor.authority_id,
        "name": signatory.name,
        "address": signatory.address,
        "postcode": signatory.postcode,
        "kept_at": work.now,
    }
    work.session.execute(insert(Correspondent), row)
    return kept
