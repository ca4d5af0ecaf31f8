/** Remarks on the story in the form: asked for, shown, and mended in place without saving. */

const { gettext } = window;
const editors = new Map();

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => editors.set(textarea.name, editor));

class DeskPreflight extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.asking = this.form.querySelector("[data-does=preflight]");
    this.asking.hidden = false;
    this.asking.addEventListener("click", () => this.#check());
    this.addEventListener("click", (event) => this.#click(event));
    this.#enliven();
  }

  async #check() {
    const data = new FormData(this.form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    this.asking.disabled = true;
    try {
      const answer = await fetch(this.dataset.address, { method: "POST", body: data });
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      this.innerHTML = await answer.text();
    } catch {
      this.replaceChildren(Object.assign(document.createElement("p"), { className: "errornote", textContent: gettext("The server did not answer. Try again.") }));
    }
    this.asking.disabled = false;
    this.#enliven();
  }

  /** Show what works with a script only, and bring the list to the reader's attention. */
  #enliven() {
    const panel = this.querySelector(".preflight");
    if (!panel) return;
    for (const button of panel.querySelectorAll("[data-does]")) button.hidden = false;
    panel.querySelector("[data-does=fix-all]").hidden = panel.querySelectorAll("[data-does=fix]").length < 2;
    panel.focus({ preventScroll: true });
  }

  #click(event) {
    const button = event.target.closest("[data-does]");
    if (!button) return;
    event.preventDefault();
    if (button.dataset.does === "show") this.#show(button.closest("li").dataset);
    else if (button.dataset.does === "fix") this.#fix([button]);
    else if (button.dataset.does === "fix-all") this.#fix([...this.querySelectorAll("[data-does=fix]")]);
    else this.#close();
  }

  #close() {
    this.replaceChildren();
    this.asking.focus({ preventScroll: true });
  }

  /** Mend from the end of the story to its beginning, so that no place moves before its turn. */
  #fix(buttons) {
    const all = buttons.flatMap((button) => JSON.parse(button.dataset.fixes).map((fix) => ({ ...fix, button })));
    all.sort((one, other) => other.start - one.start);
    const lost = new Set(all.filter((fix) => !this.#mend(fix)).map(({ button }) => button));
    const answers = buttons.map((button) => {
      const said = Object.assign(document.createElement("em"), { tabIndex: -1 });
      said.textContent = lost.has(button) ? gettext("These words are not there any more: check again.") : gettext("Mended");
      button.closest("li").classList.toggle("is-mended", !lost.has(button));
      button.replaceWith(said);
      return said;
    });
    // The button that was pressed is gone: a keyboard goes on from its answer, a screen reader reads it.
    answers[0].focus({ preventScroll: true });
    this.querySelector("[data-does=fix-all]").hidden = this.querySelectorAll("[data-does=fix]").length < 2;
  }

  #mend(fix) {
    if (fix.field === "hashtags") return this.#mendHashtag(fix);
    const editor = editors.get(fix.field);
    const field = this.form.elements[fix.field];
    const mended = editor ? mendLine(editor, fix) : field && mendField(field, fix);
    if (mended) field.dispatchEvent(new Event("input", { bubbles: true }));
    return mended;
  }

  #mendHashtag(fix) {
    const chips = [...this.form.querySelectorAll(".hashtag-chips li")];
    const chip = chips.find((one) => one.firstChild.textContent.trim() === `#${fix.old}`);
    if (!chip) return false;
    const typed = chip.closest("hashtag-field").querySelector("[role=combobox]");
    chip.querySelector("button").click();
    typed.value = fix.new;
    typed.dispatchEvent(new Event("blur"));
    return true;
  }

  #show({ field, block }) {
    const editor = editors.get(field);
    const found = editor && block !== undefined ? lineOf(editor, Number(block)) : null;
    if (found) editor.chain().setTextSelection(found.position + 1).focus().run();
    const target = found ? editor.view.nodeDOM(found.position) : (this.form.elements[field] ?? document.getElementById(field) ?? document.getElementById(`${field}-group`));
    const shown = target instanceof RadioNodeList ? target[0] : target;
    shown?.scrollIntoView({ block: "center" });
    shown?.focus?.();
  }
}

function mendField(field, fix) {
  const place = nearest(field.value, fix);
  if (place < 0) return false;
  field.setRangeText(fix.new, place, place + fix.old.length, "preserve");
  return true;
}

function mendLine(editor, fix) {
  const found = lineOf(editor, fix.block);
  const place = found ? nearest(found.node.textBetween(0, found.node.content.size, "", "\n"), fix) : -1;
  if (place < 0) return false;
  const { tr, schema } = editor.state;
  for (const { at, old, words } of differences(fix)) {
    const from = found.position + 1 + place + at;
    // What is put in place of linked or bold letters is linked or bold as they were; what is only put in, as its neighbours.
    if (old && words) tr.replaceWith(from, from + old.length, schema.text(words, tr.doc.nodeAt(from).marks));
    else tr.insertText(words, from, from + old.length);
  }
  editor.view.dispatch(tr);
  return true;
}

/** What a fix changes, letter by letter where it only changes letters, from the end to the beginning. */
function differences({ old, new: words }) {
  if (old.length === words.length) {
    const letters = [...Array(old.length).keys()].filter((at) => old[at] !== words[at]);
    return letters.reverse().map((at) => ({ at, old: old[at], words: words[at] }));
  }
  const shorter = Math.min(old.length, words.length);
  let head = 0;
  while (head < shorter && old[head] === words[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === words.at(-1 - tail)) tail += 1;
  return [{ at: head, old: old.slice(head, old.length - tail), words: words.slice(head, words.length - tail) }];
}

/** The editor's lines are its paragraphs and headings, wherever they stand. */
function lineOf(editor, number) {
  const lines = [];
  editor.state.doc.descendants((node, position) => {
    if (node.isTextblock) lines.push({ node, position });
    return !node.isTextblock;
  });
  return lines[number];
}

/** Where the words stand now, nearest to where they stood; an insertion stands where it stood. */
function nearest(text, { old, start }) {
  if (!old) return start <= text.length ? start : -1;
  let place = -1;
  for (let at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + 1)) {
    if (place < 0 || Math.abs(at - start) < Math.abs(place - start)) place = at;
  }
  return place;
}

customElements.define("desk-preflight", DeskPreflight);
