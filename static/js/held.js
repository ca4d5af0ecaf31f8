// What the reader has said here and waits for a moderator is shown to them alone: the page is the same for everybody.
import { mine } from "./memory.js";
import { on } from "./news.js";

customElements.define("held-comments", class extends HTMLElement {
  connectedCallback() {
    on("held", () => this.look());
    on("comment", ({ key }) => this.querySelector(`#comment-${key}`)?.remove()); // it has been decided on
    this.look();
  }

  /** Asks for them, where anything was ever said from this browser. */
  async look() {
    if (!mine.any()) return;
    const answer = await fetch(this.dataset.address).catch(() => null);
    if (answer?.ok) this.innerHTML = await answer.text();
  }
});
