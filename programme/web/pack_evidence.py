"""Files of a pack about what was proved: prototypes, scores, feedback and the evaluation record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from foundation.accounts.queries.authorities import Council
from foundation.base.db import db
from foundation.base.spreadsheets import csv_text
from programme.queries.challenges import ChallengePage
from programme.queries.evaluations import FindingRow, findings_for
from programme.queries.feedback import feedback_of
from programme.queries.panel import letters_of
from programme.queries.prototypes import PrototypePage, prototypes_of
from programme.queries.results import Scored, scored_of
from programme.rules.prototypes import CHECKED
from programme.rules.ranking import Method
from programme.rules.rounds import RoundState

OVER = frozenset({RoundState.AGREED, RoundState.RELEASED})
CLAIM = ("prototype", "firm", "state", "because", "measure", "claim", "test", "result", "evidence")
COST = ("prototype", "kind", "words", "low_p", "likely_p", "high_p")
SCORE = (
    *("submission", "rank", "behind_by", "raw_percent", "normalised_percent", "moderated_percent"),
    "fails_on",
)
FEEDBACK = ("submission", "state", "released_at", "read_at")
FINDING = ("challenge", "showed", "fate", "goes_on", "by_whom", "from", "noted_at", "taken_back")


def evidence_files(council: Council, found: ChallengePage) -> dict[str, bytes]:
    """Return what there is of each; nothing is there before it is settled."""
    session = db.session()
    prototypes = prototypes_of(session, [found.id], CHECKED)
    scored = scored_of(session, council.id, found.id)
    told = [each for each in feedback_of(session, council.id, found.id) if each.released_at]
    findings = findings_for(session, found.id)
    files: dict[str, bytes] = {}
    if prototypes:
        files["prototypes.csv"] = _csv(CLAIM, _claims(prototypes))
        files["prototype-costs.csv"] = _csv(COST, _costs(prototypes))
    if scored is not None and scored.state in OVER and scored.marks:
        files["scores.csv"] = _csv(SCORE, _scores(scored, letters_of(session, found.id)))
    if told:
        files["feedback.csv"] = _csv(
            FEEDBACK,
            (
                (
                    each.ref,
                    each.state.value if each.state else "",
                    each.released_at.isoformat() if each.released_at else "",
                    each.read_at.isoformat() if each.read_at else "",
                )
                for each in told
            ),
        )
    if findings:
        files["evaluation-record.csv"] = _csv(FINDING, _findings(findings))
    return files


def _claims(prototypes: Sequence[PrototypePage]) -> Iterable[tuple[str, ...]]:
    for each in prototypes:
        for row in each.claims:
            said = row.claim
            yield (
                *(each.title, each.firm, each.state.value, each.judged_because or ""),
                *(row.measure or "", said.claim, said.test, said.result, said.evidence),
            )


def _costs(prototypes: Sequence[PrototypePage]) -> Iterable[tuple[str, ...]]:
    for each in prototypes:
        for row in each.costs:
            cost = row.cost
            sums = (cost.low_p, cost.likely_p, cost.high_p)
            kind = cost.kind.value if cost.kind else ""
            yield (each.title, kind, cost.words, *("" if p is None else str(p) for p in sums))


def _scores(scored: Scored, letters: Mapping[UUID, str]) -> Iterable[tuple[str, ...]]:
    for row in scored.result.rows:
        percents = (
            f"{float(row.percents[method]):.2f}" if method in row.percents else ""
            for method in (Method.RAW, Method.NORMALISED, Method.MODERATED)
        )
        behind = row.place.behind_by.value if row.place.behind_by else ""
        yield (
            *(letters.get(row.place.submission_id, ""), str(row.place.rank), behind),
            *percents,
            " ".join(row.fails_on),
        )


def _findings(rows: Sequence[FindingRow]) -> Iterable[tuple[str, ...]]:
    for each in rows:
        said = each.as_data()
        yield tuple(str(said[name] or "") for name in FINDING)


def _csv(names: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    return csv_text(names, [dict(zip(names, row, strict=True)) for row in rows]).encode()
