// Starts what a page asks for: data-behaviour="name" loads ./name.js and calls start(element).
// Heavy behaviours wait until their element comes near the screen.
import { start as startMenu } from "./menu.js";

const HEAVY = new Set(["comment_map", "place_picker"]);
const NEAR = "400px";
const WITHOUT_GOVUK = new Set(["govuk-button", "govuk-service-navigation", "govuk-skip-link"]);
const TWICE = 1000; // milliseconds

async function begin(element) {
  const behaviour = await import(`./${element.dataset.behaviour}.js`);
  behaviour.start(element);
  element.dataset.started = "";
}

// Error summaries, passwords that can be shown, and counts: but a count that is silent until a text is long can wait.
function beginForms() {
  const modules = [...document.querySelectorAll("[data-module]")].filter(({ dataset }) => !WITHOUT_GOVUK.has(dataset.module));
  if (!modules.length) return;
  if (modules.some((module) => !maySleep(module))) loadGovuk();
  else document.addEventListener("input", function wake() {
    if (modules.every(maySleep)) return;
    document.removeEventListener("input", wake);
    loadGovuk();
  });
}

function maySleep(module) {
  const { maxlength, threshold } = module.dataset;
  return Boolean(threshold) && module.querySelector("textarea").value.length < (maxlength * threshold) / 200;
}

async function loadGovuk() {
  const govuk = await import("../vendor/govuk/govuk-frontend.min.js");
  for (const name of ["CharacterCount", "Checkboxes", "ErrorSummary", "PasswordInput", "Radios"]) govuk.createAll(govuk[name]);
}

const soon = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    soon.unobserve(target);
    begin(target);
  }
}, { rootMargin: NEAR });

// A button that sends is not pressed twice within a second; a link that looks like one obeys the space bar too.
let pressed = null;
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-prevent-double-click]");
  if (!button) return;
  if (pressed?.button === button && event.timeStamp - pressed.at < TWICE) event.preventDefault();
  else pressed = { button, at: event.timeStamp };
});
document.addEventListener("keydown", (event) => {
  if (event.key !== " " || !event.target.matches("a[role=button]")) return;
  event.preventDefault();
  event.target.click();
});
document.querySelectorAll(".govuk-service-navigation").forEach(startMenu);
beginForms();
for (const element of document.querySelectorAll("[data-behaviour]")) {
  if (HEAVY.has(element.dataset.behaviour)) soon.observe(element);
  else begin(element);
}
if (document.querySelector("[data-agree]")) import("./agree.js").then((agree) => agree.start(document));
