// Tells readers who come back that what they have reported is corrected, once.
import { styled } from "./typo-styles.js";

export async function hear(line) {
  try {
    const keys = JSON.parse(localStorage.typos);
    const answer = await fetch(`${line.dataset.outcomes}?of=${keys.join(",")}`);
    const { fixed, settled } = await answer.json();
    const left = keys.filter((key) => !settled.includes(key));
    if (left.length) localStorage.typos = JSON.stringify(left);
    else localStorage.removeItem("typos");
    if (fixed.length) await styled(line).then(() => show(line, fixed));
  } catch {
    // told another time
  }
}

function show(line, fixed) {
  const note = Object.assign(document.createElement("p"), { className: "typo-thanks", role: "status" });
  const close = Object.assign(document.createElement("button"), { type: "button", textContent: "×", ariaLabel: line.dataset.close });
  close.addEventListener("click", () => note.remove());
  const links = fixed.map(({ headline, address }) => Object.assign(document.createElement("a"), { textContent: headline, href: address }));
  note.append(`${line.dataset.thanks} `, ...links.flatMap((link) => [link, " "]), close);
  document.body.append(note);
}
