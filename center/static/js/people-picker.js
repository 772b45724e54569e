/*
 * A search box below every box that names residents one a line (center/security/people.py).
 *
 * What is chosen becomes a new line. A badge scanned into the search box becomes a line at once.
 */

import { PeopleSearch } from "./people-search.js";

const READY = /^(HV\d{6,}|[0-9A-Z]{27})$/i;

class PeoplePicker {
  constructor(box) {
    this.box = box;
    const id = `${box.id}-search`;
    const make = (tag, facts) => Object.assign(document.createElement(tag), facts);
    const frame = make("div", { className: "found-frame" });
    const label = make("label", { className: "form-hint", htmlFor: id, textContent: box.dataset.peopleLabel });
    this.search = make("input", { id, className: "form-control", type: "search", autocomplete: "off", spellcheck: false });
    const list = make("ul", { id: `${id}-list`, className: "found-list", hidden: true });
    const status = make("p", { className: "visually-hidden" });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.dataset.peopleLabel);
    status.setAttribute("role", "status");
    frame.append(this.search, list, status);
    box.after(label, frame);
    const words = {
      url: box.dataset.people,
      none: box.dataset.peopleNone,
      found: box.dataset.peopleFound,
      failed: box.dataset.peopleFailed,
    };
    this.search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // choosing somebody does not send the form
      const text = this.search.value.trim();
      if (!READY.test(text)) return;
      event.stopImmediatePropagation();
      this.add(text);
    });
    this.list = new PeopleSearch(this.search, list, status, words, (option) => {
      if (option.dataset.line) this.add(option.dataset.line);
    });
  }

  add(line) {
    const before = this.box.value.trimEnd();
    const names = before.split("\n").map((one) => one.trim());
    if (!names.includes(line)) this.box.value = before ? `${before}\n${line}` : line;
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
    this.search.value = "";
    this.list.close();
  }
}

for (const box of document.querySelectorAll("textarea[data-people]")) new PeoplePicker(box);
