"""Makes the files of one machine from its plan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from deploy.machine.plan import Machine

TEMPLATES = Path(__file__).parent / "templates"
SECRET = 0o640
"""For settings: who runs the service reads them, nobody else does."""

_shapes = Environment(
    loader=FileSystemLoader(TEMPLATES),
    undefined=StrictUndefined,
    autoescape=False,  # noqa: S701  none of it is HTML, and all of it comes from the plan
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def rendered(machine: Machine) -> Iterator[tuple[PurePosixPath, str]]:
    """Yield each file of *machine*: its path below the settings folder, and what it says."""
    for name in sorted(_shapes.list_templates(extensions=["j2"])):
        if not PurePosixPath(name).name.startswith("_"):
            yield PurePosixPath(name).with_suffix(""), _shapes.get_template(name).render(m=machine)


def write(machine: Machine, folder: Path) -> list[Path]:
    """Write every file of *machine* below *folder*; return them."""
    written = []
    for name, text in rendered(machine):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=SECRET if name.suffix in {".env", ".sql"} else 0o644)
        path.write_text(text)
        written.append(path)
    return written
