/** Loads the style of the dialog and of the thanks, once; without it they are plain but whole. */
export function styled({ dataset }) {
  const known = document.querySelector(`link[href="${dataset.styles}"]`);
  if (known) return Promise.resolve();
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: dataset.styles });
  const loaded = new Promise((resolve) => {
    link.onload = link.onerror = () => resolve();
  });
  document.head.append(link);
  return loaded;
}
