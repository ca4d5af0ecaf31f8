import { ask } from "./server.js";

/** Tells that the article is open in this tab while it is seen or has unsaved text, and says who else has it open. */
class DeskPresence extends HTMLElement {
  #timer = 0;
  #isGone = false;
  #life = new AbortController();

  connectedCallback() {
    const listen = (target, kind, act) => target.addEventListener(kind, act, { signal: this.#life.signal });
    listen(document, "visibilitychange", () => this.#beat());
    listen(window, "pageshow", () => this.#come());
    listen(window, "pagehide", () => this.#leave());
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#life.abort();
  }

  get #form() {
    return this.closest("form").elements;
  }

  get #isEditing() {
    return document.querySelector("desk-autosave").hasAttribute("unsaved");
  }

  async #beat() {
    clearTimeout(this.#timer);
    // A page that is being left is hidden after it was left.
    if (this.#isGone || (document.hidden && !this.#isEditing)) return;
    this.#timer = setTimeout(() => this.#beat(), Number(this.dataset.every));
    const base = Number.parseInt(this.#form.base?.value || "0");
    const beat = { tab: this.#form.draft_key.value, editing: this.#isEditing, base: this.#form.base ? base : null };
    const { state, answer } = await ask(this.dataset.beat, beat);
    if (state !== "heard") return;
    this.#show(".presence-line", answer.line);
    this.#show(".unsaved-news", answer.news);
  }

  #come() {
    this.#isGone = false;
    this.#beat();
  }

  #leave() {
    this.#isGone = true;
    clearTimeout(this.#timer);
    ask(this.dataset.beat, { tab: this.#form.draft_key.value, gone: true }, { keepalive: true });
  }

  /** What has not changed is not said again to those who listen. */
  #show(place, sentence) {
    const line = this.querySelector(place);
    if (line.textContent !== sentence) line.textContent = sentence;
  }
}

customElements.define("desk-presence", DeskPresence);
