// What stands on the map of comments: pins, groups and what opens when one is chosen.
// Nothing a person wrote is ever parsed as HTML: popups are built from text nodes.
const MOST_LINKS = 50;

const SIZES = [[10, 40], [50, 48], [Infinity, 56]];

export function pinIcon(L, mark, icons) {
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${icons}#pin-${mark}`);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return L.divIcon({
    className: `app-pin mark--${mark}`, iconSize: [34, 40], iconAnchor: [17, 39], popupAnchor: [0, -34], html: svg,
  });
}

export function groupIcon(L, count) {
  const [, size] = SIZES.find(([below]) => count < below);
  return L.divIcon({
    className: "app-cluster", iconSize: [size, size], html: String(Number(count)),
  });
}

// Makes a marker a button for the keyboard and for those who hear the page.
export function asButton(marker, label) {
  marker.on("add", () => {
    const element = marker.getElement();
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", label);
    element.setAttribute("tabindex", "0");
    element.addEventListener("keydown", (event) => {
      if (event.key !== " " && event.key !== "Enter") return;
      event.preventDefault();
      marker.fire("click", { latlng: marker.getLatLng?.() ?? marker.getBounds().getCenter() });
    });
  });
  return marker;
}

// points: [{ref, name, topic}], each read at base + ref, all at one spot or too near to each other to be told apart.
export function popup(points, words, base) {
  const box = document.createElement("div");
  if (points.length === 1) {
    box.append(line("strong", points[0].name), line("p", points[0].topic), link(points[0].ref, words, base));
    return box;
  }
  const list = document.createElement("ul");
  for (const point of points.slice(0, MOST_LINKS)) {
    const item = document.createElement("li");
    const way = link(point.ref, words, base);
    way.textContent = [point.name, point.topic].filter(Boolean).join(": ");
    item.append(way);
    list.append(item);
  }
  box.append(line("strong", words("here", { n: points.length })), list);
  return box;
}

function line(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text ?? "";
  return element;
}

function link(ref, words, base) {
  const inList = document.getElementById(`c-${ref}`);
  const way = document.createElement("a");
  way.className = "govuk-link";
  way.href = inList ? `#c-${ref}` : `${base}${encodeURIComponent(ref)}`;
  way.textContent = words(inList ? "read" : "open");
  return way;
}
