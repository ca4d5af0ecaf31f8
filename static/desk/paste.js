/** What Word, Google Docs and web pages put on the clipboard, as the plain paragraphs, lists and marks they mean. */

const UNWANTED = "style, script, meta, link, title, head > *, o\\:p, img, svg, iframe, object, form, input, button";
const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, blockquote, td, th, div";

export const cleanPasted = (html) => {
  // Inline styles are read here, never applied: under another name they are no matter for the page's policy.
  const inert = html
    .replace(/<!--\[if [^]*?<!\[endif\]-->/g, "")
    .replace(/<style[^]*?<\/style>/gi, "")
    .replace(/(<[^>]*?\s)style\s*=/gi, "$1data-style=");
  const page = new DOMParser().parseFromString(inert, "text/html");
  dropUnwanted(page);
  makeLists(page);
  meanStyles(page);
  unwrapDivisions(page);
  dropEmpty(page);
  return page.body.innerHTML;
};

const styleOf = (element) => (element.dataset.style ?? "").toLowerCase().replace(/\s+/g, "");

const rename = (element, name) => {
  const renamed = element.ownerDocument.createElement(name);
  for (const attribute of ["href", "colspan", "rowspan", "data-style"])
    if (element.hasAttribute(attribute)) renamed.setAttribute(attribute, element.getAttribute(attribute));
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
};

const dropUnwanted = (page) => {
  for (const element of page.querySelectorAll(UNWANTED)) element.remove();
  const comments = page.createNodeIterator(page.body, NodeFilter.SHOW_COMMENT);
  for (let comment = comments.nextNode(); comment; comment = comments.nextNode()) comment.remove();
};

/** Word writes a list as paragraphs with «mso-list:l0 level1» and a bullet or a number of its own in front. */
const makeLists = (page) => {
  let lists = [];
  for (const paragraph of [...page.querySelectorAll("p")]) {
    const level = Number(/mso-list:[^;]*level(\d)/.exec(styleOf(paragraph))?.[1] ?? 0);
    if (!level) {
      lists = [];
      continue;
    }
    if (!lists.length || lists[0].nextElementSibling !== paragraph) lists = [];
    lists.length = Math.min(lists.length, level);
    const kind = takeMarker(paragraph);
    while (lists.length < level) {
      const list = page.createElement(kind);
      const outer = lists.at(-1);
      if (outer) (outer.lastElementChild ?? outer.appendChild(page.createElement("li"))).append(list);
      else paragraph.before(list);
      lists.push(list);
    }
    const item = page.createElement("li");
    const words = page.createElement("p");
    words.append(...paragraph.childNodes);
    item.append(words);
    lists.at(-1).append(item);
    paragraph.remove();
  }
};

const takeMarker = (paragraph) => {
  const marker = [...paragraph.querySelectorAll("span")].find((span) => styleOf(span).includes("mso-list:ignore"));
  const sign = (marker ?? paragraph).textContent.trim();
  if (marker) marker.remove();
  else stripSign(paragraph);
  return /^(\d+|[a-zа-я])[.)]/i.test(sign) ? "ol" : "ul";
};

const stripSign = (paragraph) => {
  const text = paragraph.ownerDocument.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
  if (text) text.data = text.data.replace(/^\s*(?:[·•▪◦o§–-]|\d+[.)]|[a-zа-я][.)])[\s\u00a0]+/i, "");
};

/** Google Docs says bold and italic by styles, and wraps everything in a <b> that is not bold. */
const meanStyles = (page) => {
  for (const element of [...page.querySelectorAll("b, strong, i, em, span, font, u, h1, h4, h5, h6")]) {
    const style = styleOf(element);
    const heading = /^H[1-6]$/.test(element.tagName);
    if (heading) {
      rename(element, element.tagName === "H1" ? "h2" : "h3");
      continue;
    }
    const bold = /font-weight:(bold|[6-9]00)/.test(style) || (/^(B|STRONG)$/.test(element.tagName) && !/font-weight:(normal|400)/.test(style));
    const italic = /font-style:italic/.test(style) || (/^(I|EM)$/.test(element.tagName) && !/font-style:normal/.test(style));
    wrap(element, bold && !element.closest("h2, h3"), italic);
  }
};

const wrap = (element, bold, italic) => {
  const page = element.ownerDocument;
  let content = [...element.childNodes];
  for (const name of [italic && "em", bold && "strong"].filter(Boolean)) {
    const mark = page.createElement(name);
    mark.append(...content);
    content = [mark];
  }
  element.replaceWith(...content);
};

/** A <div> or a wrapper around blocks says nothing; one around words is a paragraph. Two line breaks part paragraphs. */
const unwrapDivisions = (page) => {
  for (const element of [...page.body.querySelectorAll("div, section, article, main, header, footer, center, strong, em")].reverse()) {
    if (element.querySelector(`${BLOCKS}, ul, ol, table`)) element.replaceWith(...element.childNodes);
    else if (!/^(STRONG|EM)$/.test(element.tagName)) rename(element, "p");
  }
  for (const paragraph of [...page.querySelectorAll("p")]) partAtBreaks(paragraph);
};

const partAtBreaks = (paragraph) => {
  for (const first of [...paragraph.querySelectorAll(":scope > br")]) {
    const second = first.nextSibling?.nodeName === "BR" ? first.nextSibling : null;
    if (!second) continue;
    const before = paragraph.ownerDocument.createElement("p");
    while (paragraph.firstChild !== first) before.append(paragraph.firstChild);
    first.remove();
    second.remove();
    paragraph.before(before);
  }
};

const dropEmpty = (page) => {
  for (const between of [...page.body.childNodes]) if (between.nodeName === "BR") between.remove();
  for (const block of [...page.querySelectorAll("p, h2, h3, li, blockquote, ul, ol")].reverse()) {
    for (const edge of ["firstChild", "lastChild"]) while (block[edge]?.nodeName === "BR") block[edge].remove();
    if (!block.textContent.replace(/[\s\u00a0]+/g, "")) block.remove();
  }
  for (const element of page.querySelectorAll("*"))
    for (const { name } of [...element.attributes])
      if (!["href", "colspan", "rowspan", "data-photo", "data-embed"].includes(name)) element.removeAttribute(name);
};
