"""Claims and costs of a prototype, added and taken out while its firm writes."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import func, select

from foundation.base.errors import Invalid, NotFound
from foundation.base.refusals import refused
from foundation.base.words import say
from foundation.base.work import Work
from programme.commands.claim_files import drop_files
from programme.commands.own_prototype import writable
from programme.models.briefs import SuccessMeasure
from programme.models.prototypes import DeploymentCost, Prototype, PrototypeClaim
from programme.rules.deployment_costs import MOST_COSTS, Cost, checked_cost
from programme.rules.prototype_claims import MOST_CLAIMS, Claim, checked_claim
from programme.rules.prototypes import REFUSALS, WhyNot

NO_MEASURE = say("Choose a measure of success of this challenge.")


def add_claim(work: Work, seat_id: UUID, claim: Claim) -> UUID:
    """Add what a prototype does for a measure of success; return the claim's id.

    Raises:
        NotFound: the actor does not write for such a seat, or nothing is written yet.
        Invalid: it cannot stay as it is, or the measure is of another challenge.
        Conflict: it was handed in, or there are as many as can be.
    """
    found, said = writable(work, seat_id), checked_claim(claim)
    ours = select(SuccessMeasure.id).where(
        SuccessMeasure.id == said.measure_id, SuccessMeasure.challenge_id == found.challenge_id
    )
    if work.session.scalar(ours) is None:
        raise Invalid(NO_MEASURE, fields={"measure": NO_MEASURE})
    made = PrototypeClaim(
        id=uuid4(),
        prototype_id=found.id,
        position=_next_place(work, PrototypeClaim, found, MOST_CLAIMS),
        measure_id=said.measure_id,
        claim=said.claim,
        test=said.test,
        result=said.result,
        evidence=said.evidence,
        url=said.url,
    )
    work.session.add(made)
    work.session.flush()
    return made.id


def add_cost(work: Work, seat_id: UUID, cost: Cost) -> UUID:
    """Add what using a prototype would cost; return the cost's id.

    Raises:
        NotFound: the actor does not write for such a seat, or nothing is written yet.
        Invalid: a sum is none, or the three are not in order.
        Conflict: it was handed in, or there are as many as can be.
    """
    found, said = writable(work, seat_id), checked_cost(cost)
    made = DeploymentCost(
        id=uuid4(),
        prototype_id=found.id,
        position=_next_place(work, DeploymentCost, found, MOST_COSTS),
        kind=said.kind,
        words=said.words,
        low_p=said.low_p,
        likely_p=said.likely_p,
        high_p=said.high_p,
    )
    work.session.add(made)
    work.session.flush()
    return made.id


def remove_part(work: Work, seat_id: UUID, part_id: UUID) -> None:
    """Take a claim or a cost out again.

    Raises:
        NotFound: the prototype has no such part.
        Conflict: it was handed in.
    """
    found = writable(work, seat_id)
    parts = (
        work.session.get(PrototypeClaim, part_id),
        work.session.get(DeploymentCost, part_id),
    )
    for part in parts:
        if part is not None and part.prototype_id == found.id:
            drop_files(work, part.id)
            work.session.delete(part)
            work.session.flush()
            return
    raise NotFound("There is no such claim or cost.")


def _next_place(
    work: Work, kind: type[PrototypeClaim] | type[DeploymentCost], found: Prototype, most: int
) -> int:
    there = select(func.count(), func.coalesce(func.max(kind.position), 0)).where(
        kind.prototype_id == found.id
    )
    held, last = work.session.execute(there).one()
    if held >= most:
        raise refused(WhyNot.TOO_MANY, REFUSALS)
    return int(last) + 1
