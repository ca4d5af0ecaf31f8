// Server-sent events (html.spec.whatwg.org, 9.2) read from a fetched body: EventSource hides statuses and heartbeats.

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
