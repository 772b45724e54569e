/*
 * Pick a commune by typing its name (ARIA combobox with a list box; components/field.html draws the markup).
 *
 *   GET data-url?q=…  ->  [{"id": 1, "code": "00004", "label": "Phường Ba Đình, Thành phố Hà Nội"}, …]
 *
 * The hidden input [data-value] gets the id. Typing after a choice empties it again: what is sent is
 * always what is shown. Arrow keys move, Enter chooses, Escape closes; Tab takes the marked one.
 */

const WAIT_MS = 160;

class CommunePicker {
  constructor(root) {
    this.root = root;
    this.box = root.querySelector("[role='combobox']");
    this.value = root.querySelector("[data-value]");
    this.list = root.querySelector("[role='listbox']");
    this.status = root.querySelector("[data-status]");
    this.options = [];
    this.marked = -1;
    this.asked = 0;
    this.box.addEventListener("input", () => this.typed());
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault(); // the box keeps the focus
      const option = event.target.closest("[role='option']");
      if (option) this.choose(Number(option.dataset.place));
    });
  }

  typed() {
    this.value.value = "";
    window.clearTimeout(this.timer);
    const text = this.box.value.trim();
    if (!text) {
      this.asked += 1;
      this.close();
      return;
    }
    this.timer = window.setTimeout(() => this.ask(text), WAIT_MS);
  }

  async ask(text) {
    const turn = (this.asked += 1);
    try {
      const url = new URL(this.root.dataset.url, window.location.href);
      url.searchParams.set("q", text);
      const answer = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      if (turn === this.asked) this.show(found);
    } catch {
      if (turn === this.asked) this.show([], this.root.dataset.failed);
    }
  }

  show(options, note = this.root.dataset.none) {
    this.options = options;
    const lines = options.map((option, place) => {
      const line = document.createElement("li");
      line.id = `${this.list.id}-${place}`;
      line.dataset.place = String(place);
      line.setAttribute("role", "option");
      const label = document.createElement("span");
      label.textContent = option.label;
      const code = document.createElement("span");
      code.className = "picker-code";
      code.textContent = option.code ?? "";
      line.append(label, code);
      return line;
    });
    if (!lines.length) {
      const line = document.createElement("li");
      line.className = "picker-none";
      line.textContent = note;
      lines.push(line);
    }
    this.list.replaceChildren(...lines);
    this.list.hidden = false;
    this.box.setAttribute("aria-expanded", "true");
    this.status.textContent = options.length ? `${options.length} ${this.root.dataset.found}` : note;
    this.mark(options.length ? 0 : -1);
  }

  mark(place) {
    this.marked = place;
    [...this.list.querySelectorAll("[role='option']")].forEach((line, at) => {
      line.setAttribute("aria-selected", String(at === place));
      if (at === place) line.scrollIntoView({ block: "nearest" });
    });
    if (place < 0) this.box.removeAttribute("aria-activedescendant");
    else this.box.setAttribute("aria-activedescendant", `${this.list.id}-${place}`);
  }

  key(event) {
    const open = !this.list.hidden;
    const count = this.options.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) this.typedAgain();
      else if (count) this.mark((this.marked + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
    } else if (event.key === "Enter" && open) {
      event.preventDefault(); // the form is not sent by choosing a line
      if (this.marked >= 0) this.choose(this.marked);
    } else if (event.key === "Tab" && open && this.marked >= 0) {
      this.choose(this.marked);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      this.close();
    }
  }

  typedAgain() {
    const text = this.box.value.trim();
    if (text) this.ask(text);
  }

  choose(place) {
    const option = this.options[place];
    this.box.value = option.label;
    this.value.value = String(option.id);
    this.close();
    this.value.dispatchEvent(new Event("change", { bubbles: true }));
  }

  close() {
    this.list.hidden = true;
    this.box.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }
}

for (const root of document.querySelectorAll("[data-commune-picker]")) new CommunePicker(root);
