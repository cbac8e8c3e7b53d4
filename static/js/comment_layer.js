// What people said, drawn on a map: pins, groups of pins, lines and areas; see comment_map.js for the data.
import { CommentTiles, NEAR } from "./comment_tiles.js";
import { CLOSEST, apart, inside, opensAt } from "./groups.js";
import { asButton, groupIcon, pinIcon, popup } from "./pins.js";

export class CommentLayer {
  constructor(L, Supercluster, map, { names, icons, words, base }) {
    Object.assign(this, { L, Supercluster, map, names, icons, words, base, drawn: new Map() });
    this.pins = L.layerGroup().addTo(map);
    this.shapes = L.layerGroup().addTo(map);
    map.on("moveend", () => this.redraw());
    map.on("popupclose", () => setTimeout(() => this.redraw()));
  }

  // A popup would go with the pin it hangs on, so nothing is drawn anew while somebody reads one.
  async redraw() {
    if (this.tiles && !(await this.look())) return;
    if (this.index && !this.map._popup?.isOpen()) this.draw();
  }

  // A large map is read one square at a time; an answer that comes after a later question is dropped, and
  // what was known before is not drawn at a zoom that it was not asked for.
  async look() {
    const { tiles } = this;
    const seen = await tiles.around(this.map);
    const isWanted = Boolean(seen) && tiles === this.tiles;
    if (isWanted) this.gather(seen);
    return isWanted;
  }

  // Grouped down to the closest zoom, so that no pin lies under another one; there a group opens its list.
  // Extent 256: supercluster reckons in 512-pixel tiles, Leaflet in 256; otherwise groups overlap.
  async take({ points, shapes, tiles }) {
    this.tiles = tiles && new CommentTiles(tiles);
    this.drawShapes(shapes);
    this.points = new Map(points.map((point) => [point[0], point]));
    if (this.tiles) return this.redraw();
    this.gather(points.map(([ref, lon, lat, mark, topic]) => ({ lon, lat, ref, mark, topic })));
    this.draw();
  }

  gather(places) {
    const counted = { map: ({ count = 1 }) => ({ count }), reduce: (all, one) => { all.count += one.count; } };
    this.index = new this.Supercluster({ radius: 72, extent: 256, maxZoom: CLOSEST, ...counted }).load(
      places.map(({ lon, lat, ...said }) => ({
        type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] },
        properties: { ...said, name: this.nameOf(said.mark) },
      })),
    );
  }

  drawShapes(shapes) {
    this.shapes.clearLayers();
    for (const feature of shapes?.features ?? []) {
      const { ref, mark, topic } = feature.properties;
      const name = this.nameOf(mark);
      const look = { weight: 4, fillOpacity: 0.18, className: `mark--${mark}`, color: "currentColor", fillColor: "currentColor" };
      this.L.geoJSON(feature, { style: look }).eachLayer((layer) => {
        asButton(layer, [name, topic].filter(Boolean).join(": ")).bindPopup(() => popup([{ ref, name, topic }], this.words, this.base));
        layer.addTo(this.shapes);
      });
    }
  }

  draw() {
    const { map } = this;
    const seen = map.getBounds().pad(0.15);
    const held = document.activeElement?.dataset.key;
    this.pins.clearLayers();
    this.drawn.clear();
    const box = [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()];
    const found = this.index.getClusters(box, Math.round(map.getZoom()));
    for (const spot of apart(found, (place) => map.project(place))) {
      const alone = spot.items.length === 1 && spot.items[0].properties.ref;
      const { marker, label, key } = alone ? this.pin(spot.items[0]) : this.group(spot);
      asButton(marker, label).addTo(this.pins);
      marker.getElement().dataset.key = key;
      if (held === key) marker.getElement().focus({ preventScroll: true });
    }
  }

  pin({ geometry: { coordinates: [lon, lat] }, properties }) {
    const label = [properties.name, properties.topic].filter(Boolean).join(": ");
    const marker = this.L.marker([lat, lon], { icon: pinIcon(this.L, properties.mark, this.icons) });
    marker.bindPopup(() => popup([properties], this.words, this.base), { minWidth: 180, maxWidth: 260 });
    this.drawn.set(properties.ref, marker);
    return { marker, label, key: properties.ref };
  }

  // From afar it is cells that are known, and what is in them only once one has come nearer.
  group({ place, count, items }) {
    const { index, map, tiles } = this;
    const marker = this.L.marker(place, { icon: groupIcon(this.L, count) });
    const isFar = tiles && map.getZoom() < NEAR;
    const opens = Math.min(opensAt(items, index, Math.round(map.getZoom())), isFar ? NEAR : Infinity);
    const parts = opens <= CLOSEST;
    if (parts) {
      marker.on("click", () => {
        map.getContainer().focus({ preventScroll: true });
        map.setView(place, opens);
      });
    } else {
      const said = inside(items, index);
      marker.bindPopup(() => popup(this.wantedFirst(said), this.words, this.base), { minWidth: 200, maxWidth: 280, maxHeight: 240 });
      for (const { ref } of said) this.drawn.set(ref, marker);
    }
    return { marker, label: this.words(parts ? "group" : "here", { n: count }), key: `group ${place}` };
  }

  // Whoever came for one comment finds it on top of those that lie with it.
  wantedFirst(said) {
    return [...said].sort((one, other) => (other.ref === this.wanted) - (one.ref === this.wanted));
  }

  nameOf(mark) {
    return this.names.get(mark) ?? mark;
  }
}
