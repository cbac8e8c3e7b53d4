// What lies under the comments: a council's vector file, its tile server, or the ward outlines alone.
//
// Read from the map's element: data-pmtiles (address of a PMTiles file), data-tile-url (template with
// {z}/{x}/{y}) with data-attribution, data-wards-url (GeoJSON with properties name and, where known,
// label: [lon, lat], and source beside features; data-approximate is said of rough ones). Answers {wardAt(lat, lng)}, the name of the ward at a place, or "".
import { protomaps } from "./leaflet.js";
import { paintRules, labelRules } from "./basemap_style.js";

const WARD_LINE = { color: "#6b3fa0", weight: 1.5, fill: true, fillColor: "#f7f4ec", fillOpacity: 1, interactive: false };
const OVER_TILES = { ...WARD_LINE, fillOpacity: 0 };
const LABELS_FROM_ZOOM = 12;

export async function addBasemap(L, map, { pmtiles, tileUrl, attribution, wardsUrl, approximate }) {
  map.attributionControl.setPrefix('<a href="https://leafletjs.com">Leaflet</a>');
  map.createPane("wards").style.zIndex = 250;
  map.createPane("wardNames").style.zIndex = 260;
  const isDrawn = Boolean(pmtiles || tileUrl);
  if (tileUrl) {
    L.tileLayer(tileUrl, { attribution, maxZoom: 19 }).addTo(map);
  } else if (pmtiles) {
    const P = await protomaps();
    P.leafletLayer({
      url: new URL(pmtiles, location).href, attribution, maxDataZoom: 15, backgroundColor: "#f3f1ec",
      paintRules: paintRules(P), labelRules: labelRules(P),
    }).addTo(map);
  }
  const wards = await fetch(wardsUrl).then((answer) => (answer.ok ? answer.json() : { features: [] }), () => ({ features: [] }));
  const outlines = L.geoJSON(wards, { pane: "wards", style: isDrawn ? OVER_TILES : WARD_LINE }).addTo(map);
  if (!isDrawn) nameWards(L, map, wards);
  const isRough = wards.features.some((ward) => ward.properties.approximate);
  credit(map, wards.source || (isRough && approximate));
  return {
    extent: outlines.getBounds(),
    wardAt: (lat, lng) => wards.features.find((ward) => holds(ward.geometry, lng, lat))?.properties.name ?? "",
  };
}

// Names stand where the council says, or in the middle; they go when wards are small on the screen.
function nameWards(L, map, wards) {
  const names = L.layerGroup();
  for (const ward of wards.features) {
    const { name, label } = ward.properties;
    const [lng, lat] = label ?? middle(L, ward);
    L.tooltip({ permanent: true, direction: "center", className: "app-ward-name", pane: "wardNames", interactive: false })
      .setLatLng([lat, lng]).setContent(document.createTextNode(name)).addTo(names);
  }
  const show = () => (map.getZoom() >= LABELS_FROM_ZOOM ? names.addTo(map) : names.remove());
  map.on("zoomend", show);
  show();
}

// Below the map and not in its corner, where a long sentence would cover what it speaks of.
function credit(map, said) {
  const line = map.getContainer().closest("[data-map-box]")?.querySelector("[data-credit]");
  if (!line || !said) return;
  line.querySelector("[data-source]").textContent = said;
  line.hidden = false;
}

function middle(L, ward) {
  const { lat, lng } = L.geoJSON(ward).getBounds().getCenter();
  return [lng, lat];
}

function holds({ type, coordinates }, x, y) {
  const polygons = type === "MultiPolygon" ? coordinates : type === "Polygon" ? [coordinates] : [];
  return polygons.some(([shell, ...holes]) => inRing(shell, x, y) && !holes.some((hole) => inRing(hole, x, y)));
}

// A ray from the point crosses the ring an odd number of times when the point lies inside.
function inRing(ring, x, y) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
