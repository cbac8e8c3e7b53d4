// The map beside the list of comments, or of consultations (data-base says where one of them is read).
//
// data-points-url answers {version, points: [[ref, lon, lat, mark, topic]…], shapes: FeatureCollection with
// properties {ref, mark, topic?}, site: Geometry|null, bounds: [w, s, e, n]}; see also basemap.js for the ground.
// Of a large consultation it has no points but tiles: {url, pins, topics}; see comment_tiles.js.
// A "show" event with a ref opens that comment; "heard:shown" on the document loads the places again.
import { addBasemap } from "./basemap.js";
import { CommentLayer } from "./comment_layer.js";
import { CLOSEST } from "./groups.js";
import { bindZoom, corners, leaflet, manners, supercluster } from "./leaflet.js";
import { wordsOf } from "./words.js";

const AROUND = 2; // sites to each side
const SITE = { color: "#c0002a", weight: 4, fillColor: "#c0002a", fillOpacity: 0.1, interactive: false };

export async function start(element) {
  const words = wordsOf(element);
  try {
    const [L, Supercluster] = await Promise.all([leaflet(), supercluster()]);
    const data = await load(element.dataset.pointsUrl);
    element.textContent = "";
    new CommentMap(L, Supercluster, element, words).begin(data);
  } catch {
    const note = Object.assign(document.createElement("p"), { className: "app-map__note", textContent: words("failed") });
    element.replaceChildren(note);
  }
}

async function load(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

class CommentMap {
  constructor(L, Supercluster, element, words) {
    Object.assign(this, { L, element });
    // Shapes end at the edge of the map: drawn past it, unseen, they would still lie over its neighbours.
    this.map = L.map(element, { ...manners, minZoom: 9, maxZoom: CLOSEST, renderer: L.svg({ padding: 0 }) });
    this.said = new CommentLayer(L, Supercluster, this.map, {
      names: new Map((element.dataset.marks || "").split("|").map((pair) => pair.split("="))),
      icons: element.dataset.icons,
      base: element.dataset.base ?? "/comments/",
      words,
    });
  }

  async begin(data) {
    const { L, map, element } = this;
    const [, zoom, lat, lon] = location.hash.match(/^#map=(\d+)\/(-?[\d.]+)\/(-?[\d.]+)$/) ?? [];
    const site = data.site && L.geoJSON(data.site, { style: SITE }).addTo(map);
    if (zoom) map.setView([Number(lat), Number(lon)], Number(zoom));
    else map.fitBounds(this.worthSeeing(data.bounds, site), { maxZoom: 17, padding: [24, 24] });
    L.control.scale({ imperial: false }).addTo(map);
    bindZoom(map, document.getElementById("comments") ?? document);
    await this.said.take(data);
    map.on("dragend zoomend", () => this.remember());
    element.addEventListener("show", ({ detail }) => this.show(detail));
    document.addEventListener("heard:shown", async () => this.said.take(await load(element.dataset.pointsUrl)));
    new ResizeObserver(() => map.invalidateSize()).observe(element);
    if (element.dataset.show) this.show(element.dataset.show);
    const { extent } = await addBasemap(L, map, element.dataset);
    if (!zoom && !site && !data.points.length && !data.tiles && extent.isValid()) map.fitBounds(extent);
    element.dataset.ready = "";
  }

  // All comments, but where there is a site only what lies around it: one from across the city must
  // not make the rest too small to see.
  worthSeeing(bounds, site) {
    const all = this.L.latLngBounds(corners(bounds));
    if (!site) return all;
    const [{ lat: south, lng: west }, { lat: north, lng: east }] = [all.getSouthWest(), all.getNorthEast()];
    const near = site.getBounds().pad(AROUND);
    return this.L.latLngBounds(
      [Math.max(south, near.getSouth()), Math.max(west, near.getWest())],
      [Math.min(north, near.getNorth()), Math.min(east, near.getEast())],
    );
  }

  async show(ref) {
    const [, lon, lat] = this.said.points.get(ref) ?? (await this.said.tiles?.find(this.L, ref)) ?? [];
    if (lat === undefined) return;
    this.map.closePopup();
    this.map.invalidateSize();
    this.map.setView([lat, lon], CLOSEST, { animate: false });
    this.said.wanted = ref;
    await this.said.redraw();
    this.said.drawn.get(ref)?.openPopup();
    this.element.querySelector(".leaflet-popup-content a")?.focus({ preventScroll: true });
  }

  remember() {
    const { lat, lng } = this.map.getCenter();
    history.replaceState(null, "", `#map=${this.map.getZoom()}/${lat.toFixed(5)}/${lng.toFixed(5)}`);
  }
}
