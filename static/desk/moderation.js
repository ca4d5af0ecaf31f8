/** The queue under the hands: its forms work without leaving the page, its keys are named by their place. */

const STEPS = { KeyJ: 1, KeyK: -1 };

class DeskModeration extends HTMLElement {
  #life = new AbortController();

  connectedCallback() {
    const signal = this.#life.signal;
    this.addEventListener("submit", (event) => this.#send(event), { signal });
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.#waiting[0]?.focus({ preventScroll: true });
  }

  disconnectedCallback() {
    this.#life.abort();
  }

  get #waiting() {
    return [...this.querySelectorAll(".mod-row:not(.is-decided)")];
  }

  get #row() {
    return document.activeElement?.closest(".mod-row");
  }

  async #send(event) {
    const form = event.target;
    if ("plain" in form.dataset) return;
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    const row = form.closest(".mod-row");
    const next = row && (this.#waiting[this.#waiting.indexOf(row) + 1] ?? this.#waiting.at(-2));
    try {
      const body = new FormData(form, event.submitter);
      const reply = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body });
      const { said, rows, open } = await reply.json();
      if (open) return location.assign(open);
      for (const [id, html] of Object.entries(rows)) if (reply.ok || !this.#isTyped(id)) this.#redraw(id, html);
      this.#say(said, !reply.ok);
      if (!reply.ok) this.#asksFirst(form)?.focus();
      if (!document.activeElement?.closest(".mod-row")) (this.#stays(row) ?? next ?? this.#waiting[0])?.focus();
    } catch {
      this.#say(this.dataset.failed, true);
    }
    form.ariaBusy = "false";
  }

  /** The row of a decision that was not taken, or was taken back, is read again. */
  #stays(row) {
    const now = row && document.getElementById(row.id);
    return now?.classList.contains("is-decided") ? null : now;
  }

  /** Whether words stand in a row that are nowhere else: a refusal must not cost them. */
  #isTyped(id) {
    const fields = document.getElementById(id)?.querySelectorAll("textarea, input") ?? [];
    return [...fields].some((field) => field.value !== field.defaultValue);
  }

  /** The list of a form that has to be chosen from first. */
  #asksFirst(form) {
    return [...form.querySelectorAll("select")].find((list) => !list.value);
  }

  #redraw(id, html) {
    const fresh = new DOMParser().parseFromString(`<ol>${html}</ol>`, "text/html").querySelector("li");
    document.getElementById(id)?.replaceWith(document.adoptNode(fresh));
  }

  #say(said, isWrong) {
    const line = this.querySelector(".mod-said");
    line.textContent = said;
    line.classList.toggle("is-wrong", isWrong);
  }

  #key(event) {
    if (event.repeat && !STEPS[event.code]) return; // a key held too long must not decide on what nobody has read
    if (event.ctrlKey && event.key === "Enter") return event.target.closest("textarea, select")?.form?.requestSubmit();
    if (event.key === "Escape") return this.#close();
    const types = event.target.closest("textarea, select, input:not([type=radio])");
    if (types || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const does = event.key === "?" ? () => document.querySelector("#desk-shortcuts").showModal() : this.#deed(event.code);
    if (!does) return;
    event.preventDefault();
    does();
  }

  #deed(code) {
    if (STEPS[code]) return () => this.#step(STEPS[code]);
    if (code.startsWith("Digit")) return this.#digit(Number(code.slice(5)) - 1);
    const place = code === "KeyZ" ? this : (this.#row ?? this.#waiting[0]);
    const button = place?.querySelector(`[data-key=${code}]`);
    return button && (() => this.#press(button));
  }

  #press(button) {
    const row = button.closest(".mod-row");
    for (const open of row?.querySelectorAll("details[open]") ?? []) if (!open.contains(button)) open.open = false;
    if (row && button.localName === "summary") row.focus({ preventScroll: true });
    button.click();
    if (button.localName !== "summary") return;
    const opened = button.parentElement;
    (this.#asksFirst(opened) ?? opened.querySelector("textarea"))?.focus();
  }

  /** The digit chooses in the first list that has no choice yet. */
  #digit(place) {
    const lists = [...(this.#row?.querySelectorAll("details[open] [data-digits]") ?? [])];
    const list = lists.find((one) => !one.querySelector("input:checked"));
    const chosen = list?.querySelectorAll("input, button")[place];
    return chosen && (() => chosen.click());
  }

  #step(by) {
    const rows = [...this.querySelectorAll(".mod-row")];
    const row = rows[rows.indexOf(this.#row) + by] ?? this.#row;
    row?.focus();
    row?.scrollIntoView({ block: "nearest" });
  }

  #close() {
    const open = this.#row?.querySelector("details[open]");
    if (!open) return;
    open.open = false;
    this.#row.focus();
  }
}

customElements.define("desk-moderation", DeskModeration);
