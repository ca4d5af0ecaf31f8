/** The body's two own blocks: a photo of the article, and a post or video of another site. */

import { Node, Plugin, TrailingNode, pm } from "django-prose-editor/editor";
import { photosOnPage } from "./photo-list.js";

const { gettext, interpolate } = window;
const PROVIDERS = {
  "www.youtube.com": "YouTube",
  "t.me": "Telegram",
  "www.instagram.com": "Instagram",
  "vk.com": "VK",
  "x.com": "X",
};
const ADDRESS = /^https?:\/\/\S+$/;

const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

export const PhotoRef = Node.create({
  name: "photoRef",
  group: "block",
  atom: true,
  draggable: true,
  priority: 10,

  addAttributes: () => ({
    photo: { parseHTML: (figure) => figure.dataset.photo, renderHTML: ({ photo }) => ({ "data-photo": photo }) },
  }),

  parseHTML: () => [{ tag: "figure[data-photo]" }],

  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes],

  // A line to write on below a photo that ends the text; the server drops it when it stays empty.
  addExtensions: () => [TrailingNode],

  addNodeView: () => ({ node }) => {
    const dom = make("figure", { className: "photo-ref" });
    const show = () => dom.replaceChildren(...photoCard(node.attrs.photo));
    show();
    document.addEventListener("desk:photos", show);
    return { dom, destroy: () => document.removeEventListener("desk:photos", show), ignoreMutation: () => true };
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "photo",
      groups: "story",
      button: buttons.material("add_photo_alternate", gettext("Insert a photo")),
      command: choosePhoto,
    });
    menu.defineItem({
      name: "table",
      groups: "table",
      priority: 200,
      button: buttons.material("grid_on", "Insert table"),
      command: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
    });
  },
});

export const Embed = Node.create({
  name: "embed",
  group: "block",
  atom: true,
  draggable: true,
  priority: 9,

  addAttributes: () => ({
    address: { parseHTML: (block) => block.dataset.embed, renderHTML: ({ address }) => ({ "data-embed": address }) },
  }),

  parseHTML: () => [{ tag: "div[data-embed]" }],

  renderHTML: ({ HTMLAttributes }) => ["div", HTMLAttributes],

  addNodeView: () => ({ node }) => ({ dom: embedCard(node.attrs.address), ignoreMutation: () => true }),

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "embed",
      groups: "story",
      button: buttons.material("smart_display", gettext("Insert a post or a video")),
      command: askForAddress,
    });
  },

  addProseMirrorPlugins() {
    return [new Plugin({ props: { handlePaste: (view, event) => pasteAddress(this.editor, event) } })];
  },
});

function photoCard(id) {
  const photo = photosOnPage().find((one) => one.id === id);
  if (!photo) return [make("figcaption", { className: "is-missing" }, gettext("This photo is not in the article: readers see nothing here."))];
  const name = make("strong", {}, interpolate(gettext("photo-%s"), [photo.number]));
  return [make("img", { src: photo.thumb, alt: "" }), make("figcaption", {}, name, " ", photo.caption)];
}

function embedCard(address) {
  const provider = PROVIDERS[URL.canParse(address) ? new URL(address).hostname : ""] ?? "";
  return make("div", { className: "embed-card" }, make("strong", {}, provider), " ", address);
}

function choosePhoto(editor) {
  const photos = photosOnPage();
  const placed = placedIn(editor);
  const choices = photos.map((photo) =>
    make(
      "button",
      { type: "button", className: placed.has(photo.id) ? "is-placed" : "", onclick: () => insert([photo]) },
      make("img", { src: photo.thumb, alt: "" }),
      interpolate(gettext("photo-%s"), [photo.number]),
      placed.has(photo.id) ? ` ${gettext("(in the text)")}` : "",
    ),
  );
  const rest = photos.filter((photo) => !placed.has(photo.id) && !photo.leads);
  const spread = make("button", { type: "button", className: "button", disabled: !rest.length }, gettext("Put all the rest between the paragraphs"));
  const content = photos.length
    ? [make("div", { className: "photo-choices" }, ...choices), spread]
    : [make("p", {}, gettext("Drop photos on this page first."))];
  const dialog = openDialog(gettext("Insert a photo"), content);
  spread.addEventListener("click", () => {
    dialog.close();
    spreadOut(editor, rest);
  });
  const insert = ([photo]) => {
    dialog.close();
    insertBlock(editor, "photoRef", { photo: photo.id });
  };
}

