// Keeps in this tab what is typed into an offer until it has been taken in.
import { read, write } from "./kept-words.js";

const OF_PHOTOS = ["photo", "main", "drop", "website"];
const BEGUN = "offer-begun";

customElements.define("offer-form", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    const isAnswer = this.querySelector(".wrong");
    if (!isAnswer) this.restore(read(this.dataset.kept) ?? this.begun);
    this.form.addEventListener("input", () => this.keep());
  }

  /** What was typed under another category, where this is a new ad: the fields that both have. */
  get begun() {
    return this.hasAttribute("data-new") ? read(BEGUN) : null;
  }

  keep() {
    const typed = [...new FormData(this.form)].filter(([name, value]) => typeof value === "string" && !OF_PHOTOS.includes(name));
    write(this.dataset.kept, Object.fromEntries(typed));
    if (this.hasAttribute("data-new")) write(BEGUN, Object.fromEntries(typed.filter(([name]) => !name.startsWith("f_"))));
  }

  restore(kept) {
    if (!kept) return;
    for (const box of this.form.querySelectorAll("[type=checkbox]")) {
      if (!OF_PHOTOS.includes(box.name)) box.checked = box.name in kept;
    }
    for (const [name, value] of Object.entries(kept)) {
      const field = this.form.elements[name];
      if (field && field.type !== "checkbox") field.value = value;
    }
  }
});

/** Stands on the page of an offer that was taken in: what was kept of it may go. */
customElements.define("offer-sent", class extends HTMLElement {
  connectedCallback() {
    this.dataset.kept.split(" ").forEach((key) => write(key, null));
  }
});
