// The talk is closed, or opened again, while readers are here: what they have typed stays.
import { on } from "./news.js";
import { parse } from "./redraw.js";

const SPREAD = 10_000;
const closing = new Map();
const heard = new Map();

on("talk", async ({ key, version, parts }) => {
  if (version <= (heard.get(key) ?? 0)) return;
  heard.set(key, version);
  for (const [topic, html] of Object.entries(parts)) closing.set(topic, html);
  const html = [...closing.values()].find(Boolean) ?? "";
  const form = document.querySelector("comment-form");
  if (form) close(form, html);
  else if (!html) await fetchForm();
});

function close(form, html) {
  form.hidden = Boolean(html);
  const said = form.nextElementSibling?.matches(".closed") && form.nextElementSibling;
  if (said) said.remove();
  if (html) form.after(parse(html));
}

/** A page that came closed has no form yet; not all of its readers ask for it in the same moment. */
async function fetchForm() {
  const said = document.querySelector("#write.closed");
  if (!said) return;
  await new Promise((done) => setTimeout(done, Math.random() * SPREAD));
  const answer = await fetch(location.href, { cache: "no-cache" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const form = page.querySelector("comment-form");
  if (!form || !said.isConnected) return;
  said.replaceWith(document.adoptNode(form));
  await import("./talk.js");
}
