"""A prototype of a town: what its firm claims and what it would cost, handed in."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.base.actor import Actor
from foundation.base.files import FolderStore
from foundation.base.work import work
from programme.commands.claim_files import add_file
from programme.commands.prototype_parts import add_claim, add_cost
from programme.commands.prototypes import hand_in, write_prototype
from programme.models.briefs import SuccessMeasure
from programme.models.cohorts import CohortSeat
from programme.rules.deployment_costs import Cost, CostKind
from programme.rules.firm_files import FileKind, MadeFile
from programme.rules.prototype_claims import Claim
from tests.clock import NOW


def a_prototype(session: Session, writer: Actor, seat_id: UUID, mark: str) -> tuple[UUID, UUID]:
    """Let the firm of a seat hand in what it built; return the prototype's id and its file's."""
    measure = _measure(session, session.get_one(CohortSeat, seat_id).challenge_id, mark)
    said = (f"{mark} hears more.", f"A street in {mark}.", f"41 in {mark}.", f"Report of {mark}")
    with work(session, writer, NOW) as unit:
        made = write_prototype(unit, seat_id, f"Cards of {mark}", f"A card for {mark}.", 6)
        claim = add_claim(unit, seat_id, Claim(measure, *said))
        table = MadeFile(FileKind.TABLE, f"Log of {mark}", f"street,{mark}\r\n".encode())
        store = cast(FolderStore, current_app.extensions["files"])
        file = add_file(unit, store, seat_id, claim, table)
        for kind in CostKind:
            add_cost(unit, seat_id, Cost(kind, f"Work for {mark}", 100, 200, 300))
        hand_in(unit, seat_id)
    return made, file


def _measure(session: Session, challenge_id: UUID | None, mark: str) -> UUID:
    known = session.scalar(
        select(SuccessMeasure.id).where(SuccessMeasure.challenge_id == challenge_id)
    )
    if known is not None:
        return known
    made = SuccessMeasure(
        challenge_id=challenge_id, position=1, name=f"Answers in {mark}", unit="people"
    )
    session.add(made)
    session.commit()
    return made.id
