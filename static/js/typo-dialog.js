// The dialog for a mistake: the form of the page for it, with the marked words in their sentence.
import { marked } from "./typo-selection.js";
import { send } from "./typo-sending.js";
import { styled } from "./typo-styles.js";

/** Opens the dialog for the words in the range; says kindly why not, when they cannot be reported. */
export async function report(line, range) {
  const found = marked(range);
  await styled(line);
  if (typeof found === "string") return tell(line, line.dataset[found]);
  const source = await page(line.dataset.address);
  const form = document.adoptNode(source.querySelector("form.typo"));
  const dialog = build(line, form, found);
  dialog.ariaLabel = source.querySelector("h1").textContent;
  dialog.addEventListener("close", () => {
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  });
  show(line, dialog);
  form.elements.suggestion.select();
}

async function page(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.status);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function tell(line, words) {
  const dialog = element("dialog", { className: "typo-dialog typo-brief", textContent: words });
  dialog.append(closes(dialog, line));
  show(line, dialog);
}

function show(line, dialog) {
  dialog.addEventListener("close", () => dialog.remove());
  line.append(dialog);
  dialog.showModal();
}

function build(line, form, { before, after, exact, ...place }) {
  const dialog = element("dialog", { className: "typo-dialog" });
  const excerpt = element("p", { className: "excerpt" });
  excerpt.append(before, element("mark", { textContent: exact }), after);
  form.prepend(excerpt);
  // As Chrome marks a page it has translated.
  if (document.querySelector(".translated-ltr, .translated-rtl")) excerpt.after(element("p", { className: "wrong", textContent: line.dataset.translated }));
  form.querySelector(".quote").hidden = true;
  form.elements.exact.value = exact;
  form.elements.suggestion.value = exact;
  for (const [name, value] of Object.entries({ ...place, key: crypto.randomUUID?.() ?? "" }))
    form.append(element("input", { type: "hidden", name, value }));
  form.addEventListener("submit", (event) => send(event, line, (words) => thank(line, dialog, form, words)));
  form.addEventListener("keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.requestSubmit());
  dialog.append(closes(dialog, line, { className: "typo-close", textContent: "×", ariaLabel: line.dataset.close }), form);
  return dialog;
}

function thank(line, dialog, form, words) {
  const close = closes(dialog, line);
  form.replaceWith(element("p", { className: "thanks", role: "status", textContent: words }), close);
  close.focus();
}

function closes(dialog, line, look = { className: "button", textContent: line.dataset.close }) {
  const button = element("button", { type: "button", ...look });
  button.addEventListener("click", () => dialog.close());
  return button;
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
