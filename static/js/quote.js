// Words selected in the article can be taken into a comment: a button offers it while they are selected.
const MOST = 400;
const NOT_ITS_WORDS = "figure, .embed";
const PARTED = "p, h2, h3, li, th, td, br";

customElements.define("quote-button", class extends HTMLElement {
  connectedCallback() {
    this.form = document.querySelector("comment-form");
    document.addEventListener("selectionchange", () => this.look());
    this.addEventListener("pointerdown", (event) => event.preventDefault()); // which would let the selection go
    this.addEventListener("click", () => this.take());
    this.look();
  }

  look() {
    this.words = wordsOf(getSelection()).replace(/\s+/g, " ").trim().slice(0, MOST);
    this.hidden = !this.words || !this.form;
  }

  take() {
    const { words } = this;
    this.form.answer(null);
    this.form.quote(words);
    this.form.fields.text.focus();
    this.form.scrollIntoView({ block: "center" });
  }
});

/** What is selected of the article's text, without what photos and posts elsewhere say between its lines. */
function wordsOf(selection) {
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  const around = range?.commonAncestorContainer;
  const within = around?.closest ? around : around?.parentElement;
  if (!within?.closest(".prose") || within.closest(NOT_ITS_WORDS)) return "";
  const chosen = range.cloneContents();
  chosen.querySelectorAll(NOT_ITS_WORDS).forEach((part) => part.remove());
  chosen.querySelectorAll(PARTED).forEach((part) => (part.before(" "), part.after(" ")));
  return chosen.textContent;
}
