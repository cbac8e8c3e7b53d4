"""The time of the tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


class StandingClock:
    """A clock that moves only when a test moves it."""

    def __init__(self) -> None:
        self.shows = NOW

    def __call__(self) -> datetime:
        return self.shows

    def forward(self, by: timedelta) -> None:
        self.shows += by
