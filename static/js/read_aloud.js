// Reads the page aloud where the browser can and has a voice for its language; else no button is shown.
// Each piece is read in its own language; a piece for which there is no voice is left out.
const PIECES = "h1, h2, h3, p, li, dt, dd, figcaption";
const SILENT = "nav, form, header, footer, [aria-hidden=true], .govuk-visually-hidden, [data-behaviour=read_aloud]";
const LONGEST = 220; // some browsers stop in the middle of longer pieces

const base = (language) => language.toLowerCase().split(/[-_]/)[0];
const voiceFor = (language) => speechSynthesis.getVoices().find((voice) => base(voice.lang) === base(language));

function pieces(root) {
  const found = [];
  for (const element of root.querySelectorAll(PIECES)) {
    if (element.closest(SILENT) || element.querySelector(PIECES) || !element.checkVisibility?.()) continue;
    const language = element.closest("[lang]")?.lang || document.documentElement.lang;
    const text = element.innerText.replace(/\s+/g, " ").trim();
    if (text && voiceFor(language)) found.push(...parts(text).map((part) => ({ part, language })));
  }
  return found;
}

// Whole sentences, put together as long as they fit.
function parts(text) {
  const put = [];
  for (const sentence of text.match(/[^.!?؟۔]+[.!?؟۔]*\s*/g) ?? [text]) {
    const last = put.length - 1;
    if (last >= 0 && (put[last] + sentence).length <= LONGEST) put[last] += sentence;
    else put.push(sentence);
  }
  return put;
}

export function start(box) {
  if (!("speechSynthesis" in window)) return;
  const button = box.querySelector("button");
  let turn = 0;

  const show = (reads) => {
    button.textContent = reads ? box.dataset.stop : box.dataset.listen;
    box.classList.toggle("is-reading", reads);
  };
  const stop = () => {
    turn += 1;
    speechSynthesis.cancel();
    show(false);
  };
  const read = () => {
    const mine = (turn += 1);
    const left = pieces(document.querySelector("main"));
    const next = () => {
      if (mine !== turn) return;
      const piece = left.shift();
      if (!piece) return show(false);
      const said = new SpeechSynthesisUtterance(piece.part);
      said.lang = piece.language;
      said.voice = voiceFor(piece.language) ?? null;
      said.onend = next;
      said.onerror = () => mine === turn && stop();
      speechSynthesis.speak(said);
    };
    show(true);
    next();
  };
  const offer = () => (box.hidden = !voiceFor(document.documentElement.lang));

  button.addEventListener("click", () => (box.classList.contains("is-reading") ? stop() : read()));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box.classList.contains("is-reading")) stop();
  });
  addEventListener("pagehide", stop);
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  show(false);
  offer();
}
