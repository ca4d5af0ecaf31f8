// What a tab remembers of a form until it is sent.
export function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null; // forbidden, or not ours
  }
}

export function write(key, value) {
  try {
    if (value) sessionStorage.setItem(key, JSON.stringify(value));
    else sessionStorage.removeItem(key);
  } catch {
    // forbidden or full: then nothing is kept
  }
}
