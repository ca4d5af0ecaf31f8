// The heart beside an ad, and how many the reader keeps.
import { all, Following, has, toggle } from "./favourites.js";

customElements.define("keep-ad", class extends Following {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.button.addEventListener("click", () => this.press());
    super.connectedCallback();
  }

  show() {
    this.button.ariaPressed = has(this.dataset.ad);
  }

  press() {
    const { ad, address } = this.dataset;
    // Its author learns how many, not who; that it could not be told is no reason to lose it.
    if (toggle(ad) && address) fetch(address, { method: "POST", keepalive: true }).catch(() => {});
  }
});

customElements.define("kept-count", class extends Following {
  show() {
    this.textContent = all().length || "";
  }
});
