// Copies the article's address; on phones hands it to the system's own sheet.
customElements.define("share-links", class extends HTMLElement {
  connectedCallback() {
    this.stop = new AbortController();
    const { signal } = this.stop;
    this.querySelector("[data-act=copy]").addEventListener("click", () => this.copy(), { signal });
    const pass = this.querySelector("[data-act=pass]");
    pass.hidden = !(navigator.share && matchMedia("(pointer: coarse)").matches);
    pass.addEventListener("click", () => this.pass(), { signal });
  }

  disconnectedCallback() {
    this.stop.abort();
  }

  async copy() {
    await navigator.clipboard.writeText(this.dataset.url);
    this.querySelector("output").textContent = this.dataset.copied;
  }

  pass() {
    const { title, url } = this.dataset;
    navigator.share({ title, url }).catch(() => {}); // the reader has closed the sheet
  }
});
