// The talk is closed, or opened again, while readers are here: what they have typed stays.
import { on } from "./news.js";
import { parse } from "./redraw.js";

const SPREAD = 10_000;
const heard = new Map();
let hasOwnRules = document.querySelector("#write[data-own], comment-form[data-own]") !== null;
let notice;

on("talk", async ({ key, version, parts }) => {
  if (version <= (heard.get(key) ?? 0)) return;
  heard.set(key, version);
  for (const [topic, html] of Object.entries(parts)) {
    const said = html ? parse(html) : null;
    if (topic !== "site") hasOwnRules = said !== null && "own" in said.dataset;
    else if (hasOwnRules) continue; // which outweigh the site's
    await become(said?.hidden ? null : said);
  }
});

async function become(closed) {
  const form = document.querySelector("comment-form");
  if (form) close(form, closed);
  else if (!closed) await fetchForm();
}

/** Nobody can send any more; who has typed something sees it still, and may take it along. */
function close(form, closed) {
  const { text } = form.querySelector("form").elements;
  text.readOnly = closed !== null;
  form.hidden = closed !== null && !text.value.trim();
  form.querySelectorAll(".button, .confirm").forEach((button) => (button.disabled = closed !== null));
  notice?.remove();
  if ((notice = closed)) form.after(notice);
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
