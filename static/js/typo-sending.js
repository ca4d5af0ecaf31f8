// Sends the report; its key is kept here, to be asked with when the reader comes back.
import { complain } from "./complain.js";

export async function send(event, line, thank) {
  event.preventDefault();
  const form = event.target;
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    const said = await answer.json();
    if (answer.ok) {
      keep(said.key);
      thank(said.message);
    } else complain(form, said.errors, said.message);
  } catch {
    complain(form, {}, line.dataset.failed);
  }
  form.ariaBusy = "false";
}

function keep(key) {
  try {
    localStorage.typos = JSON.stringify([...JSON.parse(localStorage.typos ?? "[]"), key].slice(-50));
  } catch {
    // forbidden or full: then it is not told later
  }
}
