// Where a comment belongs in a list of this page: null on another page, undefined nowhere while what it answers is missing.
const FEW = 5;
const id = (item) => Number(item.dataset.comment);
const time = (item) => Date.parse(item.querySelector("time").dateTime);
const isLaterPage = new URLSearchParams(location.search).has("older");

const comesFirst = {
  new: (other, item) => id(item) > id(other),
  old: (other, item) => id(item) < id(other),
  best: (other, item, newest) => id(item) > newest,
  feed: (other, item) => time(item) >= time(other),
};

/** Returns {into, before}, or null, or undefined. */
export function placeIn(list, item) {
  if (item.dataset.parent) return amongReplies(list, item);
  if (list.dataset.thread) return null;
  const isFeed = list.dataset.topic === "site";
  const items = [...list.children].filter((other) => other.matches("[data-comment]:not(.gone)"));
  const comesBefore = comesFirst[isFeed ? "feed" : list.dataset.sort];
  const before = items.find((other) => comesBefore(other, item, Math.max(...items.map(id))));
  const goesOn = isFeed ? items.length >= FEW : list.closest("section").querySelector(":scope > :not(ol) a[href*='older=']");
  if (isLaterPage && before === items[0]) return null;
  if (!before && goesOn) return null;
  return { into: list, before };
}

function amongReplies(list, item) {
  const answered = list.querySelector(`[data-comment="${item.dataset.parent}"]`);
  if (!answered) return undefined;
  const into = answered.querySelector(":scope > .replies") ?? answered.parentElement;
  return { into, before: [...into.children].find((other) => id(other) > id(item)) };
}
