// Marks the body before any module runs; govuk-frontend starts nothing without its class.
document.documentElement.classList.add("js");
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
