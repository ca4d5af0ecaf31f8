// Shows the phone of an ad in place of its button; without this, the form leads to a page that shows it.
customElements.define("offer-phone", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form?.addEventListener("submit", (event) => this.ask(event));
  }

  async ask(event) {
    event.preventDefault();
    if (this.busy) return; else this.busy = true;
    try {
      const answer = await fetch(this.form.action, { method: "POST", headers: { Accept: "application/json" } });
      const { html } = await answer.json();
      const shown = document.createElement("div");
      shown.setAttribute("role", "status");
      this.replaceChildren(shown);
      shown.innerHTML = html;
      shown.querySelector("a")?.focus();
    } catch {
      this.form.submit();
    }
  }
});
