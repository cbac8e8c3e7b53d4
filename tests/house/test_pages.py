"""Every page is looked at in a browser."""

from __future__ import annotations

from pathlib import Path

from foundation.base.clock import utc_now
from tests.conftest import opened, settings_for
from tests.journeys.pages import NO_PAGES, PAGES


def test_every_page_is_in_the_table_of_pages(tmp_path: Path) -> None:
    with opened(settings_for("spatialite", tmp_path), utc_now) as app:
        routes = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    pages = {rule for rule in routes if not rule.startswith("/api/")}
    assert pages == PAGES.keys() | NO_PAGES.keys()
