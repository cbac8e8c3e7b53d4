"""Check an extract of an event chain with nothing but Python and the files beside it.

The same arithmetic seals the events in the first place, so this file goes with every extract.
Run it in the folder of the extract: ``python3 audit-check.py``.

Source: Crosby and Wallach, Efficient Data Structures for Tamper-Evident Logging, USENIX Security
2009 (§3: a log can be checked from digests without showing what the rest of it says).
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

EVENTS, LINKS, ABOUT = "audit-events.csv", "audit-links.csv", "audit-about.json"


def content_of(said: Sequence[Any]) -> str:
    """Return the digest of what one event says, its place in the chain apart."""
    return _sha256(_canonical(said))


def link_of(before: str, position: int, content: str) -> str:
    """Return the digest of the link at *position* after the digest *before*."""
    return _sha256(f"{before} {position} {content}")


def early_link_of(before: str, position: int, said: Sequence[Any]) -> str:
    """Return the digest of a link made before links had the digest of their content apart."""
    return _sha256(_canonical([before, position, *said]))


def faults_in(folder: Path) -> list[str]:
    """Return what does not hold in the extract that lies in *folder*."""
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    rows = _rows(folder / EVENTS)
    events = {
        int(row["position"]): _said(row, about["authority"]) for row in rows if row["position"]
    }
    faults = [] if len(rows) == about["events"] else [f"{EVENTS}: lines were added or taken out"]
    before, expected = about["before"], about["first"]
    for link in _rows(folder / LINKS):
        position, said = int(link["position"]), events.pop(int(link["position"]), None)
        if position != expected:
            faults.append(f"{LINKS}: link {expected} is missing")
        if not _holds(link, before, said):
            faults.append(f"link {position} does not hold")
        before, expected = link["digest"], position + 1
    faults += [f"{EVENTS}: event {position} has no link" for position in events]
    if before != about["last_digest"]:
        faults.append(f"{LINKS}: the last link is not the one of {ABOUT}")
    return faults


def _holds(link: dict[str, str], before: str, said: Sequence[Any] | None) -> bool:
    position, content = int(link["position"]), link["content"]
    if not content:
        return said is None or link["digest"] == early_link_of(before, position, said)
    is_same = said is None or content == content_of(said)
    return is_same and link["digest"] == link_of(before, position, content)


def _said(row: dict[str, str], authority: str) -> list[Any]:
    return [
        int(row["event"]),
        authority,
        row["kind"],
        row["subject"],
        row["actor"] or None,
        row["happened_at"],
        json.loads(row["facts"]),
    ]


def _canonical(said: Sequence[Any]) -> str:
    return json.dumps(list(said), sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as held:
        return list(csv.DictReader(held))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def main() -> int:
    """Check the folder that this file lies in, and say what was found."""
    try:
        faults = faults_in(Path(__file__).resolve().parent)
    except (KeyError, OSError, ValueError) as wrong:
        faults = [f"cannot be read: {wrong}"]
    sys.stdout.write("\n".join(faults or ["every link holds"]) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
