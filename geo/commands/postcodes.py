"""Keep where postcodes are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field

from sqlalchemy.dialects import postgresql, sqlite

from foundation.base.work import Work
from geo.models.postcodes import Postcode
from geo.rules.postcodes import Chunk, read_postcodes

MOST_NAMED = 50
"""Broken rows that are named one by one; more are only counted."""


@dataclass(slots=True)
class PostcodesKept:
    """What became of a file of postcodes."""

    kept: int = 0
    unplaced: int = 0
    broken: int = 0
    wrong: dict[str, str] = field(default_factory=dict)


def load_postcodes(work: Work, rows: Iterable[Sequence[str]]) -> PostcodesKept:
    """Add or move the postcodes of a file; those that it does not name stay as they are.

    *rows* are the lines of a CSV file, cut into columns, the header first if there is one.

    Raises:
        Invalid: the file's columns are not ones that we know.
    """
    done = PostcodesKept()
    for chunk in read_postcodes(rows):
        _keep(work, chunk)
        done.kept += len(chunk.records)
        done.unplaced += chunk.unplaced
        done.broken += len(chunk.wrong)
        room = MOST_NAMED - len(done.wrong)
        done.wrong |= dict(list(chunk.wrong.items())[:room])
    return done


def _keep(work: Work, chunk: Chunk) -> None:
    if not chunk.records:
        return
    is_sqlite = work.session.get_bind().dialect.name == "sqlite"
    insert = (sqlite.insert if is_sqlite else postgresql.insert)(Postcode)
    kept = insert.on_conflict_do_update(
        index_elements=[Postcode.postcode],
        set_={name: insert.excluded[name] for name in ("lon", "lat", "easting", "northing")},
    )
    work.session.execute(kept, [asdict(record) for record in chunk.records])
