/*
 * The running total of a COWS score, and the pulse item from a counted pulse.
 * The server computes both again: this only shows what will come out.
 */

import { fill } from "./words.js";

const UNSCORABLE = "x";

const items = document.querySelector("[data-cows]");
const line = document.querySelector("[data-cows-total]");
const scale = JSON.parse(document.getElementById("cows-scale")?.textContent ?? "{}");

const chosen = (item) => item.querySelector("input[type='radio']:checked")?.value;

function show() {
  const values = [...items.querySelectorAll(".cows-item")].map(chosen);
  const points = values.filter((value) => value !== undefined && value !== UNSCORABLE).map(Number);
  const complete = points.length === values.length;
  const total = points.reduce((sum, one) => sum + one, 0);
  const band = scale.bands.find((one) => total >= one.least);
  line.hidden = false;
  line.className = `cows-total state-${complete ? band.state : "muted"}`;
  line.querySelector("[data-cows-figure]").textContent = String(total);
  line.querySelector("[data-cows-band]").textContent = complete ? band.label : line.dataset.incomplete;
  line.querySelector("[data-cows-count]").textContent = fill(line.dataset.scored, {
    count: points.length,
    all: values.length,
  });
}

function pulseFrom(box) {
  const beats = Number.parseInt(box.value, 10);
  if (!/^\d+$/.test(box.value.trim()) || beats < 20 || beats > 250) return;
  const [, points] = scale.pulse.find(([top]) => top === null || beats <= top);
  const radio = items.querySelector(`input[name='pulse'][value='${points}']`);
  if (radio) radio.checked = true;
  show();
}

if (items && line) {
  const box = document.getElementById("beats");
  box?.addEventListener("input", () => pulseFrom(box));
  items.addEventListener("change", show);
  // a kept draft fills the form after this script ran
  window.addEventListener("load", show);
  show();
}
