/*
 * Suggestions below a box while somebody types a scrap of a person (ARIA combobox with a list box).
 *
 *   GET url?q=…  ->  <li role="option" data-url="…" data-line="HV000123 Nguyễn Văn An (B · P1 · G2)">…</li> …
 *
 * One question for each pause in typing; an older one that is still under way is given up. Arrow keys move,
 * Enter chooses the marked line, Escape closes. With one answer alone that one is marked at once.
 */

const WAIT_MS = 150;

export class PeopleSearch {
  /**
   * @param {HTMLInputElement} box
   * @param {HTMLElement} list an empty list box
   * @param {HTMLElement} status read out by screen readers
   * @param {{url: string, none: string, found: string, failed: string, all?: boolean}} words all: offer the page with all results
   * @param {(option: HTMLElement) => void} choose
   */
  constructor(box, list, status, words, choose) {
    Object.assign(this, { box, list, status, words, choose, marked: -1 });
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, "aria-haspopup": "listbox" };
    for (const [name, value] of Object.entries(roles)) box.setAttribute(name, value);
    box.addEventListener("input", () => this.typed());
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("blur", () => this.close());
    list.addEventListener("mousedown", (event) => {
      event.preventDefault(); // the box keeps the focus
      const option = event.target.closest("[role='option']");
      if (option && event.button === 0) this.take(option);
    });
  }

  get options() {
    return [...this.list.querySelectorAll("[role='option']")];
  }

  typed() {
    window.clearTimeout(this.timer);
    this.asking?.abort();
    const text = this.box.value.trim();
    if (text) this.timer = window.setTimeout(() => this.ask(text), WAIT_MS);
    else this.close();
  }

  async ask(text) {
    this.asking?.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    const url = new URL(this.words.url, window.location.href);
    url.searchParams.set("q", text);
    try {
      const answer = await fetch(url, { signal, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const lines = await answer.text();
      if (!signal.aborted) this.show(lines);
    } catch {
      if (!signal.aborted) this.show("", this.words.failed);
    }
  }

  show(lines, note = this.words.none) {
    this.list.innerHTML = lines;
    if (!this.words.all) this.list.querySelector("[data-all]")?.remove();
    const { options } = this;
    options.forEach((option, place) => (option.id = `${this.list.id}-${place}`));
    if (!options.length) {
      const line = Object.assign(document.createElement("li"), { className: "found-none", textContent: note });
      line.setAttribute("role", "presentation");
      this.list.replaceChildren(line);
    }
    this.list.hidden = false;
    this.box.setAttribute("aria-expanded", "true");
    const people = options.filter((option) => !("all" in option.dataset)).length;
    this.status.textContent = people ? `${people} ${this.words.found}` : note;
    this.mark(options.length === 1 ? 0 : -1);
  }

  mark(place) {
    this.marked = place;
    this.options.forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === place));
      if (at === place) option.scrollIntoView({ block: "nearest" });
    });
    if (place < 0) this.box.removeAttribute("aria-activedescendant");
    else this.box.setAttribute("aria-activedescendant", `${this.list.id}-${place}`);
  }

  key(event) {
    if (this.list.hidden) return;
    const count = this.options.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      event.stopPropagation(); // arrows also lead through the lists of a page
      if (!count) return;
      const from = this.marked < 0 && event.key === "ArrowUp" ? count : this.marked;
      this.mark((from + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
    } else if (event.key === "Enter" && this.marked >= 0) {
      event.preventDefault(); // the form is not sent by choosing a line
      this.take(this.options[this.marked]);
    } else if (event.key === "Escape") {
      event.preventDefault(); // the first Escape closes the list, the next one empties the box
      event.stopPropagation();
      this.close();
    }
  }

  take(option) {
    this.close();
    this.choose(option);
  }

  close() {
    window.clearTimeout(this.timer);
    this.asking?.abort();
    this.list.hidden = true;
    this.box.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }
}

/** The box on top of every page: choosing a line opens that person's file. */
export function searchOnTop() {
  const form = document.querySelector("form[data-people-search]");
  if (!form) return;
  const words = { url: form.dataset.peopleSearch, all: true, ...form.dataset };
  const box = form.querySelector("[data-search]");
  const list = form.querySelector("[role='listbox']");
  const search = new PeopleSearch(box, list, form.querySelector("[data-status]"), words, (option) => {
    window.location.assign(option.dataset.url);
  });
  form.addEventListener("submit", () => search.close());
}
