/** Ctrl+S saves; leaving with unsaved changes asks first. */

const form = document.querySelector(".change-form #content-main form");
if (form) watch(form);

function watch(form) {
  let changed = document.querySelector(".errornote, .preflight-step") !== null;
  const isPreview = (event) => event.submitter?.formTarget === "_blank";

  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", (event) => (changed &&= event.defaultPrevented || isPreview(event)));
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.code !== "KeyS") return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[name=_continue]"));
  });
}
