"""Which basemap this deployment has."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, url_for


@dataclass(frozen=True, slots=True)
class Basemap:
    """Addresses for ``templates/components/map_box.html``; the ward outlines are always there."""

    wards_url: str
    pmtiles_url: str | None = None
    tile_url: str | None = None
    attribution: str | None = None


def basemap() -> Basemap:
    """Return what maps of this deployment are drawn on."""
    settings = current_app.extensions["settings"]
    return Basemap(
        wards_url=url_for("places.wards"),
        pmtiles_url=url_for("places.basemap_file") if settings.basemap_pmtiles else None,
        tile_url=settings.basemap_tile_url,
        attribution=settings.basemap_attribution,
    )
