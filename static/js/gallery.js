// Turns the pages of a gallery by arrow keys and swipes, without loading the whole page again.
const SWIPE = 50;

customElements.define("photo-gallery", class extends HTMLElement {
  connectedCallback() {
    this.stop = new AbortController();
    const { signal } = this.stop;
    document.addEventListener("keydown", (event) => this.press(event), { signal });
    this.addEventListener("click", (event) => this.follow(event), { signal });
    this.addEventListener("pointerdown", (event) => (this.start = event.isPrimary && event), { signal });
    this.addEventListener("pointerup", (event) => this.swipe(event), { signal });
    this.addEventListener("pointercancel", () => (this.start = null), { signal });
    this.settle();
  }

  disconnectedCallback() {
    this.stop.abort();
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === "ArrowLeft") this.turn("prev");
    if (event.key === "ArrowRight") this.turn("next");
    if (event.key === "Escape") this.querySelector(".close").click();
  }

  follow(event) {
    const link = event.target.closest(".turn a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.show(link.href, link.rel);
  }

  swipe(event) {
    if (!this.start || event.pointerType === "mouse" || event.pointerId !== this.start.pointerId) return;
    const across = event.clientX - this.start.clientX;
    const along = Math.abs(event.clientY - this.start.clientY);
    this.start = null;
    if (Math.abs(across) > SWIPE && Math.abs(across) > along) this.turn(across < 0 ? "next" : "prev");
  }

  turn(rel) {
    const link = this.querySelector(`.turn [rel=${rel}]`);
    if (link) this.show(link.href, rel);
  }

  async show(address, rel) {
    this.wanted = address;
    const other = await this.page(address);
    if (this.wanted !== address) return;
    const main = other?.querySelector("photo-gallery main");
    if (!main) return location.assign(address);
    const hadFocus = this.contains(document.activeElement);
    this.querySelector("main").replaceWith(document.importNode(main, true));
    document.title = other.title;
    history.replaceState(null, "", address);
    this.settle();
    if (hadFocus) (this.querySelector(`.turn [rel=${rel || "none"}]`) ?? this.current).focus({ preventScroll: true });
    this.querySelector("[role=status]").textContent = this.querySelector("figcaption").innerText;
  }

  /** The document at an address, asked for once; null when it cannot be had. */
  page(address) {
    const parse = (text) => new DOMParser().parseFromString(text, "text/html");
    this.pages ??= new Map();
    if (!this.pages.has(address)) this.pages.set(address, fetch(address).then((answer) => answer.ok ? answer.text().then(parse) : null).catch(() => null));
    return this.pages.get(address);
  }

  get current() {
    return this.querySelector(".strip [aria-current]");
  }

  /** Brings the current frame of the strip into view and has the neighbours' pictures ready before they are wanted. */
  settle() {
    const strip = this.querySelector(".strip");
    strip.scrollLeft = this.current.offsetLeft - strip.offsetLeft - (strip.clientWidth - this.current.clientWidth) / 2;
    this.ahead = [...this.querySelectorAll(".turn > a")].map(async (link) => {
      const picture = (await this.page(link.href))?.querySelector(".stage picture");
      return picture && document.importNode(picture, true);
    });
  }
});
