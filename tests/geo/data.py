"""Open data beside the repository, where it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from townhall.config import ROOT

SHARED = ROOT.parent / "shared" / "data"


def open_data(*path: str) -> Path:
    """Return a file of the open data, or skip the test."""
    found = SHARED.joinpath(*path)
    if not found.exists():
        pytest.skip("the open data is not here")
    return found
