"""Found a firm, and let colleagues in by a code."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import func, select

from foundation.base.errors import Conflict, Invalid, NotAllowed, NotFound
from foundation.base.references import code_digest, tracking_code
from foundation.base.words import say
from foundation.base.work import Work
from programme.models.firms import Firm, FirmMember
from programme.rules.firms import (
    CODE_LASTS,
    MOST_MEMBERS,
    FirmDraft,
    FirmJoined,
    checked_firm,
)

NO_CODE = say("This code is not known, or its time is over. Ask your colleague for a new one.")


def found_firm(work: Work, draft: FirmDraft) -> UUID:
    """Write a firm down; whoever does it writes for it.

    Raises:
        NotAllowed: nobody is signed in.
        Invalid: something in the draft cannot stay as it is.
    """
    person_id = _who(work)
    draft = checked_firm(draft)
    firm = Firm(
        id=uuid4(),
        authority_id=work.actor.authority_id,
        name=draft.name,
        size=draft.size,
        company_number=draft.company_number,
        website=draft.website,
        made_at=work.now,
    )
    work.session.add(firm)
    work.session.flush()
    _join(work, firm.id, person_id)
    return firm.id


def new_joining_code(work: Work, firm_id: UUID, secret: bytes) -> str:
    """Return a code by which colleagues join; the one before it is worth nothing any more.

    Raises:
        NotFound: the actor does not write for such a firm.
    """
    firm = own_firm(work, firm_id)
    code = tracking_code(secret, uuid4().bytes)
    firm.code_digest = code_digest(secret, code)
    firm.code_until = work.now + CODE_LASTS
    return code


def join_firm(work: Work, code: str, secret: bytes) -> UUID:
    """Let the actor write for the firm of a code; return its id. Joining twice is joining once.

    Raises:
        NotAllowed: nobody is signed in.
        Invalid: the code is not known, or its time is over.
        Conflict: the firm has as many people as it can have.
    """
    person_id = _who(work)
    firm = work.session.scalars(
        select(Firm).where(
            Firm.code_digest == code_digest(secret, code),
            Firm.authority_id == work.actor.authority_id,
        )
    ).one_or_none()
    if firm is None or firm.code_until is None or firm.code_until <= work.now:
        raise Invalid(NO_CODE, fields={"code": NO_CODE})
    if work.session.get(FirmMember, (firm.id, person_id)):
        return firm.id
    members = select(func.count()).where(FirmMember.firm_id == firm.id)
    if (work.session.scalar(members) or 0) >= MOST_MEMBERS:
        raise Conflict(say("This firm has {most} people already.", most=MOST_MEMBERS))
    _join(work, firm.id, person_id)
    return firm.id


def own_firm(work: Work, firm_id: UUID) -> Firm:
    """Return a firm for which the actor writes, locked.

    Raises:
        NotFound: there is none.
    """
    found = work.session.scalars(
        select(Firm)
        .join(FirmMember, FirmMember.firm_id == Firm.id)
        .where(
            Firm.id == firm_id,
            Firm.authority_id == work.actor.authority_id,
            FirmMember.person_id == work.actor.person_id,
        )
        .with_for_update(of=Firm)
    ).one_or_none()
    if found is None:
        raise NotFound("There is no such firm.")
    return found


def _who(work: Work) -> UUID:
    if work.actor.person_id is None:
        raise NotAllowed("Sign in first.")
    return work.actor.person_id


def _join(work: Work, firm_id: UUID, person_id: UUID) -> None:
    work.session.add(FirmMember(firm_id=firm_id, person_id=person_id, joined_at=work.now))
    work.session.flush()
    work.record(FirmJoined(firm_id, person_id=person_id))
