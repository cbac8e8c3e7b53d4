"""Begin a campaign, note whom it reached, and know a firm again that registers."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy import select, update

from foundation.accounts.models.people import Person
from foundation.base.errors import NotFound
from foundation.base.work import Work
from programme.commands.own import own_challenge
from programme.models.campaigns import Campaign, OutreachContact
from programme.models.programmes import Programme
from programme.rules.campaigns import (
    CampaignBegun,
    CampaignDraft,
    Contact,
    ContactsNoted,
    checked_campaign,
)
from programme.rules.programmes import Origin


def begin_campaign(
    work: Work, programme_id: UUID, draft: CampaignDraft, origin: Origin = Origin.RECORDED
) -> UUID:
    """Write a campaign down; return its id.

    Raises:
        NotFound: no such programme.
        Invalid: something in the draft cannot stay as it is.
    """
    programme = work.session.get(Programme, programme_id)
    if programme is None or programme.authority_id != work.actor.authority_id:
        raise NotFound("There is no such programme.")
    draft = checked_campaign(draft)
    assert draft.channel and draft.starts_on  # noqa: S101, PT018  checked just now
    made = Campaign(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        programme_id=programme_id,
        title=draft.title,
        channel=draft.channel,
        run_by=draft.run_by,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        note=draft.note,
        origin=origin,
        made_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    work.record(CampaignBegun(made.id, channel=draft.channel))
    return made.id


def note_contacts(
    work: Work,
    campaign_id: UUID,
    contacts: Sequence[Contact],
    secret: bytes,
    *,
    challenge_id: UUID | None = None,
) -> int:
    """Note firms that were told; return how many of them were not known in this campaign yet.

    Raises:
        NotFound: no such campaign or challenge.
    """
    campaign = _own_campaign(work, campaign_id)
    if challenge_id is not None:
        own_challenge(work, challenge_id)
    by_digest = {address_digest(secret, each.address): each for each in contacts}
    known = set(
        work.session.scalars(
            select(OutreachContact.email_digest).where(OutreachContact.campaign_id == campaign.id)
        )
    )
    new = [(digest, each) for digest, each in by_digest.items() if digest not in known]
    work.session.add_all(
        OutreachContact(
            id=uuid4(),
            campaign_id=campaign.id,
            challenge_id=challenge_id,
            email_digest=digest,
            size=each.size,
            contacted_at=work.now,
            origin=Origin.RECORDED,
        )
        for digest, each in new
    )
    work.session.flush()
    if new:
        work.record(ContactsNoted(campaign.id, count=len(new), is_opened=False))
    return len(new)


def note_opened(work: Work, campaign_id: UUID, contacts: Sequence[Contact], secret: bytes) -> int:
    """Note who has opened what they were sent; return for how many that is news.

    Raises:
        NotFound: no such campaign.
    """
    campaign = _own_campaign(work, campaign_id)
    digests = [address_digest(secret, each.address) for each in contacts]
    unopened = select(OutreachContact).where(
        OutreachContact.campaign_id == campaign.id,
        OutreachContact.email_digest.in_(digests),
        OutreachContact.opened_at.is_(None),
    )
    found = work.session.scalars(unopened).all()
    for contact in found:
        contact.opened_at = work.now
    if found:
        work.record(ContactsNoted(campaign.id, count=len(found), is_opened=True))
    return len(found)


def know_again(work: Work, firm_id: UUID, secret: bytes) -> None:
    """Note that a firm registered, where the actor's address is one that was written to."""
    email = work.session.scalar(select(Person.email).where(Person.id == work.actor.person_id))
    if not email:
        return
    campaigns = select(Campaign.id).where(Campaign.authority_id == work.actor.authority_id)
    work.session.execute(
        update(OutreachContact)
        .where(
            OutreachContact.email_digest == address_digest(secret, email),
            OutreachContact.campaign_id.in_(campaigns),
            OutreachContact.firm_id.is_(None),
        )
        .values(firm_id=firm_id, registered_at=work.now)
        .execution_options(synchronize_session=False)
    )


def address_digest(secret: bytes, address: str) -> str:
    """Return the keyed digest under which an address is stored and known again."""
    plain = address.strip().lower().encode()
    return hmac.new(secret, b"outreach\0" + plain, hashlib.sha256).hexdigest()


def _own_campaign(work: Work, campaign_id: UUID) -> Campaign:
    found = work.session.scalars(
        select(Campaign).where(
            Campaign.id == campaign_id, Campaign.authority_id == work.actor.authority_id
        )
    ).one_or_none()
    if found is None:
        raise NotFound("There is no such campaign.")
    return found
