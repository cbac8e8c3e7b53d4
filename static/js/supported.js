// Marks the body before any module runs; govuk-frontend starts nothing without its class.
// "menu-waits" keeps a phone's menu shut until its script runs, so that the page does not jump; if that
// script never comes, the links open again.
document.documentElement.classList.add("js", "menu-waits");
setTimeout(() => document.documentElement.classList.remove("menu-waits"), 3000);
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
