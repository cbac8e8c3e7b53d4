// Offers to read the page aloud where the browser can and has a voice for its language; else shows nothing.
const base = (language) => language.toLowerCase().split(/[-_]/)[0];
export const voiceFor = (language) => speechSynthesis.getVoices().find((voice) => base(voice.lang) === base(language));

export function start(box) {
  if (!("speechSynthesis" in window)) return;
  const button = box.querySelector("button");
  let stop;
  const quiet = () => {
    stop = undefined;
    button.textContent = box.dataset.listen;
  };
  const offer = () => (box.hidden = !voiceFor(document.documentElement.lang));

  button.addEventListener("click", async () => {
    if (stop) return stop();
    const { readAloud } = await import("./aloud.js");
    button.textContent = box.dataset.stop;
    stop = readAloud(document.querySelector("main"), quiet);
  });
  addEventListener("keydown", (event) => event.key === "Escape" && stop?.());
  addEventListener("pagehide", () => stop?.());
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  offer();
}
