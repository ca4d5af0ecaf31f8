// A comment changes in place: only the parts that differ, so that focus, a selection and an open form stay.
import { isBelow } from "./fresh.js";

const NOT_ITS_OWN = ".replies, .more-replies, comment-form";
const own = (item) => [...item.children].filter((child) => !child.matches(NOT_ITS_OWN));
const partsOf = (item) => own(item).flatMap((child) => (child.dataset.part ? child : [...child.querySelectorAll("[data-part]")]));
const names = (parts) => parts.map((part) => part.dataset.part).join();

/** The element that a piece of the site's HTML describes, without the answers, which come by themselves. */
export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const item = template.content.firstElementChild;
  item.querySelector(".replies")?.replaceChildren();
  return item;
}

/** The address of a comment with its thread. */
export const placeOf = (item) => item.querySelector(".who a").getAttribute("href");

/** Makes a comment look like another version of it. */
export function redraw(item, version) {
  const [parts, others] = [partsOf(item), partsOf(version)];
  const height = heightInView(item);
  if (item.classList.contains("gone")) item.replaceChildren(...version.childNodes);
  else if (parts.length && names(parts) === names(others)) parts.forEach((part, number) => swap([part], [others[number]]));
  else swap(own(item), own(version));
  Object.assign(item.dataset, version.dataset);
  item.classList.remove("gone");
  if (height) keep(bodyOf(item), height);
  item.dispatchEvent(new Event("shown", { bubbles: true }));
}

/** Takes a comment away; in view its place stays, so that nothing jumps. */
export function take(item, words = "") {
  item.querySelector("comment-form")?.answer(null);
  if (isBelow(item)) return item.remove();
  item.style.minBlockSize = `${item.offsetHeight}px`;
  const hadFocus = item.contains(document.activeElement);
  item.classList.add("gone");
  item.replaceChildren(words);
  delete item.dataset.version;
  if (!hadFocus) return;
  item.tabIndex = -1;
  item.focus({ preventScroll: true });
}

function swap(old, fresh) {
  if (old.length === 1 && fresh.length === 1 && old[0].isEqualNode(fresh[0])) return;
  const controls = (elements) => elements.flatMap((element) => [...element.querySelectorAll("a, button")]);
  const focused = controls(old).indexOf(document.activeElement);
  old[0].before(...fresh);
  old.forEach((element) => element.remove());
  controls(fresh)[focused]?.focus({ preventScroll: true });
}

const bodyOf = (item) => item.querySelector(":scope > .body");
const heightOf = (body) => body?.getBoundingClientRect().height;

function heightInView(item) {
  return isBelow(item) ? 0 : heightOf(bodyOf(item));
}

/** Keeps a body as high as it was, so that nothing under it moves; what has grown is scrolled, or opened by a touch. */
function keep(body, height) {
  body.style.minBlockSize = `${height}px`;
  if (heightOf(body) <= height) return;
  Object.assign(body.style, { maxBlockSize: `${height}px`, overflowY: "auto" });
  const open = () => Object.assign(body.style, { maxBlockSize: "", overflowY: "" });
  for (const event of ["click", "focusin"]) body.addEventListener(event, open, { once: true });
}
