// Starts what a page asks for: data-behaviour="name" loads ./name.js and calls start(element).
// Heavy behaviours wait until their element comes near the screen.
import { start as startMenu } from "./menu.js";

const HEAVY = new Set(["comment_map", "place_picker"]);
const NEAR = "400px";
const WITHOUT_GOVUK = new Set(["govuk-button", "govuk-service-navigation", "govuk-skip-link"]);

async function begin(element) {
  const behaviour = await import(`./${element.dataset.behaviour}.js`);
  behaviour.start(element);
}

// Character counts, error summaries and buttons that must not be pressed twice.
async function beginForms() {
  const modules = [...document.querySelectorAll("[data-module]")].map((element) => element.dataset.module);
  if (modules.every((name) => WITHOUT_GOVUK.has(name)) && !document.querySelector("[data-prevent-double-click]")) return;
  const govuk = await import("../vendor/govuk/govuk-frontend.min.js");
  for (const name of ["Button", "CharacterCount", "Checkboxes", "ErrorSummary", "PasswordInput", "Radios"]) govuk.createAll(govuk[name]);
}

const soon = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    soon.unobserve(target);
    begin(target);
  }
}, { rootMargin: NEAR });

document.querySelectorAll(".govuk-service-navigation").forEach(startMenu);
beginForms();
for (const element of document.querySelectorAll("[data-behaviour]")) {
  if (HEAVY.has(element.dataset.behaviour)) soon.observe(element);
  else begin(element);
}
if (document.querySelector("[data-agree]")) import("./agree.js").then((agree) => agree.start(document));
