"""Take the pictures of the README from a freshly seeded demo: ``python -m docs.screenshots``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.journeys.browser import launched, visiting
from tests.journeys.server import serving

IMAGES = Path(__file__).parent / "images"
APPLICATION = "/consultations/lantern-row"
PICTURES = (
    ("home-desktop", "desktop", None, "/", None),
    ("consultation-phone", "phone", None, APPLICATION, None),
    ("consultation-desktop", "desktop", None, APPLICATION, ".leaflet-marker-icon"),
    ("give-your-view-phone", "phone", None, f"{APPLICATION}/give-your-view", None),
    ("what-changed-desktop", "desktop", None, "/what-changed", None),
    ("desk-desktop", "desktop", "planner", "/desk/comments", None),
    ("wards-desktop", "desktop", "consultation_officer", "/reach/wards/lantern-row", None),
)
"""Name, window, demo role, page, and what to scroll to and wait for."""


def main() -> None:
    """Serve the demo on SpatiaLite and write every picture into ``docs/images``."""
    IMAGES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving("spatialite", Path(folder)) as service,
        sync_playwright() as playwright,
    ):
        browser = launched(playwright)
        for picture in PICTURES:
            take(browser, service.url, *picture)
        browser.close()


def take(  # noqa: PLR0913  one argument a column of the table above
    browser: Browser, url: str, name: str, size: str, role: str | None, path: str, wait: str | None
) -> None:
    """Write one picture of what fits into the window."""
    with visiting(browser, url, size) as visit:
        if role:
            visit.go("/demo").click(f"button[value={role}]")
        page = visit.go(path)
        if wait:
            page.locator("h2", has_text="map").evaluate("heading => heading.scrollIntoView()")
            page.locator(wait).first.wait_for()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
