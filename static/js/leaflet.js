// Loads the map library and its companions once, and only on pages that get as far as a map.
const served = (path) => new URL(`../${path}`, import.meta.url).href;
const loaded = new Map();

function once(path, make) {
  if (!loaded.has(path)) {
    loaded.set(path, new Promise((done, failed) => {
      const tag = make(served(path));
      tag.addEventListener("load", done);
      tag.addEventListener("error", () => failed(new Error(path)));
      document.head.append(tag);
    }));
  }
  return loaded.get(path);
}

const script = (path) =>
  once(path, (src) => Object.assign(document.createElement("script"), { src }));
const style = (path) =>
  once(path, (href) => Object.assign(document.createElement("link"), { rel: "stylesheet", href }));

export async function leaflet() {
  await Promise.all([script("vendor/leaflet/leaflet.js"), style("vendor/leaflet/leaflet.css"), style("css/map.css")]);
  return window.L;
}

export async function supercluster() {
  await script("vendor/supercluster/supercluster.min.js");
  return window.Supercluster.default ?? window.Supercluster;
}

export async function protomaps() {
  await script("vendor/protomaps-leaflet/protomaps-leaflet.js");
  return window.protomapsL;
}

export const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

// Options that every map of ours has: no zoom control (the buttons stand outside, where they
// cannot cover a pin) and no animation for people who asked for none.
export const manners = {
  zoomControl: false,
  zoomAnimation: !calm,
  fadeAnimation: !calm,
  markerZoomAnimation: !calm,
  inertia: !calm,
};

// [west, south, east, north] → what Leaflet calls bounds.
export const corners = ([west, south, east, north]) => [[south, west], [north, east]];

export function bindZoom(map, root) {
  for (const button of root.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => map.setZoom(map.getZoom() + Number(button.dataset.zoom)));
  }
}
