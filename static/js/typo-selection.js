// What is selected, as the text nodes of one block hold it: not as the browser prints it.
import { canonical, points } from "./anchor.js";

const MOST = 400;
const NEAR = 32;
const AROUND = 80;

/** The words of a range and where they stand, or the name of what is wrong with the selection. */
export function marked(range) {
  const parts = range ? partsOf(range) : [];
  if (!parts.length) return "empty";
  const blocks = new Set(parts.map(({ node }) => node.parentElement.closest("article[data-revision] [data-block]")));
  if (blocks.has(null)) return "outside";
  if (blocks.size > 1) return "two";
  const [block] = blocks;
  const nodes = nodesOf(block);
  const offset = (node, within) => textOf(nodes.slice(0, nodes.indexOf(node))).length + within;
  const [start, end] = [offset(parts[0].node, parts[0].start), offset(parts.at(-1).node, parts.at(-1).end)];
  const text = textOf(nodes);
  const found = anchor(text, text.slice(0, start), text.slice(start, end));
  if (!found.exact) return "empty";
  if (found.end - found.start > MOST) return "long";
  const { revision } = block.closest("[data-revision]").dataset;
  return { ...found, block: block.dataset.block, revision, before: lastWords(text.slice(0, start)), after: firstWords(text.slice(end)) };
}

/** Where the chosen words stand in a block's canonical text, and 32 characters on either side. */
function anchor(text, before, chosen) {
  const whole = [...canonical(text)];
  const lead = canonical(before);
  const words = canonical(chosen);
  const blanks = words.length - words.trimStart().length - (lead.endsWith(" ") && words.startsWith(" "));
  const start = points(lead) + blanks;
  const end = start + points(words.trim());
  const cut = (from, to) => whole.slice(Math.max(0, from), to).join("");
  return { start, end, exact: cut(start, end), prefix: cut(start - NEAR, start), suffix: cut(end, end + NEAR) };
}

/** The text nodes that the range holds more of than blanks. */
function partsOf(range) {
  const root = range.commonAncestorContainer;
  return (root.data ? [root] : walked(root, NodeFilter.SHOW_TEXT))
    .filter((node) => range.intersectsNode(node))
    .map((node) => ({
      node,
      start: node === range.startContainer ? range.startOffset : 0,
      end: node === range.endContainer ? range.endOffset : node.length,
    }))
    .filter(({ node, start, end }) => node.data.slice(start, end).trim());
}

/** The text nodes that are the block's own words, and its line breaks. */
function nodesOf(block) {
  const own = (node) => (node.data ? node.parentElement : node).closest("[data-block]") === block;
  const nodes = walked(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  return nodes.filter((node) => (node.data || node.localName === "br") && own(node));
}

const textOf = (nodes) => nodes.map((node) => node.data ?? "\n").join("");

function walked(root, what) {
  const nodes = [];
  const walker = document.createTreeWalker(root, what);
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

/** What stands around the marked words, cut between words. */
const lastWords = (text) => (text.length > AROUND ? text.slice(-AROUND).replace(/^\S*\s*/, "… ") : text);
const firstWords = (text) => (text.length > AROUND ? text.slice(0, AROUND).replace(/\s*\S*$/, " …") : text);
