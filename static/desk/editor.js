/** Around the body's editor: our words on its buttons, a name for screen readers, clean paste, words counted. */

import { cleanPasted } from "./paste.js";

const { gettext, interpolate, ngettext } = window;
const WORDS_A_MINUTE = 180;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-‐‑'’ʼ][\p{L}\p{N}\p{M}]+)*/gu;

// The editor adds a style element unless it finds one; the page's policy allows none, and prose-editor.css says the same.
const sheet = document.createElementNS("", "style");
sheet.setAttribute("data-tiptap-style", "");
document.head.append(sheet);

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const { dom } = editor.view;
  dom.ariaLabel = document.querySelector(`label[for="${textarea.id}"]`).textContent.trim().replace(/:$/, "");
  dom.setAttribute("spellcheck", "true");
  editor.setOptions({ editorProps: { transformPastedHTML: ownOrCleaned } });
  if (editor.storage.menu.dom) nameButtons(editor);
  else editor.on("create", () => nameButtons(editor));
  editor.on("update", count);
  count();
});
document.addEventListener("input", count);
count();

/** What was copied inside the editor is clean already, and may hold photos. */
function ownOrCleaned(html) {
  return html.includes("data-pm-slice") ? html : cleanPasted(html);
}

function nameButtons(editor) {
  for (const button of editor.storage.menu.dom.querySelectorAll("button[title]")) {
    button.title = gettext(button.title);
    button.ariaLabel = button.title;
  }
}

function count() {
  const line = document.querySelector(".desk-count");
  if (!line) return;
  const texts = line.dataset.countOf.split(" ").map((id) => document.getElementById(id).value);
  const words = texts.join(" ").replace(/<[^>]*>/g, " ").replace(/&\w+;/g, " ").match(WORD)?.length ?? 0;
  const minutes = Math.max(1, Math.ceil(words / WORDS_A_MINUTE));
  const said = [interpolate(ngettext("%s word", "%s words", words), [words])];
  if (words) said.push(interpolate(ngettext("%s minute to read", "%s minutes to read", minutes), [minutes]));
  line.textContent = said.join(", ");
}
