"""Releases that are out are kept as they were; what has happened since is added behind them.

Source: the Open Contracting Data Standard 1.1, Releases and records: a release is never changed,
and every release of a process has the same id of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from foundation.base.errors import Conflict
from foundation.base.words import say
from programme.rules.ocds.validating import PLACEHOLDER

Json = dict[str, Any]

CHANGED = say("The id of this process has changed since its first release. Set the prefix back.")
PLANNING = frozenset({"planning", "planningUpdate"})


def added_to(kept: Sequence[Json], made: Sequence[Json]) -> list[Json]:
    """Return what *made* has beyond *kept*, numbered behind it, the oldest first.

    Two releases are of the same step where they have its instant and its sort of news. What is
    entered late, for a day before the last release, still comes behind it.
    """
    known = {_step(each) for each in kept}
    fresh = [each for each in made if _step(each) not in known]
    return [_numbered(each, len(kept) + number) for number, each in enumerate(fresh, 1)]


def those_out(kept: Sequence[Json], made: Sequence[Json]) -> list[Json]:
    """Return which of *kept* are out: what began with a placeholder is not, once there is an id."""
    is_real = any(not _is_placeholder(each) for each in made)
    return [each for each in kept if not (is_real and _is_placeholder(each))]


def check_same_process(kept: Sequence[Json], added: Sequence[Json]) -> None:
    """Pass only releases of the process that is out already.

    Raises:
        Conflict: one has another id of the process.
    """
    ids = {each["ocid"] for each in (*kept, *added)}
    if len(ids) > 1:
        raise Conflict(CHANGED)


def digest_of(release: Json) -> str:
    """Return the digest of a release as it is kept."""
    said = json.dumps(release, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _is_placeholder(release: Json) -> bool:
    return str(release["ocid"]).startswith(f"{PLACEHOLDER}-")


def _step(release: Json) -> tuple[str, str]:
    tag = str(release["tag"][0])
    return str(release["date"]), "planning" if tag in PLANNING else tag


def _numbered(release: Json, number: int) -> Json:
    tag = str(release["tag"][0])
    if tag in PLANNING:
        tag = "planning" if number == 1 else "planningUpdate"
    return release | {"id": f"{release['ocid']}-{number:03}", "tag": [tag]}
