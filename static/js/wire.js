// How the site writes on the line: server-sent events (html.spec.whatwg.org, 9.2), whose ids are cursors "epoch-seq".
const epoch = (cursor) => cursor.split("-")[0];
const seq = (cursor) => Number(cursor.split("-")[1]);

/** Tells whether one cursor is further on than another of the same log. */
export const isBeyond = (one, other) => epoch(one) === epoch(other) && seq(one) > seq(other);

/** The oldest cursor of a page's lists; none where they are of different logs, so that the site begins anew. */
export function cursorOf(page) {
  const cursors = [...page.querySelectorAll("[data-cursor]")].map((list) => list.dataset.cursor);
  if (new Set(cursors.map(epoch)).size > 1) return "";
  return cursors.sort((one, other) => seq(one) - seq(other))[0] ?? "";
}

/** Yields each message as {id, event, data}; a comment line comes as its {beat}. `heard` is called with every byte. */
export async function* messages(body, heard) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    heard();
    const whole = (rest + value).split("\n\n");
    rest = whole.pop();
    for (const lines of whole) yield message(lines);
  }
}

function message(lines) {
  const said = {};
  for (const line of lines.split("\n")) {
    const colon = line.indexOf(":");
    said[line.slice(0, colon) || "beat"] = line.slice(colon + 1).trimStart();
  }
  return said;
}
