"""A running service for the journeys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.databases import KINDS
from tests.journeys.seeded import seeded
from tests.journeys.server import STANDING, Service, serving


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker("browser")


@pytest.fixture(scope="session", params=["standing"] if STANDING else KINDS)
def service(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """The demo, served on each database; on PostGIS with Redis where there is one.

    With ``JOURNEYS_URL`` it is the deployment that stands there.
    """
    if STANDING:
        yield STANDING
        return
    folder = tmp_path_factory.mktemp(f"journey_{request.param}")
    with serving(seeded(request.param, folder, tmp_path_factory), folder) as running:
        yield running
