"""Which consultations the demonstration has: ``consultations.toml``, read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from consultation.rules.consultations import ConsultationKind, ConsultationStatus, PlanningDecision
from consultation.rules.easy_read import EasyReadLine
from townhall.seeding.reading import Said, read_texts

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class PlannedApplication:
    """The planning application behind a consultation."""

    reference: str
    type_code: str
    address: str
    decision: PlanningDecision | None


@dataclass(frozen=True, slots=True)
class PlannedStage:
    """One stage; days from the day of seeding, *done* None where it is not."""

    name: str
    expected: int
    done: int | None


@dataclass(frozen=True, slots=True)
class Planned:
    """One invented consultation.

    Args:
        ward: name or code of the ward in which it lies.
        place: metres east and north of that ward's label point.
        moved_stage: name of a stage, the day it was first promised for, and why it moved.
        late_texts: what is said after the last day.
    """

    council: str
    slug: str
    kind: ConsultationKind
    title: str
    question: str | None
    summary: str
    place_name: str
    team: str
    ward: str
    place: tuple[float, float]
    area: tuple[float, float] | None
    opens: int | None
    closes: int | None
    status: ConsultationStatus
    topics: tuple[tuple[str, str], ...]
    stages: tuple[PlannedStage, ...]
    moved_stage: tuple[str, int, str] | None
    documents: tuple[tuple[str, ...], ...]
    easy_read: tuple[EasyReadLine, ...]
    application: PlannedApplication | None
    texts: tuple[Said, ...]
    late_texts: tuple[Said, ...]


def planned(folder: Path = FOLDER) -> list[Planned]:
    """Return every invented consultation, in the order of the file."""
    said = tomllib.loads((folder / "consultations.toml").read_text(encoding="utf-8"))
    return [_planned(entry, folder) for entry in said["consultation"]]


def _planned(entry: Mapping[str, Any], folder: Path) -> Planned:
    application = entry.get("application")
    place, area, moved = entry["place"], entry.get("area"), None
    if "moved_stage" in entry:
        name, first, reason = entry["moved_stage"]
        moved = (name, first, reason)
    return Planned(
        council=entry["council"],
        slug=entry["slug"],
        kind=ConsultationKind(entry["kind"]),
        title=entry["title"],
        question=entry.get("question"),
        summary=entry["summary"].strip(),
        place_name=entry["place_name"],
        team=entry["team"],
        ward=entry["ward"],
        place=(place[0], place[1]),
        area=(area[0], area[1]) if area else None,
        opens=entry.get("opens"),
        closes=entry.get("closes"),
        status=ConsultationStatus(entry.get("status", "open")),
        topics=tuple((code, label) for code, label in entry.get("topics", ())),
        stages=tuple(_stage(*stage) for stage in entry.get("stages", ())),
        moved_stage=moved,
        documents=tuple(tuple(document) for document in entry.get("documents", ())),
        easy_read=tuple(EasyReadLine(*line) for line in entry.get("easy_read", ())),
        application=_application(application) if application else None,
        texts=_texts(folder, entry.get("texts")),
        late_texts=tuple(
            replace(said, is_late=True) for said in _texts(folder, entry.get("late_texts"))
        ),
    )


def _texts(folder: Path, name: str | None) -> tuple[Said, ...]:
    return tuple(read_texts(folder / "texts" / name)) if name else ()


def _stage(name: str, expected: int, done: int) -> PlannedStage:
    return PlannedStage(name, expected, done or None)


def _application(said: Mapping[str, Any]) -> PlannedApplication:
    decision = said.get("decision")
    return PlannedApplication(
        reference=said["reference"],
        type_code=said["type_code"],
        address=said["address"],
        decision=PlanningDecision(decision) if decision else None,
    )
