// Puts the post itself in place of its link, when the reader asks for it; until then nobody else is contacted.
customElements.define("embed-post", class extends HTMLElement {
  connectedCallback() {
    this.stop = new AbortController();
    this.querySelector("a").addEventListener("click", (event) => this.open(event), { signal: this.stop.signal });
  }

  disconnectedCallback() {
    this.stop.abort();
  }

  open(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.title = this.dataset.title;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-presentation";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.tabIndex = 0;
    frame.src = this.dataset.frame;
    this.replaceChildren(frame);
    frame.focus();
  }
});
