"""Compile the releases of one process into one: the latest value of each member holds.

Source: the merging rules of the Open Contracting Data Standard 1.1. Objects in lists are merged
by their id; other lists are replaced as a whole; null takes a member away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from programme.rules.ocds.validating import faults_between

Json = dict[str, Any]


def compiled(releases: Sequence[Json]) -> Json:
    """Return the compiled release of some releases of one process, at least one.

    Raises:
        ValueError: they are not of one process.
    """
    in_order = sorted(releases, key=lambda each: str(each["date"]))
    if faults_between(in_order):
        raise ValueError("releases of two processes")
    merged: Json = {}
    for release in in_order:
        kept = {name: value for name, value in release.items() if name not in {"id", "tag"}}
        merged = _merged(merged, kept)
    last = in_order[-1]
    merged["tag"] = ["compiled"]
    merged["id"] = f"{last['ocid']}-{last['date']}"
    return merged


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> Json:
    made = dict(old)
    for name, value in new.items():
        if value is None:
            made.pop(name, None)
        elif isinstance(value, Mapping):
            before = made.get(name)
            made[name] = _merged(before if isinstance(before, Mapping) else {}, value)
        elif _has_ids(value):
            made[name] = _merged_list(made.get(name), value)
        else:
            made[name] = value
    return made


def _merged_list(old: object, new: list[Json]) -> list[Json]:
    kept: dict[str, Json] = {str(each["id"]): each for each in old or () if _has_ids([each])}  # type: ignore[attr-defined]
    for each in new:
        kept[str(each["id"])] = _merged(kept.get(str(each["id"]), {}), each)
    return list(kept.values())


def _has_ids(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(each, Mapping) and "id" in each for each in value)
    )
