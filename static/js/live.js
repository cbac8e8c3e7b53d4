// Tells that something on the page has changed, and shows it when asked; nothing moves by itself.
//
// data-live-room   room to listen in; the server only ever says that it changed
// data-live-poll   address of this page; ?part=NAME answers the HTML of one data-live-part, with an ETag
// data-words       {one, new, changed}: what the button says
// Without a socket it asks every 30 seconds, while somebody is looking.
import { wordsOf } from "./words.js";

const EVERY = 30_000;
const SETTLE = 4_000;
const SPREAD = 2_000;

export function start(element) {
  setTimeout(() => new Live(element).begin(), SETTLE);
}

class Live {
  constructor(element) {
    this.element = element;
    this.words = wordsOf(element);
    this.hint = element.querySelector("[data-live-hint]");
    this.main = element.querySelector("[data-live-part]");
    this.parts = [...document.querySelectorAll("[data-live-part]")].map((shown) => ({ shown, etag: null, html: null }));
  }

  begin() {
    setInterval(() => { if (!document.hidden && !this.socket?.connected) this.ask(); }, EVERY);
    this.listen().catch(() => {});
  }

  // The page is seconds old at the first connection; after a break something may have been missed.
  async listen() {
    const { io } = await import("../vendor/socket.io/socket.io.esm.min.js");
    let isFirst = true;
    this.socket = io({ reconnectionDelayMax: 60_000 });
    this.socket.on("connect", () => {
      this.socket.emit("watch", this.element.dataset.liveRoom);
      this.element.dataset.liveBy = "socket";
      if (!isFirst) this.askSoon();
      isFirst = false;
    });
    this.socket.on("changed", () => this.askSoon());
  }

  // Spread out, so that a thousand open pages do not all ask in the same moment.
  askSoon() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.ask(), Math.random() * SPREAD);
  }

  async ask() {
    await Promise.all(this.parts.map((part) => this.fetch(part)));
    this.offer();
  }

  async fetch(part) {
    const url = new URL(this.element.dataset.livePoll, location);
    url.searchParams.set("part", part.shown.dataset.livePart);
    const answer = await fetch(url, { headers: part.etag ? { "If-None-Match": part.etag } : {} }).catch(() => null);
    if (!answer?.ok) return;
    part.etag = answer.headers.get("ETag");
    part.html = await answer.text();
  }

  changed() {
    return this.parts.filter(({ html, shown }) => html !== null && essence(read(html)) !== essence(shown));
  }

  offer() {
    if (!this.changed().length) {
      this.hint.replaceChildren();
      return;
    }
    const fresh = this.parts.find(({ shown }) => shown === this.main).html;
    const more = fresh === null ? 0 : count(read(fresh)) - count(this.main);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = more > 0 ? this.words(more === 1 ? "one" : "new", { n: more }) : this.words("changed");
    button.addEventListener("click", () => this.show());
    this.hint.replaceChildren(button);
  }

  show() {
    const folds = [...document.querySelectorAll("details[id]")].map(({ id, open }) => [id, open]);
    for (const { html, shown } of this.changed()) shown.innerHTML = html;
    for (const [id, open] of folds) document.getElementById(id)?.toggleAttribute("open", open);
    this.hint.replaceChildren();
    this.main.setAttribute("tabindex", "-1");
    this.main.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("heard:shown"));
  }
}

const read = (html) => new DOMParser().parseFromString(html, "text/html").body;
const count = (root) => Number(root.querySelector("[data-live-total]")?.dataset.liveTotal ?? 0);
const essence = (root) => root.textContent.replace(/\s+/g, " ").trim();
