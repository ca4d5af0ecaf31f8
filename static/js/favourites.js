// The ads that a reader keeps: number → when, in this browser alone; all its tabs hear of every change.
const NAME = "favourites";
const MOST = 100;

function read() {
  try {
    return JSON.parse(localStorage.getItem(NAME)) ?? {};
  } catch {
    return {}; // forbidden, or not ours
  }
}

const newestFirst = (kept) => Object.keys(kept).sort((one, other) => kept[other] - kept[one]);

/** The numbers of all that is kept, the newest first. */
export const all = () => newestFirst(read());
export const has = (id) => id in read();

/** Keeps an ad, or keeps it no more; tells whether it is kept now. The oldest go when there are too many. */
export function toggle(id) {
  const kept = read();
  if (id in kept) delete kept[id];
  else kept[id] = Date.now();
  for (const old of newestFirst(kept).slice(MOST)) delete kept[old];
  try {
    localStorage.setItem(NAME, JSON.stringify(kept));
  } catch {
    // forbidden or full: then nothing is kept
  }
  document.dispatchEvent(new Event(NAME));
  return has(id);
}

/** An element that shows, by its `show()`, what is kept, and goes on showing it: here and in other tabs. */
export class Following extends HTMLElement {
  connectedCallback() {
    this.gone = new AbortController();
    const { signal } = this.gone;
    document.addEventListener(NAME, () => this.show(), { signal });
    addEventListener("storage", ({ key }) => (key === NAME || key === null) && this.show(), { signal });
    this.show();
  }

  disconnectedCallback() {
    this.gone.abort();
  }
}
