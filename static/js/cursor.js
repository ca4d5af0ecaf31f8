// A cursor "epoch-seq" says how far in the site's log of events a page has come.
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
