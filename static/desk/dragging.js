/** Dragging by pointer: with a mouse from anywhere on a thing, with a finger by its handle, so that the rest scrolls. */

const STEADY = 6;

/**
 * Lets what matches `things` inside the host be dragged onto what matches `places`, until the signal aborts.
 * `picked(thing)` returns the words that go along with the pointer, `over(place)` follows it (null: over none),
 * `dropped(thing, place)` is called only for a thing that was let go over a place.
 */
export function drag(host, { things, handle, places, picked, over, dropped, signal }) {
  let held = null;

  const listen = (target, kind, act) => target.addEventListener(kind, act, { signal });
  listen(host, "pointerdown", (event) => !held && press(event));
  listen(host, "pointermove", (event) => event.pointerId === held?.pointer && move(event));
  listen(host, "pointerup", (event) => event.pointerId === held?.pointer && release(event));
  listen(host, "pointercancel", (event) => event.pointerId === held?.pointer && leave());
  listen(window, "keydown", (event) => event.key === "Escape" && held && leave());
  signal.addEventListener("abort", () => held && leave());

  function press({ target, pointerType, pointerId, button, clientX, clientY }) {
    const thing = target.closest(pointerType === "mouse" ? things : handle)?.closest(things);
    if (thing && !button) held = { thing, pointer: pointerId, x: clientX, y: clientY, label: null };
  }

  function move(event) {
    if (!held.label && Math.hypot(event.clientX - held.x, event.clientY - held.y) < STEADY) return;
    held.label ??= begin();
    held.label.style.translate = `${event.clientX}px ${event.clientY}px`;
    over(placeAt(event));
  }

  function begin() {
    // What is held may move away from under the pointer, whose events come here all the same.
    host.setPointerCapture(held.pointer);
    const label = Object.assign(document.createElement("div"), { className: "dragged", textContent: picked(held.thing) });
    host.append(label);
    return label;
  }

  function release(event) {
    const { thing, label } = held;
    const place = label && placeAt(event);
    leave();
    if (place) dropped(thing, place);
  }

  function leave() {
    held.label?.remove();
    held = null;
    over(null);
  }

  function placeAt({ clientX, clientY }) {
    const place = document.elementFromPoint(clientX, clientY)?.closest(places);
    return host.contains(place) ? place : null;
  }
}
