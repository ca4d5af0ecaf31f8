// The page of what a reader keeps: its rows are drawn by the site, and only what is new here is asked for.
import { all, Following } from "./favourites.js";

customElements.define("kept-ads", class extends Following {
  /** A row whose heart was let go stays until the page is opened again: a press may have been a slip. */
  async show() {
    const ids = all();
    const shown = [...this.querySelectorAll("[data-offer]")].map((row) => row.dataset.offer);
    if (shown.length && ids.every((id) => shown.includes(id))) return;
    if (!ids.length) return this.say("nothing");
    this.asked = ids.join();
    try {
      const answer = await fetch(`${this.dataset.address}?ads=${ids}`);
      if (!answer.ok) throw answer.status;
      if (this.asked !== ids.join()) return; // asked again meanwhile
      this.put(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
    } catch {
      if (!shown.length) this.say("failure");
    }
  }

  say(what) {
    this.put(this.querySelector(`template[data-for=${what}]`).content.cloneNode(true));
  }

  put(...nodes) {
    this.replaceChildren(...this.querySelectorAll("template"), ...nodes);
  }
});
