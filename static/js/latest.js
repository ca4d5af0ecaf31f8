// A story comes into the latest news when it is published and goes when it is withdrawn; who reads one that changed is told.
import { freshIn } from "./fresh.js";
import { on } from "./news.js";
import { parse, redraw, take } from "./redraw.js";

const versions = new Map();
const time = (item) => item.querySelector("time").dateTime;
const day = (item) => time(item).slice(0, 10);

/** Days stand in lists of their own, the first being today's. */
function placeIn(rail, item) {
  const before = [...rail.querySelectorAll("[data-article]:not(.gone)")].find((other) => Date.parse(time(item)) >= Date.parse(time(other)));
  if (!before) return null;
  const days = [...rail.querySelectorAll("ol")];
  const its = days.indexOf(before.parentElement);
  return day(before) === day(item) || !its ? { into: before.parentElement, before } : { into: days[its - 1] };
}

function showIn(rail, key, html) {
  const fresh = freshIn(rail, placeIn);
  const old = rail.querySelector(`[data-article="${key}"]`);
  fresh.forget(key);
  if (old && html) redraw(old, parse(html));
  else if (old) take(old);
  else if (html) fresh.arrive(key, parse(html));
}

/** Tells in a bar that covers nothing for long and moves nothing. */
function notify(notice) {
  document.querySelector(".live-notice")?.remove();
  notice.role = "status";
  document.body.append(notice);
}

on("article", ({ key, version, parts }) => {
  if (version <= (versions.get(key) ?? 0)) return;
  versions.set(key, version);
  if ("site" in parts) document.querySelectorAll("[data-latest]").forEach((rail) => showIn(rail, key, parts.site));
  const words = parts[`article:${key}`];
  if (words) notify(parse(words));
});

on("reset", (page) => {
  const now = [...page.querySelectorAll("[data-latest] [data-article]")].reverse();
  const names = now.map((item) => item.dataset.article);
  for (const rail of document.querySelectorAll("[data-latest]")) {
    for (const item of rail.querySelectorAll("[data-article]")) if (!names.includes(item.dataset.article)) take(item);
    for (const item of now) showIn(rail, item.dataset.article, item.outerHTML);
  }
});
