/*
 * The register of a lesson: counts while it is filled in, and badges scanned into its box.
 *
 * The form carries data-register, data-badge-url, and the sentences data-counted and data-failed. A badge is
 * asked for by POST {"token"}; the answer {"stay_id" | null, "word"} marks the line present. Nothing is
 * recorded until the register is saved. Without scripts the box's button does the same on the server.
 */

import { allowSound, signal } from "./scan-signal.js";
import { fill } from "./words.js";

const stateOf = (line) => line.querySelector("[data-state]:checked")?.dataset.state;

function tell(form) {
  const counts = { present: 0, late: 0, absent: 0, scanned: 0 };
  for (const line of form.querySelectorAll(".register-line")) {
    const state = stateOf(line);
    if (state) counts[state] += 1;
    const seen = Boolean(line.querySelector("[data-scanned]").value);
    line.classList.toggle("is-scanned", seen);
    if (seen) counts.scanned += 1;
  }
  const place = form.querySelector("[data-register-count]");
  if (place) place.textContent = fill(form.dataset.counted, counts);
}

function say(form, outcome, text) {
  const place = form.querySelector("[data-said]");
  place.className = `register-said state-${outcome}`;
  place.textContent = text;
  signal(outcome);
}

function markPresent(line) {
  if (stateOf(line) !== "late") line.querySelector("[data-state='present']").checked = true;
  line.querySelector("[data-scanned]").value = "1";
  line.scrollIntoView({ block: "nearest" });
}

async function scanned(form, token) {
  let said;
  try {
    const answer = await fetch(form.dataset.badgeUrl, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-CSRFToken": document.querySelector("meta[name='csrf-token']").content,
      },
      body: JSON.stringify({ token }),
    });
    said = await answer.json();
  } catch {
    say(form, "warn", form.dataset.failed);
    return;
  }
  if (!said.word) {
    say(form, "warn", form.dataset.failed);
    return;
  }
  const line = said.stay_id && form.querySelector(`.register-line[data-stay="${said.stay_id}"]`);
  if (line) markPresent(line);
  say(form, line ? "ok" : "warn", said.word);
  form.dispatchEvent(new Event("change"));
}

function readBox(form, box) {
  const token = box.value.trim();
  box.value = "";
  box.focus();
  if (token) scanned(form, token);
}

for (const form of document.querySelectorAll("form[data-register]")) {
  const box = form.querySelector("[name='badge']");
  if (box) {
    box.addEventListener("keydown", (event) => {
      allowSound();
      // a wedge scanner ends with Enter, some with Tab
      if (event.key !== "Enter" && !(event.key === "Tab" && !event.shiftKey && box.value.trim())) return;
      event.preventDefault();
      readBox(form, box);
    });
    form.querySelector("[data-scan-button]").addEventListener("click", (event) => {
      event.preventDefault();
      readBox(form, box);
    });
  }
  form.addEventListener("change", () => tell(form));
  tell(form);
}
