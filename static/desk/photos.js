import { isDeleted, pictureOf, rowsOnPage } from "./photo-list.js";

const { gettext, interpolate, ngettext } = window;
const AT_ONCE = 2;
const AT_MOST = 60;

/** The article's photos: dropped files are uploaded at once and become rows, rows are dragged into order. */
class DeskPhotos extends HTMLElement {
  #waiting = [];
  #running = 0;
  #life = new AbortController();

  connectedCallback() {
    this.#dropBlankRows();
    this.#sortRows();
    this.querySelector(".photo-drop").hidden = false;
    for (const button of this.querySelectorAll("[data-does]")) button.hidden = false;
    const listen = (target, kind, act) => target.addEventListener(kind, act, { signal: this.#life.signal });
    listen(this, "click", (event) => this.#click(event));
    listen(this, "input", (event) => this.#input(event));
    listen(document, "dragover", (event) => this.#drag(event));
    listen(document, "dragleave", () => this.classList.remove("is-over"));
    listen(document, "drop", (event) => this.#drop(event));
    listen(this.closest("form"), "submit", (event) => this.#holdWhileUploading(event));
    // Dragging a row is a change of the form like typing.
    const changed = () => this.dispatchEvent(new Event("input", { bubbles: true }));
    new MutationObserver(changed).observe(this.#list, { childList: true });
    this.#renumber();
  }

  disconnectedCallback() {
    this.#life.abort();
  }

  get #list() {
    return this.querySelector("fieldset");
  }

  get #rows() {
    return [...this.querySelectorAll(".photo-row:not(.empty-form)")];
  }

  #click(event) {
    const row = event.target.closest(".photo-row");
    const act = event.target.closest("[data-does]")?.dataset.does;
    if (act === "credit") this.#shareCredit();
    if (act === "up") this.#previous(row)?.before(row);
    if (act === "down") this.#next(row)?.after(row);
    if (act === "up" || act === "down") event.target.focus();
  }

  #input(event) {
    if (event.target.type === "file" && event.target.multiple) {
      this.#take([...event.target.files]);
      event.target.value = "";
      return;
    }
    this.#renumber();
  }

  #drag(event) {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    this.classList.add("is-over");
  }

  #drop(event) {
    this.classList.remove("is-over");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    this.#take([...event.dataTransfer.files]);
  }

  #take(files) {
    for (const file of files.slice(0, AT_MOST)) this.#waiting.push({ file, line: this.#line(file.name) });
    for (const file of files.slice(AT_MOST)) {
      const sentence = ngettext("At most %s photo at a time.", "At most %s photos at a time.", AT_MOST);
      this.#refuse(this.#line(file.name), file.name, interpolate(sentence, [AT_MOST]));
    }
    this.#uploadNext();
  }

  #line(name) {
    const line = document.createElement("li");
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.ariaLabel = name;
    line.append(name, " ", bar);
    this.querySelector(".photo-uploads").append(line);
    return line;
  }

  #uploadNext() {
    while (this.#running < AT_ONCE && this.#waiting.length) {
      this.#running += 1;
      this.#upload(this.#waiting.shift()).finally(() => {
        this.#running -= 1;
        this.#uploadNext();
      });
    }
    if (!this.#running) this.#chooseLead();
  }

  async #upload({ file, line }) {
    const row = this.#addRow();
    row.classList.add("is-waiting");
    try {
      const picture = await this.#send(file, line.querySelector("progress"));
      this.#fill(row, picture);
      line.remove();
    } catch (refusal) {
      row.remove();
      this.#refuse(line, file.name, refusal.message);
    }
  }

  /** fetch() tells nothing of progress on the way up. */
  #send(file, bar) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const unreachable = () => reject(new Error(gettext("The upload broke off. Try this file again.")));
      request.open("POST", this.dataset.upload);
      request.setRequestHeader("X-CSRFToken", this.closest("form").elements.csrfmiddlewaretoken.value);
      request.responseType = "json";
      request.upload.onprogress = (event) => (bar.value = event.loaded / event.total);
      request.onerror = unreachable;
      request.onload = () => {
        if (request.status === 201) resolve(request.response);
        else if (request.response?.error) reject(new Error(request.response.error));
        else unreachable();
      };
      const form = new FormData();
      form.append("file", file);
      request.send(form);
    });
  }

  /** A row whose file is still on its way would be saved as an empty one. */
  #holdWhileUploading(event) {
    if (!this.#running) return;
    event.preventDefault();
    alert(gettext("Photos are still being uploaded. Save when they have arrived."));
  }

  #refuse(line, name, sentence) {
    const close = document.createElement("button");
    close.type = "button";
    close.className = "photo-dismiss";
    close.ariaLabel = gettext("Dismiss");
    close.textContent = "×";
    close.onclick = () => line.remove();
    line.className = "is-refused";
    line.replaceChildren(`${name}: ${sentence} `, close);
  }

  #addRow() {
    const total = this.closest("form").elements[`${this.dataset.prefix}-TOTAL_FORMS`];
    const blank = this.querySelector(".empty-form");
    const row = blank.cloneNode(true);
    row.classList.remove("empty-form");
    for (const part of [row, ...row.querySelectorAll("*")])
      for (const name of ["id", "name", "for", "value"])
        if (part.getAttribute(name)?.includes("__prefix__"))
          part.setAttribute(name, part.getAttribute(name).replace("__prefix__", total.value));
    total.value = Number(total.value) + 1;
    blank.before(row);
    return row;
  }

  #fill(row, picture) {
    row.classList.remove("is-waiting");
    row.querySelector(".photo-file")?.remove();
    row.querySelector(".photo-thumb").src = picture.thumb;
    pictureOf(row).value = picture.id;
    row.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** The blank row is for those without JavaScript; the server does not miss it. */
  #dropBlankRows() {
    for (const row of this.#rows)
      if (!pictureOf(row).value && !row.classList.contains("errors")) row.remove();
  }

  /** A form that came back with errors has its rows in the order they were made. */
  #sortRows() {
    const number = (row) => Number(row.querySelector("._reorder_").value) || Infinity;
    const rows = this.#rows.sort((one, other) => number(one) - number(other));
    this.querySelector(".empty-form").before(...rows);
  }

  #renumber() {
    const shown = rowsOnPage();
    for (const row of this.#rows) {
      row.classList.toggle("is-deleted", isDeleted(row));
      row.querySelector(".photo-number").textContent = "";
    }
    shown.forEach((row, place) => {
      row.querySelector("._reorder_").value = place + 1;
      row.querySelector(".photo-number").textContent = interpolate(gettext("photo-%s"), [place + 1]);
    });
    document.dispatchEvent(new CustomEvent("desk:photos"));
  }

  /** Files arrive in any order; once all are here, the first in the list leads, unless another one was chosen. */
  #chooseLead() {
    const radios = rowsOnPage().map((row) => row.querySelector("[type=radio]"));
    if (radios.length && !radios.some((radio) => radio.checked)) radios[0].checked = true;
    document.dispatchEvent(new CustomEvent("desk:photos"));
  }

  #shareCredit() {
    const credits = rowsOnPage().map((row) => row.querySelector("[name$=-credit]"));
    const credit = credits.find((input) => input.value)?.value;
    if (!credit) return credits[0]?.focus();
    for (const input of credits) if (!input.value) input.value = credit;
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #previous(row) {
    return this.#rows[this.#rows.indexOf(row) - 1];
  }

  #next(row) {
    return this.#rows[this.#rows.indexOf(row) + 1];
  }
}

customElements.define("desk-photos", DeskPhotos);
