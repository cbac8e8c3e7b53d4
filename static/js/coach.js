// Fetches tips for what is written, at most every few seconds, and only while somebody writes.
//
// data-form  id of the form whose text is read; its field "coached" says that help stands beside it
// data-url   where the tips come from, as a part of the page
const PAUSE = 1_500;
const LEAST = 4_000;

export function start(element) {
  new Coach(element, document.getElementById(element.dataset.form)).begin();
}

class Coach {
  constructor(element, form) {
    Object.assign(this, { element, form, last: 0 });
    this.text = form.elements.text;
    this.part = element.querySelector("[data-part]");
    this.asked = this.text.value;
  }

  begin() {
    this.form.elements.coached.value = "1";
    this.text.addEventListener("input", () => this.soon());
    this.element.dataset.ready = "";
  }

  soon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask(), Math.max(PAUSE, this.last + LEAST - Date.now()));
  }

  async ask() {
    if (this.asked === this.text.value) return;
    this.asked = this.text.value;
    this.last = Date.now();
    const answer = await fetch(this.element.dataset.url, { method: "POST", body: new FormData(this.form) }).catch(() => null);
    if (!answer?.ok) return;
    const read = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (read.body.textContent !== this.part.textContent) this.part.replaceChildren(...read.body.childNodes);
  }
}
