// New items of a list wait behind its button "3 new" where they would move what is being read.
const rules = new Intl.PluralRules(document.documentElement.lang);
const all = new WeakMap();

/** Tells whether the window ends above an edge of the element: there things may come and go unseen. */
export const isBelow = (element, edge = "top") => !element.getClientRects().length || element.getBoundingClientRect()[edge] >= innerHeight;

/** What is new in a list; `placeIn(list, item)` is where an item belongs, null nowhere, undefined nowhere yet. */
export function freshIn(list, placeIn) {
  return all.get(list) ?? all.set(list, new Fresh(list, placeIn)).get(list);
}

class Fresh {
  constructor(list, placeIn) {
    Object.assign(this, { list, placeIn, waiting: new Map() });
    this.button = list.querySelector(".news-button") ?? list.parentElement.querySelector(":scope > .news-button");
    this.button?.addEventListener("click", () => this.reveal());
  }

  /** Takes an item in: at once where it moves nothing in view, or when it is the reader's own. */
  arrive(key, item, own) {
    const place = this.placeIn(this.list, item);
    if (place && (own || !this.button || isUnseen(place))) this.put(item, place);
    else if (place !== null) this.waiting.set(key, item);
    this.offer();
  }

  forget(key) {
    this.waiting.delete(key);
    this.offer();
  }

  offer() {
    if (!this.button) return;
    const count = [...this.waiting.values()].filter((item) => this.placeIn(this.list, item)).length;
    const words = this.button.dataset[rules.select(count)] ?? this.button.dataset.other;
    this.button.hidden = !count;
    this.button.textContent = words.replace(/\d+/, count);
  }

  reveal() {
    const shown = [];
    for (let before = -1; before < shown.length; ) {
      before = shown.length;
      for (const [key, item] of this.waiting) {
        const place = this.placeIn(this.list, item);
        if (!place) continue;
        this.waiting.delete(key);
        this.put(item, place);
        shown.push(item);
      }
    }
    this.offer();
    const [first] = shown.sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "nearest" });
  }

  put(item, { into, before }) {
    item.classList.add("fresh");
    into.insertBefore(item, before ?? null);
    const items = this.list.dataset.most ? [...this.list.querySelectorAll("li")] : [];
    items.slice(this.list.dataset.most).forEach((last) => last.remove());
    this.list.dispatchEvent(new Event("shown", { bubbles: true }));
  }
}

/** An empty list has no box of its own: what holds it tells. */
function isUnseen({ into, before }) {
  if (before) return isBelow(before);
  return isBelow(into.getClientRects().length ? into : into.parentElement, "bottom");
}
