// The comments of a large consultation, read one square of the map at a time.
//
// {url, topics}: the address of a vector tile with {z}/{x}/{y}, and what topics are called. Before zoom NEAR a
// tile has the layer "groups" with {count}, from there on "comments" with {ref, mark, topic?}, and "thinned"
// where there are more than a tile may hold; then the sentence at data-thinned below the map is shown.
import { CLOSEST } from "./groups.js";
import { protomaps } from "./leaflet.js";

export const NEAR = 14;
const SIDE = 256;

export class CommentTiles {
  constructor({ url, topics }) {
    this.topics = topics;
    this.asked = 0;
    this.source = protomaps().then((P) => new P.ZxySource(location.origin + url, false));
  }

  // Everything on the part of the map that is seen, and a little around it; null if somebody has asked since.
  async around(map) {
    const mine = ++this.asked;
    const source = await this.source;
    const read = await Promise.all(squares(map).map((square) => source.get(square, SIDE).then(
      (layers) => [square, layers], () => [square, new Map()],
    )));
    if (mine !== this.asked) return null;
    const note = map.getContainer().closest("[data-map-box]")?.querySelector("[data-thinned]");
    if (note) note.hidden = !read.some(([, layers]) => layers.has("thinned"));
    return read.flatMap(([square, layers]) => this.places(square, [...(layers.get("groups") ?? []), ...(layers.get("comments") ?? [])]));
  }

  places({ z, x, y }, features) {
    return features.map(({ geom: [[at]], props: { topic, ...said } }) => ({
      ...said, topic: topic && (this.topics[topic] ?? topic), ...degrees((x + at.x / SIDE) / 2 ** z, (y + at.y / SIDE) / 2 ** z),
    }));
  }

  // Where one comment is: [ref, lon, lat], or undefined.
  async find(L, ref) {
    const answer = await fetch(`/api/v1/comments/${encodeURIComponent(ref)}`).catch(() => null);
    const feature = answer?.ok ? await answer.json() : {};
    if (!feature.geometry) return undefined;
    const { lat, lng } = L.geoJSON(feature).getBounds().getCenter();
    return [ref, lng, lat];
  }
}

function squares(map) {
  const z = Math.max(0, Math.min(CLOSEST, Math.round(map.getZoom())));
  const last = 2 ** z - 1;
  const within = (number) => Math.max(0, Math.min(last, Math.floor(number / SIDE)));
  const seen = map.getBounds().pad(0.15);
  const [from, to] = [map.project(seen.getNorthWest(), z), map.project(seen.getSouthEast(), z)];
  const found = [];
  for (let x = within(from.x); x <= within(to.x); x++) for (let y = within(from.y); y <= within(to.y); y++) found.push({ z, x, y });
  return found;
}

function degrees(east, south) {
  return { lon: east * 360 - 180, lat: (Math.atan(Math.sinh(Math.PI * (1 - 2 * south))) * 180) / Math.PI };
}
