import { drag } from "./dragging.js";

/** The board of the front page: a story is dragged into a place, or chosen in its list; everything else follows. */
class DeskBoard extends HTMLElement {
  #life = new AbortController();
  #changed = false;

  connectedCallback() {
    const listen = (target, kind, act) => target.addEventListener(kind, act, { signal: this.#life.signal });
    drag(this, {
      things: "[data-article]",
      handle: ".board-handle",
      places: ".board-slot",
      picked: (story) => this.#pick(story),
      over: (place) => this.#hover(place),
      dropped: (story, place) => this.#put(place, story.dataset.article),
      signal: this.#life.signal,
    });
    listen(this, "change", (event) => this.#choose(event));
    listen(this, "click", (event) => this.#free(event));
    listen(this.#filter, "input", () => this.#sift());
    listen(this.#filter, "keydown", (event) => event.key === "Enter" && event.preventDefault());
    listen(this, "submit", (event) => (this.#changed &&= event.submitter?.formTarget === "_blank"));
    listen(window, "beforeunload", (event) => this.#changed && event.preventDefault());
    this.#filter.hidden = false;
    for (const select of this.#selects) select.dataset.was = select.value;
    this.#show();
  }

  disconnectedCallback() {
    this.#life.abort();
  }

  get #filter() {
    return this.querySelector(".board-filter");
  }

  get #stories() {
    return [...this.querySelectorAll(".board-story")];
  }

  get #slots() {
    return [...this.querySelectorAll(".board-slot")];
  }

  get #selects() {
    return [...this.querySelectorAll(".board-slot select")];
  }

  #story(article) {
    return this.#stories.find((story) => story.dataset.article === article);
  }

  #pick(story) {
    // On a phone the places come to the finger: what they leave behind keeps its room, so that nothing else moves.
    this.style.setProperty("--places", `${this.querySelector(".board-places").offsetHeight}px`);
    this.classList.add("is-dragging");
    return story.querySelector("b").textContent;
  }

  #hover(over) {
    for (const slot of this.#slots) slot.classList.toggle("is-over", slot === over);
    if (!over && !this.querySelector(".dragged")) this.classList.remove("is-dragging");
  }

  #choose(event) {
    this.#changed = true;
    if (event.target.localName === "select") this.#put(event.target.closest(".board-slot"), event.target.value);
  }

  #free(event) {
    if (event.target.closest("[data-does=free]")) this.#put(event.target.closest(".board-slot"), "");
  }

  /** Puts a story into a place, with its «until»; a story that comes from another place changes with the one here. */
  #put(slot, article) {
    const [select, until] = slot.querySelectorAll("select, input");
    const displaced = { article: select.dataset.was, until: until.value };
    if (article === displaced.article) return;
    const from = article && this.#slots.find((other) => other !== slot && other.dataset.standing === article);
    until.value = from ? from.querySelector("input").value : "";
    select.value = article;
    if (from) {
      from.querySelector("select").value = displaced.article;
      from.querySelector("input").value = displaced.article ? displaced.until : "";
    }
    this.#changed = true;
    this.#show();
    const stands = slot.querySelector(article ? ".board-standing b" : ".board-filled");
    this.querySelector("[role=status]").textContent = `${slot.querySelector("h2").textContent}: ${stands.textContent}`;
  }

  #show() {
    const chosen = new Set(this.#selects.map((select) => select.value));
    const free = this.#stories.filter(({ dataset }) => "newest" in dataset && "public" in dataset && !chosen.has(dataset.article));
    // As the front page does it: the newest with a photo first.
    free.sort((one, other) => ("photo" in other.dataset) - ("photo" in one.dataset));
    for (const slot of this.#slots) {
      const select = slot.querySelector("select");
      const story = this.#story(select.value);
      select.dataset.was = slot.dataset.standing = select.value;
      this.#stand(slot.querySelector(".board-standing"), story);
      const filling = story && "public" in story.dataset ? null : free.shift();
      slot.querySelector(".board-filled").hidden = !filling;
      slot.querySelector(".board-filled span").textContent = filling?.querySelector("b").textContent ?? "";
      slot.querySelector("[data-does=free]").hidden = !story;
    }
    for (const story of this.#stories) story.classList.toggle("is-placed", chosen.has(story.dataset.article));
  }

  #stand(place, story) {
    place.hidden = !story;
    if (story?.dataset.article === place.dataset.article) return;
    place.replaceChildren(...(story ? [...story.children].map((child) => child.cloneNode(true)) : []));
    if (story) place.dataset.article = story.dataset.article;
    else delete place.dataset.article;
  }

  #sift() {
    const words = this.#filter.value.toLocaleLowerCase().split(/\s+/);
    for (const story of this.#stories) {
      const text = story.textContent.toLocaleLowerCase();
      story.hidden = !words.every((word) => text.includes(word));
    }
  }
}

customElements.define("desk-board", DeskBoard);
