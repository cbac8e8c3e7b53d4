"""From how near single comments are drawn, and how many cells a far tile has."""

from __future__ import annotations

from enum import StrEnum

NEAR = 14
"""The zoom from which each comment is drawn; farther away, cells are counted."""

CELL_BITS = 3
"""A tile has 8 by 8 cells; the browser joins those that would overlap."""

ENOUGH = 5_000
"""Pins from which a page asks for tiles; fewer are sent at once, which is less."""

MOST_PINS = 10_000
"""Pins in one tile: 40 bytes each, which leaves 100 kB of half a megabyte for long topics."""


class Layer(StrEnum):
    """What a tile has: cells, single comments, and how many of them where it is not all."""

    GROUPS = "groups"
    COMMENTS = "comments"
    THINNED = "thinned"
