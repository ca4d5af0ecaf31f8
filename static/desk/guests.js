/** The panel of preview links: its forms work without leaving the page, so that an article's form keeps what was typed. */

class Guests extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", this.#send);
    this.addEventListener("click", this.#copy);
    this.#showButtons();
  }

  disconnectedCallback() {
    this.removeEventListener("submit", this.#send);
    this.removeEventListener("click", this.#copy);
  }

  #send = async (event) => {
    event.preventDefault();
    const form = event.target;
    const button = event.submitter;
    if (button) button.disabled = true;
    try {
      const reply = await fetch(form.action, { method: "POST", body: new FormData(form) });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      const fresh = page.querySelector("desk-guests");
      if (!fresh) throw new Error("no panel in the answer");
      this.replaceChildren(...fresh.childNodes);
      this.#showButtons();
      (this.querySelector(".errorlist + input, .guest-new button") ?? this).focus({ preventScroll: true });
    } catch {
      if (button) button.disabled = false;
      this.#say(this.dataset.failed);
    }
  };

  #copy = async (event) => {
    const button = event.target.closest("[data-does=copy]");
    if (!button) return;
    const address = button.parentElement.querySelector("input");
    address.select();
    await navigator.clipboard.writeText(address.value);
    this.#say(this.dataset.copied);
  };

  #say(text) {
    this.querySelector(".guests-said").textContent = text;
  }

  #showButtons() {
    // Browsers give the clipboard to pages that came over https, or from this very machine.
    for (const button of this.querySelectorAll("[data-does=copy]")) button.hidden = !navigator.clipboard;
  }
}

customElements.define("desk-guests", Guests);
