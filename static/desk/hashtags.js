const { gettext, interpolate, ngettext } = window;

const split = (text) => text.split(/[,;#\n]/).map((name) => name.trim().replace(/\s+/g, "_")).filter(Boolean);
const keyOf = (name) => name.toLocaleLowerCase().replaceAll("_", "").replaceAll("ё", "е");

/** Hashtags as chips over a plain text field, with suggestions of those that are known. */
class HashtagField extends HTMLElement {
  #names = [];
  #asking = null;

  connectedCallback() {
    this.stored = this.querySelector("input");
    this.typed = this.stored.cloneNode();
    this.stored.type = "hidden";
    this.stored.removeAttribute("id");
    this.typed.removeAttribute("name");
    this.typed.value = "";
    this.typed.autocomplete = "off";
    this.typed.setAttribute("role", "combobox");
    this.typed.setAttribute("aria-autocomplete", "list");
    this.typed.setAttribute("aria-expanded", "false");
    this.chips = Object.assign(document.createElement("ul"), { className: "hashtag-chips" });
    this.offers = Object.assign(document.createElement("ul"), { className: "hashtag-offers", id: `${this.typed.id}_offers` });
    this.offers.setAttribute("role", "listbox");
    this.offers.ariaLabel = gettext("Known hashtags");
    this.typed.setAttribute("aria-controls", this.offers.id);
    this.append(this.chips, this.typed, this.offers);
    this.typed.addEventListener("input", (event) => this.#input(event));
    this.typed.addEventListener("keydown", (event) => this.#key(event));
    this.typed.addEventListener("paste", (event) => this.#paste(event));
    this.typed.addEventListener("blur", () => this.#add(this.typed.value));
    // Ctrl+S saves without leaving the field.
    this.closest("form").addEventListener("submit", () => this.#add(this.typed.value));
    this.offers.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.#add(event.target.closest("li")?.dataset.name ?? "");
    });
    this.#names = split(this.stored.value);
    this.#show();
  }

  #input(event) {
    event.stopPropagation();
    if (/[,;\n]|[^\s#]\s|\S#/.test(this.typed.value)) this.#add(this.typed.value);
    else this.#ask();
  }

  #key(event) {
    const chosen = this.offers.querySelector("[aria-selected=true]");
    if (event.key === "Enter") {
      event.preventDefault();
      this.#add(chosen?.dataset.name ?? this.typed.value);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.#move(chosen, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") this.#offer([]);
    else if (event.key === "Backspace" && !this.typed.value) this.#remove(this.#names.at(-1));
  }

  #paste(event) {
    event.preventDefault();
    this.#add(event.clipboardData.getData("text"));
  }

  #move(chosen, step) {
    const all = [...this.offers.children];
    const next = all.at((all.indexOf(chosen) + step + (chosen || step > 0 ? 0 : 1)) % all.length);
    chosen?.removeAttribute("aria-selected");
    next?.setAttribute("aria-selected", "true");
    this.typed.setAttribute("aria-activedescendant", next?.id ?? "");
  }

  #add(text) {
    for (const name of split(text)) if (!this.#names.some((known) => keyOf(known) === keyOf(name))) this.#names.push(name);
    this.typed.value = "";
    this.#offer([]);
    this.#store();
  }

  #remove(name) {
    this.#names = this.#names.filter((known) => known !== name);
    this.#store();
    this.typed.focus();
  }

  #store() {
    const value = this.#names.map((name) => `#${name}`).join(" ");
    if (value === this.stored.value) return;
    this.stored.value = value;
    this.#show();
    this.stored.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #show() {
    this.chips.replaceChildren(
      ...this.#names.map((name) => {
        const chip = document.createElement("li");
        const remove = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
        remove.ariaLabel = interpolate(gettext("Remove #%s"), [name]);
        remove.onclick = () => this.#remove(name);
        chip.append(`#${name} `, remove);
        return chip;
      }),
    );
  }

  async #ask() {
    this.#asking?.abort();
    const [name] = split(this.typed.value);
    if (!name) return this.#offer([]);
    this.#asking = new AbortController();
    const address = `${this.dataset.suggestions}?q=${encodeURIComponent(name)}`;
    try {
      const answer = await fetch(address, { signal: this.#asking.signal });
      this.#offer(answer.ok ? (await answer.json()).hashtags : []);
    } catch (error) {
      if (error.name !== "AbortError") this.#offer([]);
    }
  }

  #offer(hashtags) {
    this.typed.setAttribute("aria-expanded", String(hashtags.length > 0));
    this.typed.removeAttribute("aria-activedescendant");
    this.offers.replaceChildren(
      ...hashtags.map(({ name, number }, place) => {
        const offer = Object.assign(document.createElement("li"), { id: `${this.offers.id}_${place}` });
        const count = document.createElement("small");
        count.textContent = interpolate(ngettext("%s article", "%s articles", number), [number]);
        offer.dataset.name = name;
        offer.setAttribute("role", "option");
        offer.append(`#${name} `, count);
        return offer;
      }),
    );
  }
}

customElements.define("hashtag-field", HashtagField);
