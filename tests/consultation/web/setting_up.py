"""Go through the tasks of setting up, as an officer's browser would."""

from __future__ import annotations

from typing import Any

from tests.html import ReadingClient

HERE = "/desk/consultations/a-greener-high-street"
WORDS: dict[str, Any] = {
    "kind": "place",
    "title": "A greener high street",
    "question": "What would make it better?",
    "summary": "Trees, benches and wider pavements.",
    "opens_on": ["1", "12", "2026"],
    "closes_on": ["24", "12", "2026"],
    "own_topics": "Trees\nBenches",
}
ANSWERS: dict[str, dict[str, Any]] = {
    "stages": {"name": ["Decision"], "expected_on": ["2027-02-16"], "done_on": [""]},
    "area": {"place_way": "none"},
    "audiences": {"audiences": "Families\nPeople under 25", "routes": ["web", "drop_in"]},
    "publication": {"moderating": "before"},
    "equality": {"equality": "Wheelchair users need wide paths. We will meet on flat ground."},
}
BY_HAND = ("try", "accessibility")


def finish_all(officer: ReadingClient, here: str = HERE) -> None:
    """Do every task that a new consultation needs before it can be sent for sign-off."""
    for part, data in ANSWERS.items():
        assert officer.post(f"{here}/{part}", data=data).status_code == 303
    for task in BY_HAND:
        assert officer.post(f"{here}/tasks/{task}").status_code == 303
