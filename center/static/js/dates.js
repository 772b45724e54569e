/* A date is typed dd/mm/yyyy; where the browser has a calendar, a button opens it. */

/** Return yyyy-mm-dd for typed dd/mm/yyyy or ddmmyyyy; an empty string for anything else. */
export function toIso(text) {
  const found = /^(\d{1,2})[/.-]?(\d{1,2})[/.-]?(\d{4})$/.exec(text.trim());
  if (!found) return "";
  const [, day, month, year] = found;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** Return dd/mm/yyyy for yyyy-mm-dd. */
export function toTyped(iso) {
  return iso.split("-").reverse().join("/");
}

/** Give every date box under `root` its calendar button. */
export function openDates(root) {
  if (!("showPicker" in HTMLInputElement.prototype)) return;
  for (const box of root.querySelectorAll("[data-date]")) {
    const [typed, native] = [box.querySelector("input:not([type='date'])"), box.querySelector("input[type='date']")];
    const button = box.querySelector("[data-date-open]");
    if (!typed || !native || !button || !button.hidden) continue;
    native.hidden = false;
    button.hidden = false;
    button.addEventListener("click", () => {
      native.value = toIso(typed.value);
      native.showPicker();
    });
    native.addEventListener("change", () => {
      if (!native.value) return;
      typed.value = toTyped(native.value);
      typed.dispatchEvent(new Event("input", { bubbles: true }));
      typed.dispatchEvent(new Event("change", { bubbles: true }));
      typed.focus();
    });
  }
}
