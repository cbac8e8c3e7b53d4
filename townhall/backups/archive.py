"""The file that a backup is: a tar with a manifest, both stores and every file of people.

Nothing is in it that opens a door: neither the secret key nor the key of the reach store.
"""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

FORM = 1
MANIFEST = "manifest.json"
FILES = "files"


class Damaged(ValueError):
    """This is no backup, or it is not what was written."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: kind of database, and by store its migration and its digest."""

    form: int
    made_at: str
    database: str
    revisions: dict[str, str | None]
    digests: dict[str, str]
    files: int


def write(into: Path, manifest: Manifest, stores: Mapping[str, Path], files: Path) -> None:
    """Write a backup beside its place, then move it there, so that half of one never has a name."""
    fresh = into.with_name(f"{into.name}.part")
    with tarfile.open(fresh, "w:gz") as tar:
        about = stores_folder(stores) / MANIFEST
        about.write_text(json.dumps(asdict(manifest), indent=1))
        tar.add(about, MANIFEST)
        for name, store in stores.items():
            tar.add(store, name)
        for each in kept_files(files):
            tar.add(each, f"{FILES}/{each.parent.name}/{each.name}")
    fresh.chmod(0o600)
    fresh.replace(into)


def read(backup: Path, into: Path) -> Manifest:
    """Unpack a backup into an empty folder and hold everything against its digest.

    Raises:
        Damaged: something is missing, was changed or should not be there.
    """
    try:
        with tarfile.open(backup, "r:gz") as tar:
            tar.extractall(into, filter="data")
        manifest = Manifest(**json.loads((into / MANIFEST).read_text()))
    except (tarfile.TarError, OSError, EOFError, ValueError, TypeError) as wrong:
        raise Damaged("This is no backup of this service, or a part of it is missing.") from wrong
    if manifest.form != FORM:
        raise Damaged("A later version of this service has written this backup.")
    for name, wanted in manifest.digests.items():
        if digest(into / name) != wanted:
            raise Damaged(f"The store “{name}” is not what was backed up.")
    found = list(kept_files(into / FILES))
    if len(found) != manifest.files or any(digest(each) != each.name for each in found):
        raise Damaged("The files are not what was backed up.")
    return manifest


def kept_files(folder: Path) -> Iterator[Path]:
    """Yield every whole file of a store of files; what is half written has a suffix."""
    yield from (each for each in sorted(folder.glob("??/*")) if not each.suffix)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, or nothing that any file has."""
    if not path.is_file():
        return ""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def stores_folder(stores: Mapping[str, Path]) -> Path:
    """Return the folder in which the stores were written."""
    return next(iter(stores.values())).parent
