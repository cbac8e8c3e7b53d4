"""Write the easy-read text of a consultation."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, insert, select

from consultation.commands.own import own_consultation, touch
from consultation.models.consultations import Document
from consultation.models.easy_read import EasyRead
from consultation.rules.easy_read import EasyReadLine, checked_lines, is_picture
from foundation.base.work import Work


def set_easy_read(work: Work, consultation_id: UUID, lines: Sequence[EasyReadLine]) -> None:
    """Let a consultation have exactly *lines*; without any it has no easy-read page.

    Raises:
        NotFound: no such consultation.
        Invalid: a line is too long, or its picture is not there or not described.
    """
    own_consultation(work, consultation_id)
    there = select(Document.url).where(Document.consultation_id == consultation_id)
    pictures = {url for url in work.session.scalars(there) if is_picture(url)}
    wanted = checked_lines(lines, pictures)
    work.session.execute(delete(EasyRead).where(EasyRead.consultation_id == consultation_id))
    rows = [
        {
            "consultation_id": consultation_id,
            "position": position,
            "words": line.words,
            "picture": line.picture,
            "alt": line.alt,
        }
        for position, line in enumerate(wanted, 1)
    ]
    if rows:
        work.session.execute(insert(EasyRead), rows)
    touch(work, consultation_id)
