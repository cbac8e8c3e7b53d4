"""Say what an item of a handover pack says or why it is not there, and check the chain."""

from __future__ import annotations

from uuid import UUID

from foundation.base.audit import START, verify
from foundation.base.work import Work
from programme.commands.own import own_challenge
from programme.models.challenges import Challenge
from programme.models.packs import PackCheck, PackItem
from programme.rules.packs import Item, PackChanged, checked_explanation


def explain_item(work: Work, challenge_id: UUID, item: Item, words: str) -> None:
    """Keep what somebody says of one item.

    Raises:
        NotFound: no such challenge.
        Invalid: it says nothing, or too much.
    """
    challenge = own_challenge(work, challenge_id)
    words = checked_explanation(words)
    row = work.session.get(PackItem, (challenge.id, item)) or PackItem(
        challenge_id=challenge.id, item=item
    )
    row.words, row.written_at = words, work.now
    row.written_by_id = work.actor.person_id
    work.session.add(row)
    _note(work, challenge)


def check_chain(work: Work, challenge_id: UUID) -> bool:
    """Check the council's chain of events from its first link; return whether it holds.

    Raises:
        NotFound: no such challenge.
    """
    challenge = own_challenge(work, challenge_id)
    found = [each for each in verify(work.session) if each.authority_id == challenge.authority_id]
    row = work.session.get(PackCheck, challenge.id) or PackCheck(challenge_id=challenge.id)
    row.chain_holds = all(each.broken_at is None for each in found)
    row.head = found[0].head if found else START
    row.checked_at = work.now
    work.session.add(row)
    _note(work, challenge)
    return row.chain_holds


def _note(work: Work, challenge: Challenge) -> None:
    work.session.flush()
    work.record(PackChanged(challenge.id, programme_id=challenge.programme_id))
