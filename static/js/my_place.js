// Looks for what is near the device. The place is rounded to about 100 metres before it is sent, and
// only when somebody presses the button. It is posted, so that it stands in no address.
import { wordsOf } from "./words.js";

const PRECISION = 1000; // a thousandth of a degree: 111 metres north, about 68 east in Britain
const PATIENCE = { timeout: 10000, maximumAge: 300000, enableHighAccuracy: false };

export function start(form) {
  if (!navigator.geolocation || !isSecureContext) return;
  const words = wordsOf(form);
  const status = form.querySelector("[data-status]");
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    status.textContent = words("looking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.place.value = written(coords);
        form.submit();
      },
      ({ code }) => { status.textContent = words(code === 1 ? "refused" : "failed"); },
      PATIENCE,
    );
  });
}

export function rounded(degrees) {
  return Math.round(degrees * PRECISION) / PRECISION;
}

function written({ longitude, latitude }) {
  return JSON.stringify({ type: "Point", coordinates: [rounded(longitude), rounded(latitude)] });
}
