// The page follows the site: by a stream, or by questions now and then where streams fail; both resume by one cursor.
import { awake, pause } from "./awake.js";
import { ask, drop, droppedFor, heard } from "./line.js";
import { pass, tell } from "./news.js";
import { cursorOf, isBeyond, messages } from "./wire.js";

let cursor, state, failures = 0, quiet = 0, missed = 0, pollUntil = 0;

function become(now) {
  if (now !== state || missed) tell("state", { state: (state = now), missed });
  if (now !== "slow") missed = 0;
}

/** Takes in an event; tells whether nothing is missing before it. */
function hear(event) {
  if (event.prev && isBeyond(event.prev, cursor)) return false;
  cursor = event.id;
  if (["slow", "off"].includes(state) && ++missed) become("slow");
  pass(event);
  return true;
}

/** Listens until the site says goodbye; returns after how long to come back. */
async function stream() {
  const answer = await ask(cursor);
  if (answer.status === 503) pollUntil = Date.now() + 1000 * (Number(answer.headers.get("Retry-After")) || 30);
  if (answer.status === 503) return 0;
  for await (const { id, event, data, beat, retry } of messages(answer.body, heard)) {
    if (event === "bye") return 1000;
    if (event === "reset") return reset();
    if (data && !hear({ id, kind: event, ...JSON.parse(data) })) return poll();
    if (beat) cursor = beat;
    failures = quiet = 0;
    if (retry || beat) setTimeout(become, 0, "on"); // after what was missed, which comes in the same breath
  }
  throw "cut off";
}

async function poll() {
  const answer = await ask(cursor, { poll: 1 });
  if (answer.status === 503) throw 503;
  const news = await answer.json();
  if (news.reset) return reset();
  news.events.forEach(hear);
  cursor = news.cursor;
  failures = 0;
  quiet = news.events.length ? 0 : quiet + 1;
  become("poll");
  return Math.min(60_000, 5000 * 1.5 ** quiet);
}

/** The log does not reach back to our cursor: what the page shows is brought in line with the page as it is now. */
async function reset() {
  drop();
  const answer = await fetch(location.pathname + location.search, { cache: "no-cache" });
  if (!answer.ok) throw answer.status;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  await tell("reset", page);
  cursor = cursorOf(page);
  return 500;
}

function failed() {
  const rests = droppedFor() === "rest";
  become(!rests && (++failures > 1 || !navigator.onLine) ? "off" : "slow");
  return rests ? 0 : Math.min(30_000, 500 * 2 ** failures);
}

async function follow() {
  cursor = cursorOf(document);
  for (become("slow"); ; await awake()) {
    const wait = await (Date.now() < pollUntil ? poll() : stream()).catch(failed);
    drop();
    await pause(wait * (0.5 + Math.random()));
  }
}

addEventListener("DOMContentLoaded", () => document.querySelector("ol[data-topic]") && follow());
