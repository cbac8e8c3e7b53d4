"""Folium's maps of server-made figures: wards shaded in one hue, for officers and for download.

No text from outside passes through Folium, not even a ward's name: Folium compiles what it has
rendered as a template once more, so a name such as ``{{ … }}`` would run on the server. It gets
outlines, numbers and our own class names; names reach the page as JSON and become text, never HTML.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any, cast

import folium
from flask import Response, render_template
from flask_babel import get_locale
from folium.template import Template

from geo.rules.shading import WardFigure, shading
from geo.web.figures import MapWords, legend, ward_rows
from geo.web.inlining import self_contained

FRAME = "geo/ward_map.html"
MAP_MARK, SCRIPT_MARK = "<!-- the map -->", "<!-- its script -->"
STROKE = {"color": "#30505c", "weight": 1, "fillOpacity": 1}


class LocalMap(folium.Map):
    """A map that leaves its page's head alone: Leaflet is served by us, and there are no tiles."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012  Folium's own shape for it
    default_css: list[tuple[str, str]] = []  # noqa: RUF012  as above


class PlainTooltip(folium.MacroElement):
    """Say a ward's lines, which the page keeps as JSON; Folium's own would make HTML of them."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        const wardLines = JSON.parse(document.getElementById("ward-lines").textContent);
        {{ this._parent.get_name() }}.bindTooltip(function (layer) {
            const box = document.createElement("div");
            for (const said of wardLines[Number(layer.feature.id)]) {
                const line = document.createElement("div");
                line.textContent = said;
                box.append(line);
            }
            return box;
        }, {sticky: true});
        {% endmacro %}
        """
    )


def ward_map_page(
    outlines: Mapping[str, Any], figures: Sequence[WardFigure], words: MapWords
) -> Response:
    """Answer with a page of its own, to be shown in a frame; its policy lets only its script run.

    *outlines* is what ``ward_outlines`` returns.
    """
    nonce = secrets.token_urlsafe(16)
    body, script = _drawn(outlines, figures, words)
    page = body.replace(SCRIPT_MARK, f'<script nonce="{nonce}">{script}</script>')
    response = Response(page, mimetype="text/html")
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; "
        "img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'"
    )
    return response


def ward_map_file(
    outlines: Mapping[str, Any], figures: Sequence[WardFigure], words: MapWords, name: str
) -> Response:
    """Answer with the same map as one file to keep, which needs no other file and no network."""
    body, script = _drawn(outlines, figures, words)
    page = self_contained(body.replace(SCRIPT_MARK, f"<script>{script}</script>"))
    response = Response(page, mimetype="text/html")
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.html")
    response.headers["Content-Security-Policy"] = "sandbox"
    return response


def _drawn(
    outlines: Mapping[str, Any], figures: Sequence[WardFigure], words: MapWords
) -> tuple[str, str]:
    """Return the page with a mark where its script goes, and the script."""
    classes = shading(figure.rate for figure in figures)
    rows = ward_rows(outlines, figures, words, classes)
    drawn = _folium(outlines, [row.style for row in rows])
    frame = render_template(
        FRAME,
        words=words,
        rows=sorted(rows, key=lambda row: row.name),
        lines=[row.lines for row in rows],
        legend=legend(classes),
        approximate=any(ward["properties"]["approximate"] for ward in outlines["features"]),
        source=outlines.get("source", ""),
        language=str(get_locale() or "en"),
    )
    return frame.replace(MAP_MARK, drawn.html.render()), drawn.script.render()


def _folium(outlines: Mapping[str, Any], styles: Sequence[str]) -> folium.Figure:
    wards = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": str(number),
                "properties": {"style": style},
                "geometry": ward["geometry"],
            }
            for number, (ward, style) in enumerate(zip(outlines["features"], styles, strict=True))
        ],
    }
    drawn = LocalMap(tiles=None, zoom_start=11, attribution_control=False, zoom_snap=0.25)
    if wards["features"]:
        layer = folium.GeoJson(wards, style_function=_style, smooth_factor=0.5)
        layer.add_child(PlainTooltip())  # type: ignore[no-untyped-call]  # branca's
        layer.add_to(drawn)
        drawn.fit_bounds(cast(list[list[float]], layer.get_bounds()))
    figure = cast(folium.Figure, drawn.get_root())
    figure.render()
    return figure


def _style(ward: Mapping[str, Any]) -> dict[str, object]:
    # The colour comes from the style sheet, so that map and key cannot differ.
    return {**STROKE, "className": ward["properties"]["style"]}