function askForAddress(editor) {
  const field = make("input", { type: "url", required: true, className: "vTextField", id: "embed-address" });
  const refusal = make("p", { className: "errornote", hidden: true, role: "alert" });
  const submit = make("button", { className: "button default" }, gettext("Insert"));
  const label = make("label", { htmlFor: "embed-address" }, gettext("Address of the post or video"));
  const form = make("form", { noValidate: true }, label, field, refusal, submit);
  const dialog = openDialog(gettext("Insert a post or a video"), [form]);
  field.focus();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { address, error } = await recognise(field.value.trim());
    refusal.hidden = !error;
    refusal.textContent = error ?? "";
    if (!address) return;
    dialog.close();
    insertBlock(editor, "embed", { address });
  });
}

function openDialog(title, content) {
  const close = make("button", { type: "button", className: "desk-dialog-close", ariaLabel: gettext("Close"), textContent: "×" });
  const dialog = make("dialog", { className: "desk-dialog", ariaLabel: title }, close, make("h2", {}, title), ...content);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

async function recognise(address) {
  try {
    const { recognise: view } = document.querySelector("[data-recognise]").dataset;
    const answer = await fetch(`${view}?address=${encodeURIComponent(address)}`);
    return await answer.json();
  } catch {
    return { error: gettext("The server did not answer. Try again.") };
  }
}

/** An address pasted on an empty line becomes a card when it is one we know, and stays words when it is not. */
function pasteAddress(editor, event) {
  const text = event.clipboardData.getData("text/plain").trim();
  const { $from, empty } = editor.state.selection;
  const onEmptyLine = empty && $from.depth === 1 && $from.parent.type.name === "paragraph" && !$from.parent.content.size;
  if (!onEmptyLine || !ADDRESS.test(text)) return false;
  recognise(text).then(({ address }) => {
    if (address) insertBlock(editor, "embed", { address });
    else editor.chain().focus().insertContent({ type: "text", text }).run();
  });
  return true;
}

/** Put the block where the cursor is: in place of an empty line, else below the paragraph. */
function insertBlock(editor, type, attrs) {
  const { $from } = editor.state.selection;
  const block = editor.schema.nodes[type].create(attrs);
  const onEmptyLine = $from.depth === 1 && !$from.parent.content.size;
  const [from, to] = $from.depth === 0 ? [$from.pos, $from.pos] : [$from.before(1), $from.after(1)];
  const { tr } = editor.state;
  if (onEmptyLine) tr.replaceWith(from, to, block);
  else tr.insert(to, block);
  const end = tr.mapping.map(to);
  if (end >= tr.doc.content.size) tr.insert(end, editor.schema.nodes.paragraph.create());
  tr.setSelection(pm.state.Selection.near(tr.doc.resolve(end), 1));
  editor.view.dispatch(tr.scrollIntoView());
  editor.view.focus();
}

function placedIn(editor) {
  const placed = new Set();
  editor.state.doc.descendants((node) => {
    if (node.type.name === "photoRef") placed.add(node.attrs.photo);
  });
  return placed;
}

/** Spread photos evenly over the ends of the paragraphs, in their order. */
function spreadOut(editor, photos) {
  const { tr } = editor.state;
  const ends = [];
  editor.state.doc.forEach((node, start) => {
    if (node.type.name === "paragraph" && node.content.size) ends.push(start + node.nodeSize);
  });
  if (!ends.length) ends.push(0);
  photos.forEach((photo, place) => {
    const end = ends[Math.min(ends.length - 1, Math.floor((place * ends.length) / photos.length))];
    tr.insert(tr.mapping.map(end), editor.schema.nodes.photoRef.create({ photo: photo.id }));
  });
  editor.view.dispatch(tr);
}
