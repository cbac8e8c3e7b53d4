"""Write the pools of a quarter into their ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from consultation.commands.reach.releases import fingerprint
from consultation.models.reach.pools import PooledConsultation, ReachPool
from consultation.rules.reach.events import QuarterPooled
from consultation.rules.reach.pools import Pool
from consultation.rules.reach.quarters import Quarter
from consultation.rules.reach.snapshots import Snapshot
from foundation.base.work import Work


def publish_pools(
    work: Work,
    quarter: Quarter,
    snapshots: Mapping[Pool, Snapshot],
    inside: Mapping[Pool, int],
    consultation_ids: Iterable[UUID],
) -> None:
    """Publish the pools that the auditor has let through, and close the quarter.

    *inside* says how many consultations each pool holds, *consultation_ids* which all of them are.

    Raises:
        IntegrityError: somebody else has pooled the quarter meanwhile.
    """
    authority_id = work.actor.authority_id
    for pool, snapshot in snapshots.items():
        figures = [[*place, figure] for place, figure in snapshot.figures.items()]
        withheld = {table: reason.value for table, reason in snapshot.withheld.items()}
        said = [str(authority_id), str(quarter), pool.scope.value, pool.name, figures, withheld]
        work.session.add(
            ReachPool(
                id=fingerprint([*said, snapshot.comments]),
                authority_id=authority_id,
                quarter=str(quarter),
                scope=pool.scope,
                name=pool.name,
                consultations=inside[pool],
                figures=figures,
                withheld=withheld,
                comments=snapshot.comments,
                released_at=work.now,
            )
        )
    ids = list(consultation_ids)
    for each in ids:
        work.session.add(PooledConsultation(consultation_id=each, quarter=str(quarter)))
    work.session.flush()
    work.record(
        QuarterPooled(
            authority_id,
            year=quarter.year,
            quarter=quarter.number,
            consultations=len(ids),
            pools=len(snapshots),
        )
    )
