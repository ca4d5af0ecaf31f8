// Comments come, change and go in the page's lists, each by its newest version, whatever comes when and how often.
import { freshIn } from "./fresh.js";
import { on } from "./news.js";
import { placeIn } from "./places.js";
import { parse, redraw, take } from "./redraw.js";

const PAGES = 5;
const heard = new WeakMap();
const said = new Set(); // on this page: no news in any of its lists
const versionsIn = (list) => heard.get(list) ?? heard.set(list, new Map()).get(list);
const itemsIn = (list) => [...list.querySelectorAll("[data-comment]")];

/** Shows a comment in every list of a topic that has nothing newer of it; empty HTML takes it away. */
export function show(topic, comment) {
  if (comment.own) said.add(comment.key);
  document.querySelectorAll(`ol[data-topic="${topic}"]`).forEach((list) => showIn(list, comment));
}

function showIn(list, { key, version, html }) {
  const old = list.querySelector(`[data-comment="${key}"]`);
  const versions = versionsIn(list);
  const newest = Math.max(versions.get(key) ?? 0, old?.dataset.version ?? 0);
  if (html ? version <= newest : version < newest) return;
  if (html) list.closest("[hidden]")?.removeAttribute("hidden");
  versions.set(key, html ? version : version - 1); // what is taken away may come back as it was
  if (list.dataset.topic !== "site") count(html && !old && !newest ? 1 : !html && old ? -1 : 0);
  freshIn(list, placeIn).forget(key);
  if (html && old) redraw(old, parse(html));
  else if (html) freshIn(list, placeIn).arrive(key, parse(html), said.has(key));
  else if (old) take(old, list.dataset.gone);
}

/** The number in the heading goes along with what comes and goes. */
function count(by) {
  const total = document.querySelector("#comments-title .total");
  if (!total || !by) return;
  total.dataset.total = Math.max(0, Number(total.dataset.total) + by);
  total.textContent = total.dataset.total > 0 ? `, ${total.dataset.total}` : "";
}

on("comment", ({ key, version, parts }) => {
  for (const [topic, html] of Object.entries(parts)) show(topic, { key, version, html });
});

/** What is said under an article goes with it. */
on("withdrawn", ({ key: article }) => {
  for (const list of document.querySelectorAll("ol[data-topic=site]")) {
    const items = [...itemsIn(list), ...freshIn(list, placeIn).waiting.values()];
    for (const { dataset } of items.filter((item) => item.matches(`[data-under="${article}"]:not(.gone)`))) {
      showIn(list, { key: dataset.comment, version: Number(dataset.version), html: "" });
    }
  }
});

/** Brings a list in line with the page as it is now, later pages included. */
on("reset", async (page) => {
  for (const list of document.querySelectorAll("ol[data-topic]")) await bringInLine(list, page);
  const total = page.querySelector("#comments-title .total");
  if (total) document.querySelector("#comments-title .total")?.replaceWith(document.adoptNode(total));
});

async function bringInLine(list, page) {
  const fresh = freshIn(list, placeIn);
  const missing = new Set([...itemsIn(list).map((item) => item.dataset.comment), ...fresh.waiting.keys()]);
  for (let address = location.href, pages = 1; page; pages++) {
    for (const item of page.querySelectorAll(`ol[data-topic="${list.dataset.topic}"] [data-comment]`)) {
      const { comment: key, version } = item.dataset;
      if (pages === 1 || missing.has(key)) showIn(list, { key, version: Number(version), html: item.outerHTML });
      missing.delete(key);
    }
    const older = page.querySelector(".comments > :not(ol) a[href*='older=']")?.getAttribute("href");
    address = older && new URL(older, address);
    page = address && missing.size && list.dataset.sort && pages < PAGES && (await pageAt(address));
  }
  for (const key of missing) {
    fresh.forget(key);
    const item = list.querySelector(`[data-comment="${key}"]`);
    if (item) take(item, list.dataset.gone);
  }
}

async function pageAt(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw answer.status;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}
