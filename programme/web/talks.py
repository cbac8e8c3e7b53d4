"""Marks to talk about, each with what the talk came to, and how the published order is put."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from programme.queries.results import Scored
from programme.rules.criteria import Criterion
from programme.rules.spreads import Why


@dataclass(frozen=True, slots=True)
class Given:
    """What one assessor gave, with the reason."""

    person_id: UUID
    name: str
    value: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Talk:
    """One criterion of one submission; without *recorded_at* it is not talked about yet."""

    submission_id: UUID
    letter: str
    criterion: Criterion
    whys: tuple[Why, ...]
    given: tuple[Given, ...]
    agreed: int | None
    reason: str | None
    present: tuple[str, ...]
    recorded_at: datetime | None


def talks(scored: Scored, letters: Mapping[UUID, str], people: Mapping[UUID, str]) -> list[Talk]:
    """Return what is flagged or was talked about, by letter and the order of the criteria."""
    whys: dict[tuple[UUID, str], list[Why]] = {}
    for row in scored.result.rows:
        for flag in row.flags:
            if flag.code:
                whys.setdefault((flag.submission_id, flag.code), []).append(flag.why)
    said = {(talk.settlement.submission_id, talk.settlement.code): talk for talk in scored.talks}
    found = []
    for submission_id in sorted(scored.marks, key=lambda each: (len(letters[each]), letters[each])):
        for criterion in scored.criteria:
            at = (submission_id, criterion.code)
            if at not in whys and at not in said:
                continue
            talk = said.get(at)
            there = talk.settlement.present if talk else frozenset()
            found.append(
                Talk(
                    submission_id,
                    letters[submission_id],
                    criterion,
                    tuple(whys.get(at, ())),
                    _given(scored, submission_id, criterion.code, people),
                    talk.settlement.agreed if talk else None,
                    talk.settlement.reason if talk else None,
                    tuple(sorted(people[who] for who in there)),
                    talk.recorded_at if talk else None,
                )
            )
    return found


def _given(
    scored: Scored, submission_id: UUID, code: str, people: Mapping[UUID, str]
) -> tuple[Given, ...]:
    return tuple(
        Given(who, people[who], sheet[code].value, sheet[code].reason)
        for who, sheet in scored.marks[submission_id].items()
    )
