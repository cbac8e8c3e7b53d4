"""Which device, and how long, in a few classes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from consultation.rules.journey import Device, Minutes, device_of, minutes_of

SAFARI = "Mozilla/5.0 ({}) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0"


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (SAFARI.format("iPhone; CPU iPhone OS 17_0 like Mac OS X") + " Mobile/15E148", "phone"),
        (SAFARI.format("iPad; CPU OS 16_0 like Mac OS X") + " Mobile/15E148", "tablet"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile Safari/537.36", "phone"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Safari/537.36", "tablet"),
        ("Mozilla/5.0 (Android 14; Tablet; rv:120.0) Gecko/120.0", "tablet"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/120.0", "computer"),
        ("", "computer"),
    ],
)
def test_a_browser_says_its_class_of_device(agent: str, device: str) -> None:
    assert device_of(agent) is Device(device)


@pytest.mark.parametrize(
    ("minutes", "found"),
    [
        (0, Minutes.UNDER_2),
        (2, Minutes.TO_5),
        (5, Minutes.TO_10),
        (29.9, Minutes.TO_30),
        (30, Minutes.OVER_30),
    ],
)
def test_a_time_falls_into_one_class(minutes: float, found: Minutes) -> None:
    assert minutes_of(timedelta(minutes=minutes)) is found
