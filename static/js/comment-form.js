// A comment goes out without leaving the page; the plain form does the same, and takes over where an answer is odd.
import { complain } from "./complain.js";
import { show } from "./lists.js";
import { draft, mine } from "./memory.js";
import { hold, tell } from "./news.js";
import { parse, placeOf } from "./redraw.js";

customElements.define("comment-form", class extends HTMLElement {
  connectedCallback() {
    if (this.form) return; // moved under a comment, or back
    this.form = this.querySelector("form");
    this.fields = this.form.elements;
    this.after((this.home = document.createComment("")));
    this.form.addEventListener("submit", (event) => this.submit(event));
    // The page of a reply is about one comment; on any other the form is at home under none.
    this.parent = document.querySelector("#comments") ? "" : this.fields.parent.value;
    this.form.addEventListener("input", () => this.touch());
    this.form.addEventListener("keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.form.requestSubmit());
    this.querySelector(".cancel").addEventListener("click", () => this.leave());
    this.querySelector(".unquote").addEventListener("click", () => this.quote(""));
    const kept = draft.read();
    for (const name of ["text", "name"]) this.fields[name].value ||= kept[name] ?? "";
    this.quote(this.fields.quote.value || kept.quote);
    if (this.fields.text.value) this.resume(this.fields.parent.value || kept.parent, this.answered || kept.answered);
  }

  touch() {
    this.touchedAt ??= Date.now();
    this.keep();
  }

  /** Whom a reply answers. */
  get answered() {
    return this.querySelector(".answered bdi").textContent;
  }

  keep() {
    draft.write({ ...Object.fromEntries(new FormData(this.form)), answered: this.answered });
  }

  /** Stands under a comment, to answer it, or without one at home; what is typed stays. */
  answer(item) {
    if (item) item.querySelector(".body").after(this);
    else this.home.before(this);
    this.address(item?.dataset.comment, item?.querySelector(".who bdi")?.textContent);
    this.querySelector(".answered").hidden = true;
  }

  /** A reply that was begun goes on as one; where what it answers is on another page, it says whom. */
  resume(parent, name) {
    if (!parent || parent === this.parent) return;
    const item = document.querySelector(`#comments [data-comment="${parent}"]:not(.gone)`);
    if (item) this.answer(item);
    else this.address(parent, name);
  }

  address(parent = this.parent, name = "") {
    this.fields.parent.value = parent;
    this.querySelector(".answered").hidden = !name;
    this.querySelector(".answered bdi").textContent = name;
    this.querySelector(".cancel").hidden = parent === this.parent;
    this.keep();
  }

  /** Answers nobody after all; who did so goes on where they began. */
  leave() {
    const item = this.closest("[data-comment]");
    this.answer(null);
    (item?.querySelector("[data-act=reply]") ?? this.fields.text).focus();
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
    this.answer(null);
    this.touchedAt = null;
    complain(this.form, {}, message);
    const item = html && parse(html);
    if (item) this.show(item, html);
    else tell("held");
  }

  /** Shows a comment where it belongs on this page, or goes to where it stands. */
  show(item, html) {
    const { comment: key, version } = item.dataset;
    show(this.dataset.topic, { key, version: Number(version), html, own: true });
    const shown = document.getElementById(item.id);
    if (shown) shown.scrollIntoView({ block: "nearest" });
    else location.assign(placeOf(item));
  }
});
