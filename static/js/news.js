// What the page's modules tell one another: events of the site by their kind, the "state" of the line, a "reset".
const listeners = {};
const loaders = {};
const held = [];
let holders = 0;

/** Calls the listener with every event of a kind; with the page as it is now after a "reset". */
export const on = (kind, listener) => (listeners[kind] ??= []).push(listener);

/** Has a module, which listens to these kinds, loaded before the first of them is told. */
export function loads(kinds, load) {
  let coming;
  const come = () => (coming ??= untilThere(load));
  for (const kind of kinds) (loaders[kind] ??= []).push(come);
}

/** Tells all listeners, in the order of the calls; resolves when they are done. */
export async function tell(kind, detail) {
  for (const come of loaders[kind] ?? []) await come();
  return Promise.all((listeners[kind] ?? []).map((listener) => listener(detail)));
}

async function untilThere(load) {
  for (let wait = 1000; ; wait = Math.min(30_000, 2 * wait)) {
    if (await load().then(() => true, () => false)) return;
    await new Promise((done) => setTimeout(done, wait));
  }
}

/** Passes an event on, or keeps it while an answer of our own is on its way. */
export const pass = (event) => (holders ? held.push(event) : tell(event.kind, event));

/** Holds events back, so that an answer of our own is applied first; call what it returns to let them go. */
export function hold() {
  holders++;
  return () => --holders || held.splice(0).forEach(pass);
}
