// Map or list on a phone; side by side where there is room (the style sheet decides that).
//
// A page that was opened plainly starts with the map; one that was asked for a comment, a page of
// the list or a filter starts with the list.
const plain = () => !location.search && (!location.hash || location.hash.startsWith("#map"));

export function start(tools) {
  const sides = document.querySelector("[data-view-of]");
  const buttons = [...tools.querySelectorAll("[data-view]")];
  const show = (view) => {
    sides.dataset.viewOf = view;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.view === view));
  };
  for (const button of buttons) button.addEventListener("click", () => show(button.dataset.view));
  show(plain() ? "map" : "list");

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-show-on-map]");
    if (!link) return;
    event.preventDefault();
    const map = document.getElementById("map");
    show("map");
    map.scrollIntoView({ block: "nearest" });
    map.dataset.show = link.dataset.showOnMap;
    map.dispatchEvent(new CustomEvent("show", { detail: link.dataset.showOnMap }));
  });

  addEventListener("hashchange", () => {
    if (!location.hash.startsWith("#c-")) return;
    show("list");
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  });
}
