/*
 * A search box below every box that names residents one a line (center/security/people.py).
 *
 *   GET data-people?q=…  ->  ["HV000123 Nguyễn Văn An (B · P1 · G2)", …]
 *
 * What is chosen becomes a new line. A badge scanned into the search box becomes a line at once.
 */

const WAIT_MS = 160;
const READY = /^(HV\d{6,}|[0-9A-Z]{27})$/i;

class PeoplePicker {
  constructor(box) {
    this.box = box;
    this.asked = 0;
    const id = `${box.id}-search`;
    const label = Object.assign(document.createElement("label"), { className: "form-hint", htmlFor: id, textContent: box.dataset.peopleLabel });
    this.search = Object.assign(document.createElement("input"), { id, className: "form-control", type: "search", autocomplete: "off" });
    this.options = Object.assign(document.createElement("datalist"), { id: `${id}-list` });
    this.status = Object.assign(document.createElement("p"), { className: "form-hint" });
    this.search.setAttribute("list", this.options.id);
    this.status.setAttribute("role", "status");
    box.after(label, this.search, this.options, this.status);
    this.search.addEventListener("input", () => this.typed());
    this.search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // choosing somebody does not send the form
      this.entered();
    });
  }

  typed() {
    window.clearTimeout(this.timer);
    const text = this.search.value.trim();
    this.status.textContent = "";
    if ([...this.options.children].some((option) => option.value === text)) {
      this.add(text);
    } else if (text.length > 1) {
      this.timer = window.setTimeout(() => this.ask(text), WAIT_MS);
    }
  }

  entered() {
    const text = this.search.value.trim();
    if (READY.test(text)) this.add(text);
    else if (this.options.children.length === 1) this.add(this.options.firstElementChild.value);
    else if (text) this.ask(text);
  }

  async ask(text) {
    const turn = (this.asked += 1);
    const url = new URL(this.box.dataset.people, window.location.href);
    url.searchParams.set("q", text);
    const answer = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" }).catch(() => null);
    const found = answer?.ok ? await answer.json() : [];
    if (turn !== this.asked) return;
    this.options.replaceChildren(...found.map((value) => Object.assign(document.createElement("option"), { value })));
    this.status.textContent = found.length ? "" : this.box.dataset.peopleNone;
  }

  add(line) {
    const before = this.box.value.trimEnd();
    const names = before.split("\n").map((one) => one.trim());
    if (!names.includes(line)) this.box.value = before ? `${before}\n${line}` : line;
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
    this.search.value = "";
    this.options.replaceChildren();
  }
}

for (const box of document.querySelectorAll("textarea[data-people]")) new PeoplePicker(box);
