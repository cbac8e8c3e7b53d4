// The action at the foot of a phone's screen, only while none of its twins on the page can be seen.
export function start(bar) {
  const seen = new Set();
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) seen[isIntersecting ? "add" : "delete"](target);
    bar.hidden = seen.size > 0;
  });
  for (const twin of document.querySelectorAll("[data-hides-sticky]")) watch.observe(twin);
}
