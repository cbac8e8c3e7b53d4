// Lets somebody select words in a comment and make a point of them; without this, sentences are ticked.
export function start(form) {
  const box = form.querySelector("[data-select]");
  const text = form.querySelector("[data-text]");
  const list = form.querySelector("[data-spans]");
  const said = form.querySelector("[data-said]");
  box.hidden = false;

  form.querySelector("[data-take]").addEventListener("click", () => {
    const span = selected(text);
    if (!span) return;
    const value = `${span.start}-${span.end}`;
    const there = list.querySelector(`input[value="${value}"]`);
    if (there) there.checked = true;
    else list.append(item(value, span.words, list.children.length + 1));
    said.textContent = said.dataset.words;
  });
}

// The server counts characters as Python does: a letter outside the first plane is one, not two.
function selected(text) {
  const selection = window.getSelection();
  if (!selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (range.collapsed || !text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = [...before.toString()].length;
  const words = range.toString();
  return { start, end: start + [...words].length, words };
}

function item(value, words, at) {
  const row = document.createElement("div");
  row.className = "govuk-checkboxes__item";
  const input = Object.assign(document.createElement("input"), {
    className: "govuk-checkboxes__input", type: "checkbox", name: "span", value, id: `s-own-${at}`, checked: true,
  });
  const label = Object.assign(document.createElement("label"), {
    className: "govuk-label govuk-checkboxes__label app-words", htmlFor: input.id, textContent: words, dir: "auto",
  });
  row.append(input, label);
  return row;
}
