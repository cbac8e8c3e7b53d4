// Keeps what is typed on this device until the server has it; without a network it is sent later.
//
// data-slug   which consultation it belongs to
// data-words  {saved, sending}: what is said meanwhile
// What is kept is the text alone, and it goes when the server has taken it. Sending again does no
// harm: an answer is kept once, and a comment has the key of the form that it was checked on.
import { wordsOf } from "./words.js";

const EVERY = 30_000;

export function start(form) {
  new Keeper(form).begin();
}

class Keeper {
  constructor(form) {
    this.form = form;
    this.words = wordsOf(form);
    this.status = form.querySelector("[data-kept]");
    this.name = `unsent:${form.dataset.slug}`;
    this.text = form.elements.text;
  }

  begin() {
    const kept = this.kept();
    if (kept?.text && this.text && kept.text !== this.text.value) this.text.value = kept.text;
    this.text?.addEventListener("input", () => this.keep({ text: this.text.value, isWaiting: false }));
    this.form.addEventListener("submit", (event) => this.submit(event));
    addEventListener("online", () => this.again());
    setInterval(() => this.again(), EVERY);
    this.form.dataset.ready = "";
    this.again();
  }

  kept() {
    try { return JSON.parse(localStorage.getItem(this.name)); } catch { return null; }
  }

  // A device that keeps nothing loses nothing that it has: the form works as without scripts.
  keep(more) {
    try { localStorage.setItem(this.name, JSON.stringify({ ...this.kept(), ...more })); } catch { /* full or forbidden */ }
  }

  forget() {
    try { localStorage.removeItem(this.name); } catch { /* forbidden */ }
  }

  submit(event) {
    event.preventDefault();
    this.pressed = event.submitter;
    this.keep({ ...(this.text ? { text: this.text.value } : {}), isWaiting: true });
    this.send();
  }

  again() {
    if (this.kept()?.isWaiting && navigator.onLine) this.send();
  }

  async send() {
    if (this.isSending) return;
    this.isSending = true;
    const data = new FormData(this.form, this.pressed?.form === this.form ? this.pressed : undefined);
    const answer = await fetch(this.form.action, { method: "POST", body: data }).catch(() => null);
    this.isSending = false;
    if (!answer || answer.status >= 500) return this.say("saved");
    // The browser itself shows what was refused; sending it there again changes nothing.
    this.keep({ isWaiting: false });
    if (!answer.redirected) return this.form.submit();
    this.forget();
    location.assign(answer.url);
  }

  say(key) {
    this.status.hidden = false;
    this.status.textContent = this.words(key);
  }
}
