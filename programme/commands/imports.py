"""Take challenges of another programme in as ideas."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from foundation.base.work import Work
from foundation.base.written import same_words
from programme.commands.challenges import propose_challenge
from programme.models.challenges import Challenge
from programme.rules.challenge_files import ReadRow


def import_challenges(
    work: Work, programme_id: UUID, rows: Iterable[ReadRow]
) -> list[tuple[ReadRow, str | None]]:
    """Write each row that can be taken down as an idea; return each row with its slug.

    A row whose title is there already is not added again; it and those that cannot be taken have
    no slug.

    Raises:
        NotFound: no such programme.
    """
    known = select(Challenge.title).where(Challenge.authority_id == work.actor.authority_id)
    titles = {same_words(title) for title in work.session.scalars(known)}
    taken: list[tuple[ReadRow, str | None]] = []
    for row in rows:
        if row.draft is None or same_words(row.title) in titles:
            taken.append((row, None))
            continue
        titles.add(same_words(row.title))
        made = propose_challenge(work, programme_id, row.draft)
        made.opens_at, made.closes_at = row.opens_at, row.closes_at
        taken.append((row, made.slug))
    work.session.flush()
    return taken
