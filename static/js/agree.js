// One tap on "I agree": does what the page behind the link does, and says how it went.
// The page of the consultation carries no form token; the agree page does, so it is read first.
export function start(root) {
  root.addEventListener("click", (event) => {
    const link = event.target.closest("[data-agree]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (link.dataset.agreed === undefined) agree(link).catch(() => location.assign(link.href));
  });
}

async function agree(link) {
  link.dataset.agreed = "";
  link.setAttribute("aria-disabled", "true");
  const page = await fetch(link.href);
  const form = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[data-agree-form]");
  const answer = form && (await fetch(link.href, { method: "POST", body: new FormData(form) }));
  if (!answer?.ok) {
    delete link.dataset.agreed;
    throw new Error("not taken");
  }
  const number = link.querySelector("[data-agrees]");
  const read = new DOMParser().parseFromString(await answer.text(), "text/html");
  const card = read.getElementById(link.closest("article")?.id ?? "");
  number.textContent = card?.querySelector("[data-agrees]")?.textContent ?? number.textContent;
  number.setAttribute("role", "status");
}
