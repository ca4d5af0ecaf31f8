// One request at a time to /live/, given up when nothing is heard on it for two and a half heartbeats.
import { when } from "./awake.js";

const SILENCE = 2.5 * 15_000;
let abort;
let heardAt = Date.now();

/** Why the last request was given up: "rest", "lost", "silence". */
export const droppedFor = () => abort.signal.reason;
export const drop = (reason) => abort?.abort(reason);
export const heard = () => (heardAt = Date.now());

/** Asks after a cursor; `more` may be {poll: 1}. Throws when there is no answer to work with. */
export async function ask(cursor, more) {
  drop();
  heard();
  abort = new AbortController();
  const { signal } = abort;
  const watch = setInterval(() => Date.now() - heardAt > SILENCE && drop("silence"), 1000);
  signal.addEventListener("abort", () => clearInterval(watch));
  const topics = new Set([...document.querySelectorAll("[data-topic]")].map((place) => place.dataset.topic));
  const query = { topics: [...topics].sort(), language: document.documentElement.lang, after: cursor, ...more };
  const answer = await fetch(`/live/?${new URLSearchParams(query)}`, { signal });
  if (answer.ok || answer.status === 503) return answer;
  throw answer.status;
}

when("rest", () => drop("rest"));
when("lost", () => drop("lost"));
when("rouse", () => Date.now() - heardAt > SILENCE && drop("slept"));
