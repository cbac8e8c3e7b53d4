"""What a resident's own comment leads to in the programme: the line of its theme."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from foundation.web.leads import Lead
from programme.queries.chain import lines_with


def leads_of(session: Session, authority_id: UUID, ref: str) -> list[Lead]:
    """Return the lines of public challenges that begin with a comment or one of its issues."""
    return [
        Lead(
            _("See how it goes on, down to the contract: %(title)s", title=line.title),
            url_for("public_challenges.chain_line", slug=line.slug, number=line.number),
        )
        for line in lines_with(session, authority_id, ref)
    ]
