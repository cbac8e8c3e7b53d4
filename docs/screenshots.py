"""Take the pictures of the README from a freshly seeded demo: ``python -m docs.screenshots``."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.journeys.browser import launched, visiting
from tests.journeys.seeded import played
from tests.journeys.server import serving

IMAGES = Path(__file__).parent / "images"
APPLICATION = "/consultations/lantern-row"


@dataclass(frozen=True)
class Picture:
    """One page in one window; ``on_map`` scrolls to the map and waits for its pins."""

    name: str
    size: str
    path: str
    role: str | None = None
    on_map: bool = False


PICTURES = (
    Picture("home-desktop", "desktop", "/"),
    Picture("consultation-phone", "phone", APPLICATION),
    Picture("consultation-desktop", "desktop", APPLICATION, on_map=True),
    Picture("give-your-view-phone", "phone", f"{APPLICATION}/give-your-view"),
    Picture("what-changed-desktop", "desktop", "/what-changed"),
    Picture("desk-desktop", "desktop", "/desk/comments", role="planner"),
    Picture("wards-desktop", "desktop", "/reach/wards/lantern-row", role="consultation_officer"),
)


def main() -> None:
    """Serve the demo on SpatiaLite and write every picture into ``docs/images``."""
    IMAGES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(played("spatialite", Path(folder)), Path(folder)) as service,
        sync_playwright() as playwright,
    ):
        browser = launched(playwright)
        for picture in PICTURES:
            take(browser, service.url, picture)
        browser.close()


def take(browser: Browser, url: str, picture: Picture) -> None:
    """Write one picture of what fits into the window."""
    with visiting(browser, url, picture.size) as visit:
        if picture.role:
            visit.go("/demo").click(f"button[value={picture.role}]")
        page = visit.go(picture.path)
        if picture.on_map:
            page.locator("h2", has_text="map").evaluate("heading => heading.scrollIntoView()")
            page.locator(".leaflet-marker-icon").first.wait_for()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=IMAGES / f"{picture.name}.png")


if __name__ == "__main__":
    main()
