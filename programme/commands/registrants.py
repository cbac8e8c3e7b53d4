"""Tell everybody who writes for a firm what has changed, for all or for it alone."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select

from foundation.accounts.models.people import Person
from foundation.base.mail import Mail
from foundation.base.outgoing import post
from foundation.base.work import Work
from programme.commands.own import own_challenge
from programme.models.firms import FirmMember
from programme.models.submissions import Submission
from programme.rules.submissions import SubmissionState


def tell_registrants(
    work: Work, challenge_id: UUID, change: str, write: Callable[[str], Mail]
) -> int:
    """Queue one mail a person, written by *write* from an address; return how many there are.

    *change* names what they are told of, such as ``extension 1f0c…``: who was told of it is not
    told again. Whose submission was withdrawn hears nothing.

    Raises:
        NotFound: no such challenge.
    """
    challenge = own_challenge(work, challenge_id)
    asked = (
        select(Person.id, Person.email)
        .join(FirmMember, FirmMember.person_id == Person.id)
        .join(Submission, Submission.firm_id == FirmMember.firm_id)
        .where(
            Submission.challenge_id == challenge.id,
            Submission.state != SubmissionState.WITHDRAWN,
            Person.authority_id == work.actor.authority_id,
        )
        .distinct()
    )
    people = work.session.execute(asked).all()
    for person_id, email in people:
        post(work, write(email), f"{change} {person_id}")
    return len(people)


def tell_firm(work: Work, submission_id: UUID, change: str, write: Callable[[str], Mail]) -> int:
    """Queue one mail for each person of a submission's firm; return how many there are.

    *change* names what they are told of: who was told of it is not told again.
    """
    asked = (
        select(Person.id, Person.email)
        .join(FirmMember, FirmMember.person_id == Person.id)
        .join(Submission, Submission.firm_id == FirmMember.firm_id)
        .where(Submission.id == submission_id, Person.authority_id == work.actor.authority_id)
        .order_by(Person.id)
    )
    people = work.session.execute(asked).all()
    for person_id, email in people:
        post(work, write(email), f"{change} {person_id}")
    return len(people)
