"""Decide which questions about people a consultation asks, and of which wards."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import delete, select

from consultation.commands.own import own_consultation
from consultation.models.reach.asked import AskedTrait, CatchmentWard
from consultation.rules.reach.asked import checked_reasons
from consultation.rules.reach.events import TraitsChosen
from consultation.rules.reach.traits import Trait
from foundation.base.errors import Invalid
from foundation.base.work import Work
from geo.models.wards import Ward


def choose_traits(work: Work, consultation_id: UUID, reasons: Mapping[Trait, str]) -> None:
    """Ask these questions from now on, each for its recorded reason, and no others.

    Raises:
        Invalid: a question has no reason, or figures of one were released already.
        NotFound: there is no such consultation.
    """
    own_consultation(work, consultation_id)
    kept = checked_reasons(reasons)
    work.session.execute(delete(AskedTrait).where(AskedTrait.consultation_id == consultation_id))
    for trait, reason in kept.items():
        work.session.add(AskedTrait(consultation_id=consultation_id, trait=trait, reason=reason))
    work.record(TraitsChosen(consultation_id, consultation_id, traits=len(kept)))


def choose_catchment(work: Work, consultation_id: UUID, ward_codes: Collection[str]) -> None:
    """Say whose residents a consultation is about; borders are the officer's to draw.

    Raises:
        Invalid: a code is none of this council's wards.
        NotFound: there is no such consultation.
    """
    own_consultation(work, consultation_id)
    own = select(Ward.code, Ward.id).where(
        Ward.authority_id == work.actor.authority_id, Ward.code.in_(ward_codes)
    )
    wards = {row.code: row.id for row in work.session.execute(own)}
    if unknown := set(ward_codes) - wards.keys():
        raise Invalid("", fields={"wards": f"There is no ward {min(unknown)} here."})
    work.session.execute(
        delete(CatchmentWard).where(CatchmentWard.consultation_id == consultation_id)
    )
    for ward_id in wards.values():
        work.session.add(CatchmentWard(consultation_id=consultation_id, ward_id=ward_id))
