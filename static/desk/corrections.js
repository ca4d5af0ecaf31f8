/** What readers found wrong in the open article: a click leads to the words in the editor, which are then selected. */

const LINES = { headline: "id_headline", kicker: "id_kicker", lead: "id_lead" };

/** Where the words stand that have `nth` of their like before them, or the last of those that are left. */
function place(text, words, nth) {
  let start = text.indexOf(words);
  for (let n = 0; n < nth && text.indexOf(words, start + 1) > start; n += 1) start = text.indexOf(words, start + 1);
  return start;
}

class DeskCorrections extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.#show(event.target.closest("button")?.parentElement));
    const asked = this.dataset.open && this.querySelector(`#correction-${CSS.escape(this.dataset.open)}`);
    asked?.classList.add("is-open");
    if (asked) this.#whenReady(() => this.#show(asked));
  }

  /** The editor builds itself after the page has come. */
  #whenReady(then) {
    if (document.querySelector(".ProseMirror")) return then();
    const watch = new MutationObserver(() => {
      if (!document.querySelector(".ProseMirror")) return;
      watch.disconnect();
      then();
    });
    watch.observe(document.body, { childList: true, subtree: true });
  }

  #show(item) {
    if (!item?.dataset.quote) return;
    const { quote, block, nth } = item.dataset;
    const field = block in LINES ? document.getElementById(LINES[block]) : this.#caption(quote, block);
    if (field) this.#inField(field, quote, nth);
    else this.#inText(quote, Number(block), nth);
  }

  #caption(quote, block) {
    if (!block.startsWith("photo-")) return null;
    return [...document.querySelectorAll("[name$=-caption]")].find((field) => field.value.includes(quote));
  }

  #inField(field, quote, nth) {
    const start = Math.max(0, place(field.value, quote, nth));
    field.focus();
    field.setSelectionRange(start, start + quote.length);
    field.scrollIntoView({ block: "center" });
  }

  #inText(quote, number, nth) {
    const blocks = [...document.querySelectorAll(".ProseMirror :is(p, h2, h3, td, th)")].filter((one) => one.textContent.trim());
    const block = [blocks[number - 1], ...blocks].find((one) => one?.textContent.includes(quote));
    if (!block) return;
    const range = this.#range(block, place(block.textContent, quote, nth), quote.length);
    block.closest(".ProseMirror").focus();
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    block.scrollIntoView({ block: "center" });
  }

  #range(block, start, length) {
    const range = document.createRange();
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let offset = 0; walker.nextNode(); offset += walker.currentNode.length) {
      const node = walker.currentNode;
      const within = (place) => place >= offset && place <= offset + node.length;
      if (within(start)) range.setStart(node, start - offset);
      if (within(start + length)) {
        range.setEnd(node, start + length - offset);
        break;
      }
    }
    return range;
  }
}

customElements.define("desk-corrections", DeskCorrections);
