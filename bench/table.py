"""The figures of one job, as tables in Markdown that a terminal shows as well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from bench.rounds import Reading, Taken
from bench.verdicts import Target, Verdict, ratios, verdict

INVALID = "invalid"
FEWEST_TO_ROUND = 100
TINY = 0.1


def job_tables(taken: Taken) -> str:
    """Return a job's heading, its values, and its ratios with what was wanted of them."""
    parts = [f"### {taken.job.key} {taken.job.title}"]
    if taken.refused:
        parts.append(f"Not measured, for the answers differ: {taken.refused}")
    else:
        parts += [_values(taken), _ratios(taken)]
    return "\n\n".join(part for part in (*parts, *taken.notes) if part)


def judged(taken: Taken) -> list[tuple[Target, Verdict]]:
    """Return each target of a job with the verdict on it."""
    return [(target, verdict(target, _found(taken, target))) for target in taken.job.targets]


def spread(values: Sequence[float]) -> str:
    """Return median, least and most, such as ``5.8 (3.9-6.7)``."""
    if not values:
        return "none"
    return f"{number(median(values))} ({number(min(values))}-{number(max(values))})"


def number(value: float) -> str:
    """Return *value* with about three figures that mean something."""
    if value >= FEWEST_TO_ROUND:
        return f"{value:,.0f}"
    if value >= 1:
        return f"{value:.3g}"
    return f"{value:.2f}" if value >= TINY else f"{value:.3f}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _values(taken: Taken) -> str:
    beside = sorted({name for cell in taken.cells.values() for each in cell for name in each.more})
    heads = ["setting", "who", f"{taken.job.unit}: median (least-most)", *beside]
    rows = []
    for (setting, name), readings in sorted(taken.cells.items()):
        more = [spread([each.more[key] for each in readings if key in each.more]) for key in beside]
        rows.append([setting, name, _cell(readings), *more])
    return table(heads, rows)


def _cell(readings: Sequence[Reading]) -> str:
    errors = sum(each.errors for each in readings)
    valid = [each.value for each in readings if not each.errors]
    said = spread(valid) if valid else INVALID
    return f"{said}, {errors} errors" if errors else said


def _ratios(taken: Taken) -> str:
    rows = []
    for target in taken.job.targets:
        found = _found(taken, target)
        said = verdict(target, found)
        rows.append([target.setting, target.ratio, spread(found), target.wanted, said.value])
    return table(["setting", "ratio", "median (least-most)", "wanted", "verdict"], rows)


def _found(taken: Taken, target: Target) -> list[float]:
    below = [taken.valid(target.setting, name) for name in target.under]
    over = taken.valid(target.setting, target.over)
    fewest = min(len(over), *(len(each) for each in below))
    return ratios(over[:fewest], [each[:fewest] for each in below])
