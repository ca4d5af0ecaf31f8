// Tells the site, once in a tab, that the article is read: its page has been in view for some seconds. It tells nothing
// of the reader. A page that is only loaded ahead (prerendered) is hidden, and so is one in a tab behind others.
const MOMENT = 5000;

customElements.define("article-reading", class extends HTMLElement {
  connectedCallback() {
    this.stop = new AbortController();
    document.addEventListener("visibilitychange", () => this.watch(), { signal: this.stop.signal });
    this.watch();
  }

  disconnectedCallback() {
    this.stop.abort();
    clearTimeout(this.timer);
  }

  watch() {
    clearTimeout(this.timer);
    if (!document.hidden) this.timer = setTimeout(() => this.tell(), MOMENT);
  }

  tell() {
    const { address } = this.dataset;
    if (!this.isTold(address)) navigator.sendBeacon(address);
    this.disconnectedCallback();
  }

  /** Whether this tab has told of it before, by its own note; without a store for notes, no. */
  isTold(address) {
    try {
      const told = sessionStorage.getItem(address);
      sessionStorage.setItem(address, "read");
      return told;
    } catch {
      return null;
    }
  }
});
