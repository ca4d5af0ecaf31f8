// When the page holds a line: not a minute after it was hidden, and not in the browser's back-forward cache.
const HIDDEN = 60_000;
const calls = new EventTarget();
let resting = false;
let timer;

/** Calls the listener when the line must be let go ("rest") or the page is looked at again ("rouse"). */
export const when = (call, listener, options) => calls.addEventListener(call, listener, options);

/** Resolves once the page may hold a line. */
export async function awake() {
  while (resting) await roused();
}

/** Resolves after so many milliseconds, or as soon as somebody looks or the network is back. */
export const pause = (milliseconds) => Promise.race([new Promise((done) => setTimeout(done, milliseconds)), roused()]);

const roused = () => new Promise((done) => when("rouse", done, { once: true }));

function rest() {
  resting = true;
  calls.dispatchEvent(new Event("rest"));
}

function rouse() {
  clearTimeout(timer);
  resting = false;
  calls.dispatchEvent(new Event("rouse"));
}

function look() {
  if (document.hidden) timer = setTimeout(rest, HIDDEN);
  else rouse();
}

document.addEventListener("visibilitychange", look);
document.addEventListener("freeze", rest);
document.addEventListener("resume", rouse);
addEventListener("pagehide", rest);
addEventListener("pageshow", (event) => event.persisted && rouse());
addEventListener("online", rouse);
addEventListener("offline", () => calls.dispatchEvent(new Event("lost")));
if (document.hidden) look();
