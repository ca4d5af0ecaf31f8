// What a reader may do with comments: answer in place, react without leaving, change and delete their own.
import { felt, mine } from "./memory.js";

const form = () => document.querySelector("comment-form");
const itemOf = (element) => element.closest("[data-comment]");
const plainClick = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".acts a[data-act=reply]");
  if (!link || !form() || !plainClick(event)) return;
  event.preventDefault();
  form().answer(itemOf(link));
  form().fields.text.focus();
});

document.addEventListener("submit", async (event) => {
  const buttons = event.target;
  if (!buttons.matches(".reactions")) return;
  event.preventDefault();
  const { value: kind } = event.submitter;
  const id = itemOf(buttons).dataset.comment;
  const line = lineUnder(buttons);
  const options = { method: "POST", body: new URLSearchParams({ kind }), headers: { Accept: "application/json" } };
  const answer = await fetch(buttons.action, options).catch(() => null);
  if (!answer?.ok) return void (line.textContent = await refusal(answer));
  line.remove();
  felt.set(id, felt.of(id) === kind ? "" : kind);
  decorate();
});

/** Where it is said that a reaction was not taken in; it stands there empty before, so that it is read aloud. */
function lineUnder(buttons) {
  buttons.parentElement.querySelector(":scope > .wrong")?.remove();
  const line = Object.assign(document.createElement("p"), { className: "wrong", role: "status" });
  buttons.after(line);
  return line;
}

async function refusal(answer) {
  const said = await answer?.json().catch(() => null);
  return said?.message || form().dataset.refused;
}

/** Marks the reader's own reactions, and gives their own comments the ways to change them. */
function decorate() {
  for (const item of document.querySelectorAll(".threads [data-comment]")) {
    const { comment: id } = item.dataset;
    const part = (name) => item.querySelector(`:scope > .body > [data-part=${name}]`);
    for (const button of part("reactions")?.querySelectorAll("button") ?? []) button.ariaPressed = button.value === felt.of(id);
    const acts = mine.has(id) && part("actions");
    if (!acts) continue;
    acts.querySelectorAll("[data-own]").forEach((link) => link.remove());
    const reply = acts.querySelector("a").href;
    for (const act of mine.mayEdit(id) ? ["edit", "delete"] : ["delete"]) {
      const link = document.createElement("a");
      Object.assign(link, { href: reply.replace(/reply\/$/, `${act}/`), textContent: form()?.dataset[act] });
      link.dataset.own = act;
      acts.append(link);
    }
  }
}

document.addEventListener("shown", decorate);
decorate();
