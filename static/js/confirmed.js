// The comment that came along to be confirmed is sent, and forgotten where it was begun; the plain form does the sending too.
import { draft, mine } from "./memory.js";
import { parse, placeOf } from "./redraw.js";

customElements.define("begun-comment", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => this.submit(event));
  }

  async submit(event) {
    event.preventDefault();
    const fields = new FormData(this.form);
    const options = { method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" } };
    const answer = await fetch(this.form.action, options).catch(() => null);
    if (!answer?.ok) return this.form.submit(); // the page that comes says what is wrong
    const { id, html } = await answer.json();
    mine.add(id);
    draft.forget(fields.get("text"));
    location.assign(html ? placeOf(parse(html)) : `${this.dataset.mine}#comment-${id}`);
  }
});
