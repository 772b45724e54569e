/*
 * A group entry: tick all, and see how many are ticked and what they add up to.
 *
 * The form carries data-group and data-counted, a sentence with {count} and, where hours are entered, {hours}.
 * Without scripts the boxes work as they are.
 */

import { fill } from "./words.js";

const boxesOf = (form) => [...form.querySelectorAll("tbody .col-pick input[type='checkbox']")];

/** Read "7,5" or "7.5"; nothing for anything else. */
function numberOf(control) {
  const text = (control?.value ?? "").trim().replace(",", ".");
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

function tell(form) {
  const picked = boxesOf(form).filter((box) => box.checked);
  const common = numberOf(form.querySelector("[name='hours']"));
  const hours = picked
    .map((box) => numberOf(box.closest("tr").querySelector("[data-hours]")) ?? common ?? 0)
    .reduce((sum, each) => sum + each, 0);
  const place = form.querySelector("[data-count]");
  const written = hours.toLocaleString("vi-VN");
  if (place) place.textContent = picked.length ? fill(form.dataset.counted, { count: picked.length, hours: written }) : "";
  const all = form.querySelector("[data-all] input");
  if (!all) return;
  all.checked = picked.length > 0 && picked.length === boxesOf(form).length;
  all.indeterminate = picked.length > 0 && !all.checked;
}

for (const form of document.querySelectorAll("form[data-group]")) {
  const all = form.querySelector("[data-all]");
  if (all) {
    all.hidden = false;
    all.querySelector("input").addEventListener("change", (event) => {
      for (const box of boxesOf(form)) box.checked = event.target.checked;
      form.dispatchEvent(new Event("change"));
    });
  }
  // hours of one's own are typed for somebody who worked
  form.addEventListener("input", (event) => {
    const row = event.target.matches("[data-hours]") && event.target.value.trim() && event.target.closest("tr");
    if (row) row.querySelector("[data-pick]").checked = true;
    tell(form);
  });
  form.addEventListener("change", () => tell(form));
  tell(form);
}
