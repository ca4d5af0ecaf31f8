// Says how the line to the site is: live, asking now and then, catching up, or off; one place of the page says it aloud.
import { on } from "./news.js";

const BRIEF = 1500;
const LONG_ENOUGH = 10_000;
const WITH_MISSED = { on: "back", slow: "missed" };

customElements.define("live-state", class extends HTMLElement {
  connectedCallback() {
    if (document.querySelector("live-state") === this) this.role = "status";
    on("state", (now) => this.become(now));
  }

  /** A state that passes quickly is not worth a word. */
  become({ state, missed }) {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.say(state, missed), state === "on" || !this.dataset.state ? 0 : BRIEF);
  }

  say(state, missed) {
    const words = this.dataset[(missed && WITH_MISSED[state]) || state];
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
    this.dataset.state = state;
    this.textContent = words.replace("%n", missed).replace("%t", time);
    if (missed && state === "on") this.soon = setTimeout(() => this.say(state, 0), LONG_ENOUGH);
  }
});
