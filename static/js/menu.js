// The navigation's menu button on phones. GOV.UK's own script does the same and weighs 11 KB, so
// pages without a form go without it; where nothing runs, the list of links stands open.
const WIDE = matchMedia("(min-width: 40.0625em)");

export function start(navigation) {
  const button = navigation.querySelector(".govuk-service-navigation__toggle");
  const list = document.getElementById(button.getAttribute("aria-controls"));
  const show = (isOpen) => {
    button.setAttribute("aria-expanded", String(isOpen));
    list.hidden = !WIDE.matches && !isOpen;
  };
  const fit = () => {
    button.hidden = WIDE.matches;
    show(false);
  };
  button.removeAttribute("aria-hidden");
  document.documentElement.classList.remove("menu-waits");
  button.addEventListener("click", () => show(list.hidden));
  WIDE.addEventListener("change", fit);
  fit();
}
