// Reads what stands in an element, piece by piece, each in its own language; a piece for which there is
// no voice is left out. Fetched only when somebody wants to listen.
import { voiceFor } from "./read_aloud.js";

const PIECES = "h1, h2, h3, p, li, dt, dd, figcaption";
const SILENT = "nav, form, header, footer, [aria-hidden=true], .govuk-visually-hidden, [data-behaviour=read_aloud]";
const LONGEST = 220; // some browsers stop in the middle of longer pieces


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

// Starts to read; says when all is read, and returns what stops it.
export function readAloud(root, done) {
  const left = pieces(root);
  let goesOn = true;
  const end = () => {
    goesOn = false;
    speechSynthesis.cancel();
    done();
  };
  const next = () => {
    if (!goesOn) return;
    const piece = left.shift();
    if (!piece) return end();
    const said = new SpeechSynthesisUtterance(piece.part);
    said.lang = piece.language;
    said.voice = voiceFor(piece.language) ?? null;
    said.onend = next;
    said.onerror = () => goesOn && end();
    speechSynthesis.speak(said);
  };
  next();
  return () => goesOn && end();
}
