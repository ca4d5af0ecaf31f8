import { dropHere, keepHere, nameOf, othersHere } from "./kept-here.js";
import { ask, renewToken } from "./server.js";

const { gettext, interpolate } = window;
const SLOWEST_RETRY = 60_000;
// What a browser sends for a page that is gone already (https://fetch.spec.whatwg.org/#http-network-or-cache-fetch).
const LARGEST_FAREWELL = 60_000;
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "draft_key"]);

/** Keeps what is typed into the form around it: at once in this browser, soon on the server. Never saves the article. */
class DeskAutosave extends HTMLElement {
  #kept = "";
  #here = { text: "", hasRoom: true };
  #timer = 0;
  #changedAt = 0;
  #failures = 0;
  #isSending = false;
  #isAsking = false;
  #isCleared = false;
  #isLeaving = false;
  #isGoing = false;
  #return = 0;
  #posted = "";
  #clock = 0;
  #laptop = 0;
  #life = new AbortController();

  connectedCallback() {
    this.form = this.closest("form");
    // A browser that goes back would put old words into a form of a newer version: they come back as an offer instead.
    this.form.autocomplete = "off";
    this.#itIs(Number(this.dataset.now));
    const listen = (target, kind, act, capture = false) =>
      target.addEventListener(kind, act, { signal: this.#life.signal, capture });
    for (const kind of ["input", "change"]) listen(this.form, kind, () => this.#changed());
    listen(this.form, "submit", (event) => this.#beforeSubmit(event), true);
    listen(window, "submit", (event) => this.#leave(event));
    listen(document, "visibilitychange", () => this.#shownOrHidden());
    listen(window, "pagehide", () => {
      this.#isGoing = true;
      this.#save({ keepalive: true });
    });
    listen(window, "pageshow", () => (this.#isLeaving = this.#isGoing = false));
    listen(window, "focus", () => this.#retryNow());
    listen(window, "online", () => this.#retryNow());
    listen(this, "click", (event) => this.#forget(event.target.closest("[data-forget]")));
    if (document.readyState === "complete") this.#begin();
    else listen(window, "load", () => this.#begin());
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#life.abort();
  }

  #itIs(now) {
    this.#clock = now - performance.now();
    this.#laptop = now - Date.now();
  }

  /**
   * The server's time in milliseconds. What time it is the laptop's own clock is never asked, only how much has passed:
   * it goes on while the lid is closed, and the page's counter does not. The counter does when that clock is set back.
   */
  get #now() {
    return Math.round(Math.max(this.#clock + performance.now(), this.#laptop + Date.now()));
  }

  get #key() {
    return this.querySelector("[name=draft_key]").value;
  }

  get #name() {
    return nameOf(this.dataset.user, this.dataset.article, this.#key);
  }

  get #fields() {
    const fields = {};
    for (const [name, value] of new FormData(this.form))
      if (typeof value === "string" && !NOT_KEPT.has(name) && !name.includes("__prefix__")) (fields[name] ??= []).push(value);
    return fields;
  }

  #begin() {
    if (this.hasAttribute("unsaved")) this.form.dispatchEvent(new Event("input", { bubbles: true }));
    else this.#kept = JSON.stringify(this.#fields);
    this.#handOver();
  }

  /** No event tells that a page was not left after all: its save was stopped, or takes very long. */
  #leave(event) {
    this.#isLeaving = this.#isGoing = !event.defaultPrevented && !opensBeside(event);
    clearTimeout(this.#return);
    if (!this.#isLeaving) return;
    this.#posted = JSON.stringify(this.#fields);
    this.#return = setTimeout(() => (this.#isLeaving = this.#isGoing = false), Number(this.dataset.again));
  }

  #changed() {
    if (this.#posted && JSON.stringify(this.#fields) !== this.#posted) this.#goOn();
    this.#changedAt ||= performance.now();
    const { pause, longest } = this.dataset;
    this.#in(Math.max(0, Math.min(Number(pause), this.#changedAt + Number(longest) - performance.now())));
  }

  #in(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), milliseconds);
  }

  #shownOrHidden() {
    if (document.hidden) this.#save({ keepalive: true });
    else this.#retryNow();
  }

  #retryNow() {
    if (this.#failures) this.#save();
  }

  async #save({ keepalive = false } = {}) {
    clearTimeout(this.#timer);
    const fields = this.#fields;
    const text = JSON.stringify(fields);
    if (text === this.#kept) return;
    this.toggleAttribute("unsaved", true);
    this.#keepHere(fields, text);
    if (this.#isSending || this.#isLeaving) return;
    this.#isSending = true;
    this.#changedAt = 0;
    const farewell = keepalive && new Blob([text]).size < LARGEST_FAREWELL;
    const { state, answer } = await ask(this.dataset.keep, { draft_key: this.#key, fields }, { keepalive: farewell });
    this.#isSending = false;
    if (state === "heard") this.#heard(text, answer);
    else this.#failed(state);
  }

  /** A copy is as old as its words: trying again does not make it younger. */
  #keepHere(fields, text) {
    if (text === this.#here.text) return;
    this.#here = { text, hasRoom: keepHere(this.#name, { fields, written_at: this.#now }) };
  }

  #dropHere() {
    dropHere(this.#name);
    this.#here = { text: "", hasRoom: true };
  }

  #heard(text, answer) {
    this.#failures = 0;
    this.#itIs(answer.now);
    if (answer.filed) {
      // The form was saved, and then brought back by the browser's «back» button: a form of its own from now on.
      this.#dropHere();
      this.#beginAnew();
      return this.#in(0);
    }
    this.#kept = text;
    if (answer.shut) this.#say("refused", `${answer.shut} ${gettext("Your text is kept.")}`, answer.show, gettext("See it"));
    else this.#say("kept", interpolate(gettext("Draft kept at %s"), [answer.at]));
    const news = document.querySelector(".unsaved-news");
    if (news) news.textContent = answer.news;
    // The next page may have been drawn before these words arrived: it hands the copy over, and shows it.
    if (this.#isGoing) return;
    if (JSON.stringify(this.#fields) === text) this.#dropHere();
    else this.#changed();
  }

  /** Words that come after a save was asked for are not in it. */
  #goOn() {
    this.#posted = "";
    this.#isLeaving = false;
    this.#beginAnew();
  }

  /** The key under which a new story was saved stays in the form: the server knows by it which one it has begun. */
  #beginAnew() {
    const key = this.querySelector("[name=draft_key]");
    if (!this.querySelector("[name=saved_key]")) {
      this.append(Object.assign(document.createElement("input"), { type: "hidden", name: "saved_key", value: key.value }));
    }
    key.value = newKey();
  }

  #failed(state) {
    this.#failures += 1;
    const words = {
      unreachable: [
        gettext("No connection: your text is kept in this browser"),
        gettext("No connection, and no room in this browser: do not close this page"),
      ],
      loggedOut: [
        gettext("You are logged out: log in in another tab, your text is safe"),
        gettext("You are logged out, and there is no room in this browser: log in in another tab, do not close this page"),
      ],
      refused: [
        gettext("You may not change this article any more: your text is kept in this browser"),
        gettext("You may not change this article any more, and there is no room in this browser: copy your text"),
      ],
    };
    const sentence = words[state][this.#here.hasRoom ? 0 : 1];
    if (state === "loggedOut") this.#say(state, sentence, this.dataset.login, gettext("Log in"));
    else this.#say(state, sentence);
    const wait = Math.min(SLOWEST_RETRY, Number(this.dataset.retry) * 2 ** (this.#failures - 1));
    if (!document.hidden && state !== "refused") this.#in(wait);
  }

  #say(state, sentence, address, words) {
    const line = this.querySelector(".unsaved-status");
    if (line.dataset.state === state && line.firstChild?.data === sentence) return;
    line.dataset.state = state;
    line.replaceChildren(sentence);
    if (address) line.append(" ", Object.assign(document.createElement("a"), { href: address, target: "_blank", textContent: words }));
  }

  /** Ask first whether the server would take the form: a login page, or no page at all, must not come in its place. */
  async #beforeSubmit(event) {
    if (this.#isCleared || opensBeside(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.#isLeaving || this.#isAsking) return;
    const fields = this.#fields;
    this.#keepHere(fields, JSON.stringify(fields));
    this.#isAsking = true;
    const state = await renewToken();
    this.#isAsking = false;
    if (state !== "heard") return this.#failed(state);
    this.#isCleared = true;
    this.form.requestSubmit(event.submitter);
    this.#isCleared = false;
  }

  /** Bring copies that never reached the server to it, and show what may be restored now. */
  async #handOver() {
    const { user, article, keep, keepNew } = this.dataset;
    const others = othersHere(user, article, this.#key, this.#now).map((other) => ({ ...other, address: keep }));
    // Words typed while a new story was being saved: the server knows whether it is the one shown here.
    const ofNew = article === "new" ? [] : othersHere(user, "new", "", this.#now);
    const begun = ofNew.filter(({ copy }) => copy.fields.saved_key).map((other) => ({ ...other, address: keepNew }));
    const copies = [...others, ...begun];
    for (const { name, key, copy, address } of copies) {
      const { state } = await ask(address, { draft_key: key, ...copy });
      if (state === "heard") dropHere(name);
    }
    if (!copies.length) return;
    const reply = await fetch(`${this.dataset.offers}?except=${this.#key}`);
    if (reply.ok) this.querySelector(".unsaved-offers").innerHTML = await reply.text();
  }

  async #forget(button) {
    if (!button) return;
    const { state } = await ask(button.dataset.forget, {});
    if (state === "heard") button.closest("li").remove();
    else this.#failed(state);
  }
}

const opensBeside = (event) => event.submitter?.formTarget === "_blank";

const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

customElements.define("desk-autosave", DeskAutosave);
