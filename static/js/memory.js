// What this browser remembers of its reader: the words not sent yet, their name, their comments and reactions.
const WINDOW = 5 * 60_000;
const DRAFTS = "comment ";
const DRAFT = DRAFTS + location.pathname;

function read(store, key) {
  try {
    return JSON.parse(store().getItem(key)) ?? {};
  } catch {
    return {}; // forbidden, or not ours
  }
}

function write(store, key, value) {
  try {
    store().setItem(key, JSON.stringify(value));
  } catch {
    // forbidden or full: then nothing is remembered
  }
}

const tab = () => sessionStorage;
const ever = () => localStorage;

function drafts() {
  try {
    return Object.keys(tab()).filter((key) => key.startsWith(DRAFTS));
  } catch {
    return []; // forbidden
  }
}

export const draft = {
  read: () => ({ ...read(ever, "commenter"), ...read(tab, DRAFT) }),
  write({ text, name, quote, parent, answered }) {
    write(tab, DRAFT, { text, name, quote, parent, answered });
    write(ever, "commenter", { name });
  },
  /** Forgets words that were sent from elsewhere, on whichever page of this tab they were begun. */
  forget(words) {
    for (const key of drafts()) if (read(tab, key).text === words) write(tab, key, {});
  },
};

/** Comments written here: id → when. */
export const mine = {
  any: () => Object.keys(read(ever, "comments")).length > 0,
  has: (id) => id in read(ever, "comments"),
  add: (id) => write(ever, "comments", { ...read(ever, "comments"), [id]: Date.now() }),
  mayEdit: (id) => Date.now() - read(ever, "comments")[id] < WINDOW,
};

/** Reactions given here: id of the comment → kind, or nothing. */
export const felt = {
  of: (id) => read(ever, "reactions")[id],
  set: (id, kind) => write(ever, "reactions", { ...read(ever, "reactions"), [id]: kind }),
};
