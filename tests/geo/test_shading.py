"""Classes of a map in one hue."""

from __future__ import annotations

import pytest

from geo.rules.shading import shading


@pytest.mark.parametrize(
    ("rates", "steps"),
    [
        ([], ()),
        ([None, None], ()),
        ([2.0], ()),
        ([2.0, 2.0, 2.0], ()),
        ([1.0, 2.0], (2.0,)),
        ([1.2, 140.06], (140.0,)),
        ([float(rate) for rate in range(10)], (2.0, 4.0, 6.0, 8.0)),
        ([0.0] * 90 + [5.0] * 10, ()),
        ([0.0] * 70 + [5.04, None] * 30, (5.0,)),
    ],
)
def test_classes_hold_about_equally_many(rates: list[float | None], steps: tuple[float]) -> None:
    assert shading(rates).steps == steps


def test_every_rate_has_a_class_and_a_step_belongs_above_it() -> None:
    shades = shading([0.1, 0.4, 0.9, 1.3, 2.2, 2.9, 3.0, 5.5])
    found = [shades.class_of(rate) for rate in (0, 0.1, *shades.steps, 99)]
    assert found == [0, 0, 1, 2, 3, 4, 4]
    assert shades.classes == 5
