// Sentences come from the page, in its language: data-words='{"read": "Read in the list", …}'.
export function wordsOf(element) {
  const words = JSON.parse(element.dataset.words || "{}");
  return (key, facts = {}) =>
    (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(facts[name] ?? ""));
}
