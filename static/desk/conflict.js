/** Copies one side of a conflict; writing in the third place chooses it. */

const { gettext } = window;

class DeskCopy extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", () => this.copy());
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.getAttribute("text"));
      this.say(gettext("Copied."));
    } catch {
      this.say(gettext("The browser did not let us copy. Select the text and copy it by hand."));
    }
  }

  say(words) {
    this.querySelector("[role=status]").textContent = words;
  }
}

customElements.define("desk-copy", DeskCopy);

for (const written of document.querySelectorAll(".conflict-edited")) {
  const choose = () => (written.closest(".conflict").querySelector("[type=radio][value=edited]").checked = true);
  written.addEventListener("input", choose);
  written.addEventListener("keydown", (event) => event.key.length === 1 && choose());
}
