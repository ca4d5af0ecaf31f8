// What the page's modules tell one another: events of the site by their kind, the "state" of the line, a "reset".
const listeners = {};
const held = [];
let holders = 0;

/** Calls the listener with every event of a kind; with the page as it is now after a "reset". */
export const on = (kind, listener) => (listeners[kind] ??= []).push(listener);

/** Tells all listeners; resolves when they are done. */
export const tell = (kind, detail) => Promise.all((listeners[kind] ?? []).map((listener) => listener(detail)));

/** Passes an event on, or keeps it while an answer of our own is on its way. */
export const pass = (event) => (holders ? held.push(event) : tell(event.kind, event));

/** Holds events back, so that an answer of our own is applied first; call what it returns to let them go. */
export function hold() {
  holders++;
  return () => --holders || held.splice(0).forEach(pass);
}
