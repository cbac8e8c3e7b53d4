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
    this.fresh = null;
    this.etag = null;
  }

  begin() {
    this.timer = setInterval(() => { if (!document.hidden && !this.socket?.connected) this.ask(); }, EVERY);
    this.listen().catch(() => {});
  }

  async listen() {
    const { io } = await import("../vendor/socket.io/socket.io.esm.min.js");
    const room = this.element.dataset.liveRoom;
    this.socket = io({ reconnectionDelayMax: 60_000 });
    this.socket.on("connect", () => {
      this.socket.emit("watch", room);
      this.ask();
    });
    this.socket.on("changed", (hint) => { if (hint?.room === room) this.askSoon(); });
  }

  // Spread out, so that a thousand open pages do not all ask in the same moment.
  askSoon() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.ask(), Math.random() * SPREAD);
  }

  address(part) {
    const url = new URL(this.element.dataset.livePoll, location);
    url.searchParams.set("part", part);
    return url;
  }

  async ask() {
    const headers = this.etag ? { "If-None-Match": this.etag } : {};
    const answer = await fetch(this.address(this.main.dataset.livePart), { headers }).catch(() => null);
    if (!answer?.ok) return;
    this.etag = answer.headers.get("ETag");
    this.fresh = await answer.text();
    this.offer();
  }

  offer() {
    const then = new DOMParser().parseFromString(this.fresh, "text/html").body;
    const now = this.main;
    if (essence(then) === essence(now)) {
      this.hint.replaceChildren();
      return;
    }
    const more = count(then) - count(now);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = more > 0 ? this.words(more === 1 ? "one" : "new", { n: more }) : this.words("changed");
    button.addEventListener("click", () => this.show());
    this.hint.replaceChildren(button);
  }

  async show() {
    this.main.innerHTML = this.fresh;
    this.hint.replaceChildren();
    this.main.setAttribute("tabindex", "-1");
    this.main.focus({ preventScroll: true });
    for (const part of document.querySelectorAll("[data-live-part]")) {
      if (part === this.main) continue;
      const answer = await fetch(this.address(part.dataset.livePart)).catch(() => null);
      if (answer?.ok) part.innerHTML = await answer.text();
    }
    document.dispatchEvent(new CustomEvent("heard:shown"));
  }
}

const count = (root) => Number(root.querySelector("[data-live-total]")?.dataset.liveTotal ?? 0);
const essence = (root) => root.textContent.replace(/\s+/g, " ").trim();
