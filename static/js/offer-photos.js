// Takes the photographs of an offer to the site as soon as they are chosen; without this they go with the form.
import { read, write } from "./kept-words.js";

customElements.define("offer-photos", class extends HTMLElement {
  connectedCallback() {
    [this.rows, this.status, this.files] = [".rows", "[role=status]", "[type=file]"].map((which) => this.querySelector(which));
    this.form = this.closest("form");
    this.files.addEventListener("change", () => this.take([...this.files.files]));
    this.rows.addEventListener("change", () => this.keep());
    this.form.addEventListener("submit", (event) => this.wait(event));
    if (this.tokens.length) this.keep();
    else this.restore(read(this.dataset.kept));
  }

  /** The photographs that the form carries, as the site has signed them, without those to be taken away. */
  get tokens() {
    const data = new FormData(this.form);
    return data.getAll("photo").filter((token) => !data.getAll("drop").includes(token));
  }

  keep() {
    if (this.dataset.kept) write(this.dataset.kept, this.tokens);
  }

  async restore(tokens) {
    if (tokens?.length) await this.ask(`${this.dataset.address}?${new URLSearchParams(tokens.map((token) => ["photo", token]))}`).catch(() => {});
  }

  /** One after another: a broken connection loses one, and none is sent twice. */
  async take(files) {
    this.files.value = "";
    const wrong = [];
    this.coming = (async () => {
      for (const file of files) {
        this.status.textContent = this.dataset.coming;
        const body = new FormData();
        for (const name of ["photo", "main", "drop"]) new FormData(this.form).getAll(name).forEach((token) => body.append(name, token));
        body.append("files", file);
        await this.ask(this.dataset.address, { method: "POST", body }).catch(() => wrong.push(`${file.name}: ${this.dataset.failed}`));
        wrong.push(...[...this.rows.querySelectorAll(".wrong")].map((words) => words.textContent));
      }
    })();
    await this.coming;
    this.coming = null;
    this.status.className = wrong.length ? "wrong" : "";
    this.status.textContent = wrong.join(" ");
    this.rows.querySelectorAll(".wrong").forEach((words) => words.remove());
  }

  async ask(address, options) {
    const answer = await fetch(address, options);
    if (!answer.ok && answer.status !== 422) throw answer.status;
    this.rows.innerHTML = await answer.text();
    this.keep();
  }

  /** Whoever sends the form sooner than the photographs are there waits for them. */
  async wait(event) {
    if (!this.coming) return;
    event.preventDefault();
    await this.coming;
    this.form.requestSubmit();
  }
});
