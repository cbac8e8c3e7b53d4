// The queue by keyboard. Single keys work only while they are switched on and nobody is writing (WCAG 2.1.4).
// data-keys        the dialog that lists them; data-keys-open opens it; data-keys-on switches them on or off
// data-row         a row: j and k go from one to the next, x ticks it
// data-open-wide   is unfolded where there is room beside the list
// data-key         what a further key goes to: a field is focused, a button pressed
// Beside that: what is ticked stays ticked when the list is shown anew, and the list stays where it was scrolled to.
const ON = "queue-keys";
const SCROLLED = "queue-scrolled";

export function start(root) {
  const dialog = document.querySelector("[data-keys]");
  const wish = dialog.querySelector("[data-keys-on]");
  wish.checked = recall(localStorage, ON) !== "off";
  wish.addEventListener("change", () => keep(localStorage, ON, wish.checked ? "on" : "off"));
  document.querySelector("[data-keys-open]").addEventListener("click", () => dialog.showModal());
  document.addEventListener("keydown", (event) => {
    if (!wish.checked || !isFree(event) || dialog.open) return;
    if (obey(event.key, root, dialog)) event.preventDefault();
  });
  if (matchMedia("(min-width: 60rem)").matches) root.querySelector("[data-open-wide]").open = true;
  keepTicks(root);
  keepScroll(root);
  if (location.hash === "#open") document.querySelector("#open-h")?.focus({ preventScroll: wide() });
}

function obey(key, root, dialog) {
  if (key === "?") return dialog.showModal(), true;
  if (key === "j") return go(root, 1);
  if (key === "k") return go(root, -1);
  if (key === "x") return tick(root);
  const wanted = [...document.querySelectorAll("[data-key]")].find(({ dataset }) => dataset.key === key);
  if (!wanted) return false;
  openAround(wanted);
  if (wanted.matches("button")) wanted.click();
  else wanted.focus();
  return true;
}

// A key that means something to the field or the browser is left to it.
function isFree(event) {
  const writes = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  return !writes && !event.ctrlKey && !event.altKey && !event.metaKey;
}

const rows = (root) => [...root.querySelectorAll("[data-row]")];
const here = (root) => document.activeElement.closest("[data-row]") ?? root.querySelector("[data-row].is-open");

function go(root, by) {
  const all = rows(root);
  const now = all.indexOf(here(root));
  const next = all[now < 0 ? 0 : Math.min(Math.max(now + by, 0), all.length - 1)];
  next?.querySelector("th a").focus();
  return Boolean(next);
}

function tick(root) {
  const box = here(root)?.querySelector("input[type=checkbox]");
  if (box) box.click();
  return Boolean(box);
}

function openAround(element) {
  const folded = element.closest("details");
  if (folded) folded.open = true;
}

function keepTicks(root) {
  const boxes = () => [...root.querySelectorAll("[data-row] input[type=checkbox]")];
  let ticked = new Set();
  root.addEventListener("change", () => { ticked = new Set(boxes().filter((box) => box.checked).map((box) => box.value)); });
  document.addEventListener("heard:shown", () => { for (const box of boxes()) box.checked = ticked.has(box.value); });
}

// Opening a comment loads the page anew; on a wide screen the list stays where the eye was.
function keepScroll(root) {
  const same = recall(sessionStorage, SCROLLED)?.split(" ") ?? [];
  if (wide() && same[0] === place() && location.search.includes("c=")) scrollTo(0, Number(same[1]));
  root.addEventListener("click", (event) => {
    if (event.target.closest("[data-row] th a")) keep(sessionStorage, SCROLLED, `${place()} ${scrollY}`);
  });
}

const wide = () => matchMedia("(min-width: 70rem)").matches;

function place() {
  const asked = new URLSearchParams(location.search);
  asked.delete("c");
  return `${location.pathname}?${asked}`;
}

// A browser may refuse to keep anything; then nothing is remembered.
function recall(store, name) {
  try { return store.getItem(name); } catch { return null; }
}

function keep(store, name, value) {
  try { store.setItem(name, value); } catch { /* not kept */ }
}
