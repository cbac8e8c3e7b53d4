// Copies what stands in the field of a box, and says so; without scripts one marks and copies it.
export function start(box) {
  const field = box.querySelector("input, textarea");
  const said = box.querySelector("[data-said]");
  box.querySelector("[data-copy]").addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = box.dataset.copied;
    } catch {
      said.textContent = box.dataset.failed;
    }
  });
}
