// Counts the seconds in which a page of the desk is seen, and sends them when it is left.
export function start(form) {
  let since = document.hidden ? null : performance.now();
  let seen = 0; // milliseconds
  function stop() {
    if (since !== null) seen += performance.now() - since;
    since = null;
  }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) stop();
    else since = performance.now();
  });
  addEventListener("pagehide", () => {
    stop();
    form.elements.seconds.value = Math.min(Math.round(seen / 1000), 999999);
    navigator.sendBeacon(form.action, new FormData(form));
    seen = 0;
  });
}
