"""What a job costs over how much there is: a curve as SVG, with both axes in powers of ten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10

WIDE, HIGH = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 70, 70, 40, 50
COLOURS = ("#1d70b8", "#d4351c", "#00703c", "#4c2c92", "#b58840", "#0b0c0c", "#d53880")
DASHES = ("", "6 3", "2 3", "10 4 2 4", "1 4", "12 4", "4 2 1 2")
LEAST = 0.001

Points = Sequence[tuple[float, float]]


def curve(title: str, across: str, up: str, lines: Mapping[str, Points]) -> str:
    """Return a drawing of *lines*: name → points; values of nought are drawn at the bottom.

    Each line is named at its end, and told apart by dashes as well as colour.
    """
    points = [(x, max(y, LEAST)) for line in lines.values() for x, y in line]
    if not points:
        return ""
    xs, ys = _decades([x for x, _ in points]), _decades([y for _, y in points])
    drawn = [
        f'<text x="{LEFT}" y="22" font-size="15" font-weight="bold">{escape(title)}</text>',
        *_axes(xs, ys, across, up),
        *(_line(number, name, line, xs, ys) for number, (name, line) in enumerate(lines.items())),
    ]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" role="img"'
        f' aria-label="{escape(title)}" font-family="sans-serif" font-size="12">'
        f'<rect width="{WIDE}" height="{HIGH}" fill="#fff"/>'
    )
    return "\n".join((head, *drawn, "</svg>", ""))


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """Return the powers of ten between which all *values* lie, one apart at least."""
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)


def _at(x: float, y: float, xs: tuple[int, int], ys: tuple[int, int]) -> tuple[float, float]:
    across = (log10(x) - xs[0]) / (xs[1] - xs[0])
    up = (log10(max(y, LEAST)) - ys[0]) / (ys[1] - ys[0])
    return LEFT + across * (WIDE - LEFT - RIGHT), HIGH - BOTTOM - up * (HIGH - TOP - BOTTOM)


def _axes(xs: tuple[int, int], ys: tuple[int, int], across: str, up: str) -> list[str]:
    drawn = []
    for power in range(xs[0], xs[1] + 1):
        x, y = _at(10.0**power, 10.0 ** ys[0], xs, ys)
        drawn.append(f'<path d="M{x:.1f} {TOP}V{y:.1f}" stroke="#ddd"/>')
        drawn.append(_label(x, y + 18, "middle", power))
    for power in range(ys[0], ys[1] + 1):
        x, y = _at(10.0 ** xs[0], 10.0**power, xs, ys)
        drawn.append(f'<path d="M{x:.1f} {y:.1f}H{WIDE - RIGHT}" stroke="#ddd"/>')
        drawn.append(_label(x - 8, y + 4, "end", power))
    middle = (LEFT + WIDE - RIGHT) / 2
    drawn.append(f'<text x="{middle}" y="{HIGH - 12}" text-anchor="middle">{escape(across)}</text>')
    turned = f'transform="rotate(-90 16 {HIGH / 2})"'
    drawn.append(f'<text x="16" y="{HIGH / 2}" text-anchor="middle" {turned}>{escape(up)}</text>')
    return drawn


def _line(number: int, name: str, line: Points, xs: tuple[int, int], ys: tuple[int, int]) -> str:
    places = [_at(x, y, xs, ys) for x, y in sorted(line)]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places)
    end, height = places[-1]
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"'
        f' stroke-dasharray="{dash}"/>{dots}'
        f'<text x="{end + 8:.1f}" y="{height + 4:.1f}" fill="{colour}">{escape(name)}</text>'
    )


def _label(x: float, y: float, anchor: str, power: int) -> str:
    said = f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{said}</text>'
