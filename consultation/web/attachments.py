"""Open the pictures and documents that people added; the address says nothing about its file."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, session, url_for

from consultation.queries.attachments import OpenedFile, opened_file
from consultation.rules.access import Can
from consultation.rules.attachments import AttachmentKind, may_open
from consultation.web.sending import FOLLOWS, SENT
from foundation.accounts.web.here import current_council
from foundation.base.db import db
from foundation.base.errors import NotFound
from foundation.base.words import say
from foundation.web.access import anyone
from foundation.web.current import actor, now
from foundation.web.kept_files import served
from foundation.web.visitor import unsent_owner

NO_SUCH = say("There is no such file.")

bp = Blueprint("attachments", __name__)

MEDIA = {
    AttachmentKind.PICTURE: ("image/jpeg", "picture", "jpg"),
    AttachmentKind.DOCUMENT: ("application/pdf", "document", "pdf"),
}


@bp.get("/attachments/<uuid:attachment_id>")
@anyone
def whole(attachment_id: UUID) -> Response:
    """Serve a whole picture, or a document to keep."""
    found = _found(attachment_id)
    return _served(attachment_id, found, found.digest)


@bp.get("/attachments/<uuid:attachment_id>/small")
@anyone
def small(attachment_id: UUID) -> Response:
    """Serve a picture as lists show it."""
    found = _found(attachment_id)
    return _served(attachment_id, found, found.small_digest)


def file_url(attachment_id: UUID) -> str:
    """Return where a whole file is."""
    return url_for("attachments.whole", attachment_id=attachment_id)


def _found(attachment_id: UUID) -> OpenedFile:
    """Return a file that this person may open.

    Raises:
        NotFound: there is none, or none that they may know of.
    """
    found = opened_file(db.session(), current_council().id, attachment_id, now())
    if found is None or not (found.is_for_anyone or _is_for_me(found)):
        raise NotFound(NO_SUCH)
    return found


def _is_for_me(found: OpenedFile) -> bool:
    own = session.get(FOLLOWS), session.get(SENT)
    is_author = (
        found.comment_id is not None and found.comment_id.hex in own
    ) or found.owner_digest == unsent_owner(found.consultation_id)
    is_moderator = actor().may(Can.ATTACHMENT_MODERATE)
    return may_open(found.state, is_author=is_author, is_moderator=is_moderator)


def _served(attachment_id: UUID, found: OpenedFile, digest: str | None) -> Response:
    if digest is None:
        raise NotFound(NO_SUCH)
    media, name, ending = MEDIA[found.kind]
    neutral = f"{name}-{attachment_id.hex[:8]}.{ending}"
    return served(digest, media, neutral, is_for_anyone=found.is_for_anyone)
