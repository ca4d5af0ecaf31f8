// Words selected in the article can be taken into a comment: a button offers it while they are selected.
const MOST = 400;

customElements.define("quote-button", class extends HTMLElement {
  connectedCallback() {
    this.form = document.querySelector("comment-form");
    document.addEventListener("selectionchange", () => this.look());
    this.addEventListener("pointerdown", (event) => event.preventDefault()); // which would let the selection go
    this.addEventListener("click", () => this.take());
    this.look();
  }

  look() {
    const prose = document.querySelector(".prose");
    const selection = getSelection();
    const within = [selection.anchorNode, selection.focusNode].every((node) => prose.contains(node));
    this.words = within ? String(selection).replace(/\s+/g, " ").trim().slice(0, MOST) : "";
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
