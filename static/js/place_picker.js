// Choose a place without dragging anything: the map moves under a cross in its middle.
//
// "Use this spot" starts anew with one point, "Add another point" goes on, "Undo" takes the last one back.
// One point is a spot, two a line, three or more an area. The GeoJSON goes into the hidden field data-field names.
import { addBasemap } from "./basemap.js";
import { bindZoom, corners, leaflet, manners } from "./leaflet.js";
import { wordsOf } from "./words.js";

const LOOK = { color: "#0b0c0c", weight: 4, fillColor: "#ffd166", fillOpacity: 0.5, interactive: false };
const DOT = { ...LOOK, radius: 8, weight: 3, fillOpacity: 1 };
const SITE = { color: "#c0002a", weight: 3, fillOpacity: 0.08, interactive: false };

export async function start(panel) {
  const words = wordsOf(panel);
  const status = panel.querySelector("[data-status]");
  try {
    const L = await leaflet();
    await new Picker(L, panel, status, words).begin();
  } catch {
    status.textContent = words("failed");
  }
}

export function geometry(points) {
  const places = points.map(({ lat, lng }) => [Number(lng.toFixed(6)), Number(lat.toFixed(6))]);
  if (places.length === 0) return null;
  if (places.length === 1) return { type: "Point", coordinates: places[0] };
  if (places.length === 2) return { type: "LineString", coordinates: places };
  return { type: "Polygon", coordinates: [[...places, places[0]]] };
}

export function pointsOf(shape) {
  if (!shape) return [];
  const places = { Point: [shape.coordinates], LineString: shape.coordinates, Polygon: shape.coordinates[0]?.slice(0, -1) }[shape.type];
  return (places ?? []).map(([lng, lat]) => ({ lat, lng }));
}

class Picker {
  constructor(L, panel, status, words) {
    Object.assign(this, { L, panel, status, words, ground: { wardAt: () => "" } });
    this.field = document.getElementById(panel.dataset.field);
    this.points = this.kept();
  }

  kept() {
    try {
      return pointsOf(JSON.parse(this.field.value || "null"));
    } catch {
      return [];
    }
  }

  async begin() {
    const { L, panel } = this;
    const element = panel.querySelector("[data-map]");
    this.map = L.map(element, { ...manners, minZoom: 9, maxZoom: 18 });
    const wanted = L.latLngBounds(corners(panel.dataset.bounds.split(",").map(Number)));
    this.map.fitBounds(wanted, { maxZoom: 16 });
    if (this.points.length) this.map.setView(this.points.at(-1), 16);
    this.layer = L.layerGroup().addTo(this.map);
    bindZoom(this.map, panel);
    new ResizeObserver(() => this.map.invalidateSize()).observe(element);
    this.on("[data-use]", () => { this.points = [this.map.getCenter()]; });
    this.on("[data-add]", () => this.points.push(this.map.getCenter()));
    this.on("[data-undo]", () => this.points.pop());
    this.ground = await addBasemap(L, this.map, panel.dataset);
    const { extent } = this.ground;
    if (!this.points.length && extent.isValid() && wanted.contains(extent)) this.map.fitBounds(extent);
    this.show();
    if (panel.dataset.siteUrl) {
      const site = await fetch(panel.dataset.siteUrl).then((answer) => answer.json());
      L.geoJSON(site, { style: SITE }).addTo(this.map);
    }
    panel.dataset.ready = "";
  }

  on(selector, change) {
    this.panel.querySelector(selector).addEventListener("click", () => {
      change();
      this.show();
    });
  }

  show() {
    const { L, layer, points } = this;
    layer.clearLayers();
    if (points.length > 2) L.polygon(points, LOOK).addTo(layer);
    else if (points.length === 2) L.polyline(points, LOOK).addTo(layer);
    for (const point of points) L.circleMarker(point, DOT).addTo(layer);
    const shape = geometry(points);
    this.field.value = shape ? JSON.stringify(shape) : "";
    this.status.classList.toggle("is-chosen", Boolean(shape));
    this.status.textContent = this.sentence();
    this.panel.querySelector("[data-undo]").disabled = !shape;
  }

  sentence() {
    const { points, words } = this;
    if (!points.length) return words("none");
    const what = words({ 1: "spot", 2: "line" }[points.length] ?? "area", { n: points.length });
    const ward = this.ground.wardAt(points[0].lat, points[0].lng);
    return ward ? `${what}, ${words("in", { ward })}.` : `${what}.`;
  }
}
