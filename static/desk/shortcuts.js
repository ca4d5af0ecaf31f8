/** The keys of the desk; «?» shows them. Keys are named by their place, so that they work in a Cyrillic layout too. */

const NEW = document.querySelector("script[data-new]").dataset.new;
const dialog = document.querySelector("#desk-shortcuts");
const form = document.querySelector(".change-form #content-main form");

document.addEventListener("keydown", (event) => {
  const does = event.ctrlKey || event.metaKey ? withCtrl(event) : !isTyping(event.target) && alone(event);
  if (!does) return;
  event.preventDefault();
  does();
});

function alone(event) {
  if (event.altKey || document.querySelector("dialog[open]")) return null;
  if (event.key === "?") return () => dialog.showModal();
  return event.code === "KeyN" && !event.shiftKey ? () => location.assign(NEW) : null;
}

function withCtrl(event) {
  if (event.key !== "Enter" || !form || document.querySelector("dialog[open]")) return null;
  return event.shiftKey ? () => form.querySelector("[name=_preview]")?.click() : publish;
}

/** The check before publishing and all permissions are the server's: this only fills in the form. */
function publish() {
  const status = form.elements.status;
  if (!status?.querySelector?.("[value=published]")) return;
  status.value = "published";
  form.requestSubmit(form.querySelector("[name=_continue]"));
}

function isTyping(element) {
  return element.closest("input, textarea, select, [contenteditable=true]") !== null;
}
