/** Ctrl+S saves; leaving with unsaved changes asks first. */

const form = document.querySelector("#content-main form[method=post]");
let changed = document.querySelector(".errornote") !== null;

form.addEventListener("input", () => (changed = true));
form.addEventListener("submit", (event) => (changed &&= event.defaultPrevented || event.submitter?.formTarget === "_blank"));
window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.code !== "KeyS") return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[name=_continue]"));
});
