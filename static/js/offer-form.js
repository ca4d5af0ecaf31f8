// Keeps in this tab what is typed into an offer until it is sent; chosen files a browser does not let anybody keep.
const read = (key) => {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? {};
  } catch {
    return {}; // forbidden, or not ours
  }
};

const write = (key, value) => {
  try {
    if (value) sessionStorage.setItem(key, JSON.stringify(value));
    else sessionStorage.removeItem(key);
  } catch {
    // forbidden or full: then nothing is kept
  }
};

customElements.define("offer-form", class extends HTMLElement {
  connectedCallback() {
    if ("nothing" in this.dataset) return;
    this.form = this.querySelector("form");
    const isAnswer = this.querySelector(".wrong");
    if (!isAnswer) this.restore(read(this.dataset.kept));
    this.form.addEventListener("input", () => this.keep());
    this.form.addEventListener("submit", () => write(this.dataset.kept, null));
  }

  keep() {
    const typed = [...new FormData(this.form)].filter(([name, value]) => typeof value === "string" && !["photo", "main", "drop", "website"].includes(name));
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
