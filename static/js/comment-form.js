// A comment goes out without leaving the page; the plain form does the same, and takes over where an answer is odd.
import { complain } from "./complain.js";
import { show } from "./lists.js";
import { draft, mine } from "./memory.js";
import { hold, tell } from "./news.js";
import { parse } from "./redraw.js";

customElements.define("comment-form", class extends HTMLElement {
  connectedCallback() {
    if (this.form) return; // moved under a comment, or back
    this.form = this.querySelector("form");
    this.fields = this.form.elements;
    this.after((this.home = document.createComment("")));
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.form.addEventListener("input", () => this.keep());
    this.form.addEventListener("keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.form.requestSubmit());
    this.querySelector(".cancel").addEventListener("click", () => this.answer(null));
    this.querySelector(".unquote").addEventListener("click", () => this.quote(""));
    const kept = draft.read();
    for (const name of ["text", "name"]) this.fields[name].value ||= kept[name] ?? "";
    this.quote(this.fields.quote.value || kept.quote);
  }

  keep() {
    this.touchedAt ??= Date.now();
    draft.write(Object.fromEntries(new FormData(this.form)));
  }

  /** Stands under a comment, to answer it, or without one at home; what is typed stays. */
  answer(item) {
    if (item) item.querySelector(".body").after(this);
    else this.home.before(this);
    this.fields.parent.value = item?.dataset.comment ?? "";
    this.querySelector(".cancel").hidden = !item;
  }

  quote(words = "") {
    this.fields.quote.value = words;
    this.querySelector(".quoted").hidden = !words;
    this.querySelector(".quoted blockquote").textContent = words;
    if (words) this.keep();
  }

  async submit(event) {
    if (event.submitter?.hasAttribute("formaction")) return; // off to another page, with what is typed
    event.preventDefault();
    if (this.busy) return; else this.busy = true;
    complain(this.form);
    const letGo = hold();
    const fields = new FormData(this.form);
    if (this.touchedAt) fields.set("ms", Date.now() - this.touchedAt);
    try {
      const options = { method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" } };
      const answer = await fetch(this.form.action, options);
      if (answer.status >= 500) throw answer.status;
      if (!answer.headers.get("Content-Type")?.includes("json")) return this.form.submit();
      const said = await answer.json();
      if (answer.ok) this.accept(said);
      else complain(this.form, said.errors, said.message);
    } catch {
      complain(this.form, {}, this.dataset.failed);
    } finally {
      this.busy = false;
      letGo();
    }
  }

  accept({ id, html, message }) {
    mine.add(id);
    for (const name of ["text", "quote"]) this.fields[name].value = "";
    this.quote();
    this.keep();
    this.touchedAt = null;
    this.answer(null);
    complain(this.form, {}, message);
    const item = html && parse(html);
    if (!item) tell("held");
    if (item) show(this.dataset.topic, { key: String(id), version: Number(item.dataset.version), html, own: true });
    document.getElementById(`comment-${id}`)?.scrollIntoView({ block: "nearest" });
  }
});
