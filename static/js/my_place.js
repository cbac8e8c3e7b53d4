// Looks for what is near the device. The place is rounded to about 100 metres before it is sent, and
// only when somebody presses the button. data-url is the page to go to, data-words what to say.
import { wordsOf } from "./words.js";

const PRECISION = 1000; // a thousandth of a degree: 111 metres north, about 68 east in Britain
const PATIENCE = { timeout: 10000, maximumAge: 300000, enableHighAccuracy: false };

export function start(box) {
  if (!navigator.geolocation || !isSecureContext) return;
  const words = wordsOf(box);
  const status = box.querySelector("[data-status]");
  const button = box.querySelector("button");
  box.hidden = false;
  button.addEventListener("click", () => {
    status.textContent = words("looking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => location.assign(addressOf(box.dataset.url, coords)),
      ({ code }) => { status.textContent = words(code === 1 ? "refused" : "failed"); },
      PATIENCE,
    );
  });
}

export function rounded(degrees) {
  return Math.round(degrees * PRECISION) / PRECISION;
}

function addressOf(url, { longitude, latitude }) {
  const place = JSON.stringify({ type: "Point", coordinates: [rounded(longitude), rounded(latitude)] });
  return `${url}?${new URLSearchParams({ place, from: "device" })}`;
}
