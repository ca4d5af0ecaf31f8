// Keeps in this tab what is typed into an offer until it has been taken in.
import { read, write } from "./kept-words.js";

const OF_PHOTOS = ["photo", "main", "drop", "website"];

customElements.define("offer-form", class extends HTMLElement {
  connectedCallback() {
    if ("nothing" in this.dataset) return;
    this.form = this.querySelector("form");
    const isAnswer = this.querySelector(".wrong");
    if (!isAnswer) this.restore(read(this.dataset.kept) ?? {});
    this.form.addEventListener("input", () => this.keep());
  }

  keep() {
    const typed = [...new FormData(this.form)].filter(([name, value]) => typeof value === "string" && !OF_PHOTOS.includes(name));
    write(this.dataset.kept, Object.fromEntries(typed));
  }

  restore(kept) {
    for (const [name, value] of Object.entries(kept)) {
      const field = this.form.elements[name];
      if (field instanceof RadioNodeList) field.value = value;
      else if (field?.type === "checkbox") field.checked = true;
      else if (field) field.value = value;
    }
  }
});

/** Stands on the page of an offer that was taken in: what was kept of it may go. */
customElements.define("offer-sent", class extends HTMLElement {
  connectedCallback() {
    this.dataset.kept.split(" ").forEach((key) => write(key, null));
  }
});
