"""Check a claim: write what is known, let a second person look, publish, correct."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from sqlalchemy import func, select

from consultation.commands.own import own_consultation
from consultation.commands.tallies import count, lock
from consultation.models.claims import Claim, ClaimVersion
from consultation.rules.claim_words import checked_claim
from consultation.rules.claims import (
    REFUSALS,
    ClaimAsked,
    ClaimState,
    ClaimTold,
    Finding,
    WhyNot,
    checked_finding,
    may_publish,
    move,
)
from consultation.rules.refusals import agree
from foundation.accounts.models.authorities import Authority
from foundation.base.decisions import Decision
from foundation.base.errors import NotFound
from foundation.base.work import Work

NO_CLAIM = "There is no such claim."


def ask_to_check(work: Work, claim_id: UUID, consultation_id: UUID, heard: str) -> None:
    """Note what a resident has heard, for the desk alone; sent twice with one id, it is one.

    Raises:
        NotFound: no such consultation.
        Invalid: nothing was said, or too much.
    """
    heard = checked_claim(heard)
    if _new_claim(work, claim_id, consultation_id, heard):
        work.record(ClaimAsked(claim_id, consultation_id))


def begin_claim(work: Work, claim_id: UUID, consultation_id: UUID, finding: Finding) -> int:
    """Draft a claim that the desk has heard itself; return its number.

    Raises:
        NotFound: no such consultation.
        Invalid: a part is missing, or there is no source.
    """
    finding = checked_finding(finding)
    if _new_claim(work, claim_id, consultation_id, None):
        write_claim(work, claim_id, finding, seen=0)
    return own_claim(work, claim_id).number


def write_claim(work: Work, claim_id: UUID, finding: Finding, *, seen: int) -> None:
    """Save what is known of a claim; what is public stays until this is published, too.

    Args:
        work: of the authority whose claim it is.
        claim_id: which one.
        finding: the words.
        seen: the revision that the writer had before their eyes, 0 where there was none.

    Raises:
        NotFound: no such claim.
        Conflict: somebody else has changed it.
        Invalid: a part is missing, or there is no source.
    """
    finding = checked_finding(finding)
    claim = own_claim(work, claim_id)
    latest = latest_version(work, claim.id)
    if latest and _finding_of(latest) == _row(finding):
        return
    if (latest.revision if latest else 0) != seen:
        agree(Decision(WhyNot.CHANGED_MEANWHILE), REFUSALS)
    version = _editable(work, claim, latest)
    for name, value in _row(finding).items():
        setattr(version, name, value)
    version.writers = sorted({*version.writers, str(work.actor.person_id)})
    version.revision, version.saved_at = seen + 1, work.now
    work.session.flush()


def ask_second_look(work: Work, claim_id: UUID) -> None:
    """Let a second person look at what is drafted; asked twice, it waits as it did.

    Raises:
        NotFound: no such claim, or nothing is drafted.
        Conflict: it is public already.
    """
    claim, version = _drafted(work, claim_id)
    if version.state is not ClaimState.WAITING:
        _move(work, claim, version, ClaimState.WAITING)


def publish_claim(work: Work, claim_id: UUID) -> None:
    """Let everybody read what is known, and those hear of it who cited the claim.

    They hear of a correction where the verdict is another one, or where its writer says so.

    Raises:
        NotFound: no such claim, or nothing is drafted.
        Conflict: it is public already, or a second person has to look at it.
    """
    claim, version = _drafted(work, claim_id)
    wants = select(Authority.second_look).where(Authority.id == work.actor.authority_id)
    allowed = may_publish(
        version.state,
        {UUID(each) for each in version.writers if each != str(None)},
        work.actor.person_id,
        second_look=bool(work.session.scalar(wants)),
    )
    agree(allowed, REFUSALS)
    if version.state is ClaimState.WAITING:
        version.looked_at_by_id = work.actor.person_id
    before = latest_shown(work, claim)
    version.published_at = work.now
    _move(work, claim, version, ClaimState.PUBLISHED)
    claim.shown = version.number
    count(work.session, claim.consultation_id)
    if before is None or version.is_material or before.verdict is not version.verdict:
        tell(work, claim, version)


def tell(work: Work, claim: Claim, version: ClaimVersion, comment_id: UUID | None = None) -> None:
    """Let those hear of a published version who cited the claim, or only one of them."""
    work.record(
        ClaimTold(claim.id, claim.consultation_id, version.number, version.verdict, comment_id)
    )


def own_claim(work: Work, claim_id: UUID) -> Claim:
    """Lock a claim's consultation and return the claim as it then is.

    Raises:
        NotFound: the actor's authority has no such claim.
    """
    ours = (Claim.id == claim_id, Claim.authority_id == work.actor.authority_id)
    consultation_id = work.session.scalar(select(Claim.consultation_id).where(*ours))
    if consultation_id is None:
        raise NotFound(NO_CLAIM)
    lock(work.session, consultation_id)
    asked = select(Claim).where(*ours).execution_options(populate_existing=True)
    return work.session.scalars(asked).one()


def latest_shown(work: Work, claim: Claim) -> ClaimVersion | None:
    """Return the version of a claim that is public, or None."""
    asked = select(ClaimVersion).where(
        ClaimVersion.claim_id == claim.id, ClaimVersion.number == claim.shown
    )
    return work.session.scalars(asked).one_or_none()


def latest_version(work: Work, claim_id: UUID) -> ClaimVersion | None:
    """Return the latest version of a claim, public or not."""
    asked = select(ClaimVersion).where(ClaimVersion.claim_id == claim_id)
    latest = asked.order_by(ClaimVersion.number.desc()).limit(1)
    return work.session.scalars(latest.execution_options(populate_existing=True)).one_or_none()


def _new_claim(work: Work, claim_id: UUID, consultation_id: UUID, heard: str | None) -> bool:
    """Add a claim without words under the next number; tell whether it was not there already."""
    consultation = own_consultation(work, consultation_id)
    lock(work.session, consultation.id)
    if work.session.scalar(select(Claim.id).where(Claim.id == claim_id)):
        return False
    last = select(func.max(Claim.number)).where(Claim.consultation_id == consultation.id)
    claim = Claim(
        id=claim_id,
        authority_id=work.actor.authority_id,
        consultation_id=consultation.id,
        number=(work.session.scalar(last) or 0) + 1,
        heard=heard,
        made_at=work.now,
    )
    work.session.add(claim)
    work.session.flush()
    return True


def _row(finding: Finding) -> dict[str, object]:
    return {**asdict(finding), "sources": [[each.words, each.url] for each in finding.sources]}


def _finding_of(version: ClaimVersion) -> dict[str, object]:
    names = ("claim", "verdict", "fact", "checked_by", "sources", "due_on", "is_material")
    return {name: getattr(version, name) for name in names}


def _editable(work: Work, claim: Claim, latest: ClaimVersion | None) -> ClaimVersion:
    """Return the version that may still be changed; a new one where the latest is public."""
    if latest and latest.state is not ClaimState.PUBLISHED:
        if latest.state is ClaimState.WAITING:
            _move(work, claim, latest, ClaimState.DRAFT)
        return latest
    number = latest.number + 1 if latest else 1
    version = ClaimVersion(claim_id=claim.id, number=number, state=ClaimState.DRAFT, writers=[])
    work.session.add(version)
    return version


def _drafted(work: Work, claim_id: UUID) -> tuple[Claim, ClaimVersion]:
    claim = own_claim(work, claim_id)
    version = latest_version(work, claim.id)
    if version is None:
        raise NotFound("Nothing is written about this claim yet.")
    return claim, version


def _move(work: Work, claim: Claim, version: ClaimVersion, after: ClaimState) -> None:
    states = (version.state, after)
    work.record(move(claim.id, claim.consultation_id, version.number, *states))
    version.state = after
    work.session.flush()
