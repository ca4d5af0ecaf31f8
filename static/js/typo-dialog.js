// The dialog for a mistake: the form of the page for it, with the marked words in their sentence.
import { anchor, points } from "./anchor.js";
import { complain } from "./complain.js";
import { styled } from "./typo-styles.js";

const MOST = 400;
const AROUND = 80;

/** Opens the dialog for what is selected; says kindly why not, when that cannot be reported. */
export async function report(line) {
  await styled(line);
  const found = marked(getSelection());
  if (typeof found === "string") return tell(line, line.dataset[found]);
  const form = (await page(line.dataset.address)).querySelector("form.typo");
  const range = getSelection().getRangeAt(0).cloneRange();
  const dialog = build(line, document.adoptNode(form), found);
  dialog.addEventListener("close", () => {
    dialog.remove();
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  });
  line.append(dialog);
  dialog.showModal();
  form.elements.suggestion.select();
}

async function page(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.status);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function tell(line, words) {
  const dialog = element("dialog", { className: "typo-dialog typo-brief", textContent: words });
  dialog.addEventListener("close", () => dialog.remove());
  dialog.append(closes(dialog, line));
  line.append(dialog);
  dialog.showModal();
}

/** The selected words as the article's text nodes hold them, or the name of what is wrong with the selection. */
function marked(selection) {
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  if (!range || range.collapsed) return "empty";
  const parts = textsIn(range);
  if (!parts.length) return "empty";
  const blocks = new Set(parts.map(({ node }) => node.parentElement.closest("article[data-revision] [data-block]")));
  if (blocks.has(null)) return "outside";
  if (blocks.size > 1) return "two";
  const [block] = blocks;
  const texts = textsOf(block);
  const first = texts.findIndex((piece) => piece.node === parts[0].node);
  const last = texts.findIndex((piece) => piece.node === parts.at(-1).node);
  const whole = texts.map((piece) => piece.text).join("");
  const offset = (place) => texts.slice(0, place).reduce((sum, { text }) => sum + text.length, 0);
  const [start, end] = [offset(first) + parts[0].start, offset(last) + parts.at(-1).end];
  const found = anchor(whole, whole.slice(0, start), whole.slice(start, end));
  if (!found.exact) return "empty";
  if (points(found.exact) > MOST) return "long";
  const place = { block: block.dataset.block, revision: block.closest("[data-revision]").dataset.revision };
  return { ...place, ...found, before: lastWords(whole.slice(0, start)), after: firstWords(whole.slice(end)) };
}

function textsIn(range) {
  const root = range.commonAncestorContainer;
  const nodes = root.nodeType === Node.TEXT_NODE ? [root] : [...walk(root, NodeFilter.SHOW_TEXT)];
  return nodes
    .filter((node) => range.intersectsNode(node))
    .map((node) => ({
      node,
      start: node === range.startContainer ? range.startOffset : 0,
      end: node === range.endContainer ? range.endOffset : node.length,
    }))
    .filter(({ node, start, end }) => node.data.slice(start, end).trim());
}

/** The text nodes that are the block's own words, a line break being a line end. */
function textsOf(block) {
  const own = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-block]") === block;
  return [...walk(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)]
    .filter((node) => (node.nodeType === Node.TEXT_NODE || node.localName === "br") && own(node))
    .map((node) => ({ node, text: node.data ?? "\n" }));
}

function* walk(root, what) {
  const walker = document.createTreeWalker(root, what);
  while (walker.nextNode()) yield walker.currentNode;
}

/** What stands around the marked words, cut between words. */
const lastWords = (text) => (text.length > AROUND ? `…${text.slice(-AROUND).replace(/^\S*/, "")}` : text);
const firstWords = (text) => (text.length > AROUND ? `${text.slice(0, AROUND).replace(/\S*$/, "")}…` : text);

function build(line, form, { before, after, exact, ...place }) {
  const dialog = element("dialog", { className: "typo-dialog", ariaLabel: form.querySelector("button.button").textContent });
  const excerpt = element("p", { className: "excerpt" });
  excerpt.append(before, element("mark", { textContent: exact }), after);
  const { classList } = document.documentElement;
  const translated = classList.contains("translated-ltr") || classList.contains("translated-rtl");
  form.prepend(excerpt, ...(translated ? [element("p", { className: "wrong", textContent: line.dataset.translated })] : []));
  form.querySelector(".quote").hidden = true;
  form.elements.exact.value = exact;
  form.elements.suggestion.value = exact;
  for (const [name, value] of Object.entries({ ...place, key: crypto.randomUUID?.() ?? "" }))
    form.append(element("input", { type: "hidden", name, value }));
  form.addEventListener("submit", (event) => send(event, line, dialog, exact));
  form.addEventListener("keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.requestSubmit());
  dialog.append(closes(dialog, line, { className: "typo-close", textContent: "×", ariaLabel: line.dataset.close }), form);
  return dialog;
}

async function send(event, line, dialog, exact) {
  event.preventDefault();
  const form = event.target;
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  const { suggestion, kind, remark } = form.elements;
  const body = new FormData(form);
  // Words left as they are propose nothing.
  if (suggestion.value === exact && (kind.value !== "typo" || remark.value.trim())) body.delete("suggestion");
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const said = await answer.json();
    if (answer.ok) thank(line, dialog, form, said);
    else complain(form, said.errors, said.message);
  } catch {
    complain(form, {}, line.dataset.failed);
  }
  form.ariaBusy = "false";
}

function thank(line, dialog, form, { message, key }) {
  try {
    localStorage.typos = JSON.stringify([...JSON.parse(localStorage.typos ?? "[]"), key].slice(-50));
  } catch {
    // forbidden or full: then it is not told later
  }
  const close = closes(dialog, line);
  form.replaceWith(element("p", { className: "thanks", role: "status", textContent: message }), close);
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
