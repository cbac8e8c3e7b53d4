// Forgets what this device keeps of a contribution, when somebody starts again.
//
// data-slug  which consultation it belongs to
export function start(form) {
  form.addEventListener("submit", () => {
    try {
      for (const name of [form.dataset.slug, `${form.dataset.slug}:send`]) localStorage.removeItem(`unsent:${name}`);
    } catch { /* nothing can be kept here, so nothing is */ }
  });
}
