"""Values that hypothesis thinks of, drawn once for many requests to use."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**65), 2**65)
    | st.floats()
    | st.text(st.characters(), max_size=60)
)
WORDS = (
    st.text(st.characters(), max_size=60)
    | st.from_regex(r"\A[-+]?\d{0,4}[-:/.,]?\d{0,4}[-:/.,]?\d{0,4}\Z")
    | st.from_regex(r"\A[a-zA-Z]{0,3}\d{0,2} ?\d?[a-zA-Z]{0,3}\Z")
    | st.dates().map(str)
    | st.datetimes().map(lambda at: at.isoformat())
    | st.uuids().map(str)
    | st.integers().map(str)
    | st.floats().map(str)
    | st.emails()
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
PIECES = st.binary(max_size=80)


def drawn(strategy: st.SearchStrategy[Any], count: int, number: int) -> Sequence[Any]:
    """Return about *count* values of one strategy, the same ones for the same *number*."""
    found: list[Any] = []

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(value: Any) -> None:
        found.append(value)

    draw()
    return found


def as_json(value: object, chance: random.Random) -> bytes:
    """Write *value* as JSON, now and then with what JSON has no words for."""
    written = json.dumps(value, ensure_ascii=chance.random() < 0.5)
    return written.encode("utf-8", "surrogatepass")
