// Starts what a page asks for: data-behaviour="name" loads ./name.js and calls start(element).
// Heavy behaviours wait until their element comes near the screen.
import { initAll } from "../vendor/govuk/govuk-frontend.min.js";

const HEAVY = new Set(["comment_map", "place_picker"]);
const NEAR = "400px";

async function begin(element) {
  const behaviour = await import(`./${element.dataset.behaviour}.js`);
  behaviour.start(element);
}

const soon = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    soon.unobserve(target);
    begin(target);
  }
}, { rootMargin: NEAR });

initAll();
for (const element of document.querySelectorAll("[data-behaviour]")) {
  if (HEAVY.has(element.dataset.behaviour)) soon.observe(element);
  else begin(element);
}
if (document.querySelector("[data-agree]")) import("./agree.js").then((agree) => agree.start(document));
