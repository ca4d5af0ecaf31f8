// A mistake: select it and press Ctrl+Enter, or the bar that a touch screen shows. The rest loads when it is wanted.
import { styled } from "./typo-styles.js";

const WAIT = 250;
const IN_FIELDS = "input, textarea, select, dialog, [contenteditable]";

customElements.define("typo-report", class extends HTMLElement {
  connectedCallback() {
    this.bar = this.querySelector(".typo-bar");
    document.addEventListener("keydown", (event) => this.key(event));
    this.querySelector("a").addEventListener("click", (event) => this.ask(event));
    if (matchMedia("(pointer: coarse)").matches) this.offer();
    if (this.waits()) this.hear();
  }

  key(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.target.closest?.(IN_FIELDS)) return;
    if (event.target.closest?.("a, button, summary") && getSelection().isCollapsed) return; // its own key
    event.preventDefault();
    this.open();
  }

  /** The link leads to a page with the same form; with words selected the dialog is nearer. */
  ask(event) {
    if (getSelection().isCollapsed || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.open();
  }

  offer() {
    styled(this);
    document.addEventListener("selectionchange", () => {
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.look(), WAIT);
    });
    this.bar.addEventListener("pointerdown", (event) => event.preventDefault()); // which would let the selection go
    this.bar.addEventListener("click", () => this.open());
  }

  look() {
    const { anchorNode, focusNode, isCollapsed } = getSelection();
    const inText = (node) => (node?.closest ? node : node?.parentElement)?.closest("article[data-revision] [data-block]");
    this.bar.hidden = isCollapsed || !inText(anchorNode) || !inText(focusNode);
  }

  async open() {
    if (this.opening) return;
    this.opening = true;
    const selection = getSelection();
    const range = selection.isCollapsed ? null : selection.getRangeAt(0).cloneRange();
    try {
      const { report } = await import("./typo-dialog.js");
      await report(this, range);
    } catch {
      location.assign(this.dataset.address);
    }
    this.bar.hidden = true;
    this.opening = false;
  }

  waits() {
    try {
      return localStorage.typos;
    } catch {
      return ""; // forbidden
    }
  }

  async hear() {
    const { hear } = await import("./typo-thanks.js");
    hear(this);
  }
});
