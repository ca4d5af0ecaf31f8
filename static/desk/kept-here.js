/** Copies of unsaved forms in this browser, until the server has them. */

const LONGEST = 2_000_000;
const KEPT_FOR = 30 * 24 * 3600 * 1000;
const FAMILY = "newsroom-unsaved:";

export const nameOf = (user, article, key) => `${FAMILY}${user}:${article}:${key}`;

/** Keep {fields, written_at} under the name; tells whether there was room. */
export function keepHere(name, copy) {
  const text = JSON.stringify(copy);
  if (text.length > LONGEST) return false;
  return put(name, text) || (dropOldest(name) && put(name, text));
}

export function dropHere(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // A browser that keeps nothing has nothing to drop.
  }
}

/** What is kept of this person's forms of this article, but for one: [{name, key, copy}]; what is too old goes. */
export function othersHere(user, article, except, now) {
  const family = nameOf(user, article, "");
  const found = namesHere().map((name) => ({ name, key: name.slice(family.length), copy: read(name) }));
  for (const { name, copy } of found) if (!copy || now - copy.written_at > KEPT_FOR) dropHere(name);
  return found.filter(({ name, copy }) => name.startsWith(family) && name !== family + except && copy);
}

function put(name, text) {
  try {
    localStorage.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}

function dropOldest(except) {
  const others = namesHere().filter((name) => name !== except);
  others.sort((one, other) => (read(one)?.written_at ?? 0) - (read(other)?.written_at ?? 0));
  if (others.length) dropHere(others[0]);
  return others.length > 0;
}

function namesHere() {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(FAMILY));
  } catch {
    return [];
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}
