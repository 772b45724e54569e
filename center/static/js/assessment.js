/*
 * The list of an assessment: adds up while points are typed, shows the level they give, marks what departs from
 * the facts, and lets the arrow keys go from resident to resident in one column.
 *
 * The form carries data-grades and data-levels ([[code, label, smallest total], …], the best first); each line
 * carries what the facts suggest and the best level its caps leave. The server computes the same on saving.
 */

const numbers = (text) => text.split(" ").map(Number);

function levelOf(levels, total, cap) {
  const byPoints = levels.findIndex(([, , from]) => total >= from);
  return levels[Math.max(byPoints < 0 ? levels.length - 1 : byPoints, cap)];
}

function addUp(line, levels) {
  const boxes = [...line.querySelectorAll("[data-points]")];
  const suggested = numbers(line.dataset.suggested);
  let total = 0;
  let changed = false;
  boxes.forEach((box, place) => {
    const points = Number.parseInt(box.value, 10);
    const known = Number.isFinite(points);
    if (known) total += points;
    const differs = known && points !== suggested[place];
    box.classList.toggle("is-changed", differs);
    box.classList.toggle("is-invalid", known && (points < 0 || points > Number(box.dataset.most)));
    changed ||= differs;
  });
  const [code, label] = levelOf(levels, total, Number(line.dataset.cap));
  line.querySelector("[data-total]").textContent = String(total);
  line.querySelector("[data-by-points]").textContent = label;
  const chosen = line.querySelector("[data-level]").value || code;
  const departs = changed || chosen !== line.dataset.suggestedLevel;
  const reason = line.querySelector("[data-reason]");
  line.classList.toggle("is-departing", departs);
  reason.placeholder = departs ? line.closest("form").dataset.differs : "";
  return departs;
}

function count(form) {
  const place = form.querySelector("[data-grades-count]");
  const departing = form.querySelectorAll("tr.is-departing").length;
  const all = form.querySelectorAll("[data-line]").length;
  if (place) place.textContent = departing ? `${all} · ${departing} ≠` : String(all);
}

function step(event) {
  const box = event.target;
  const by = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[event.key];
  const cell = box.closest?.("td");
  if (!by || !cell || !(box.matches("[data-points]") || (box.matches("[data-reason]") && event.key === "Enter"))) return;
  event.preventDefault();
  let row = cell.parentElement;
  do row = by > 0 ? row.nextElementSibling : row.previousElementSibling;
  while (row && !row.matches("[data-line]"));
  const next = row?.cells[cell.cellIndex]?.querySelector("input");
  next?.focus();
  next?.select();
}

for (const form of document.querySelectorAll("form[data-grades]")) {
  const levels = JSON.parse(form.dataset.levels);
  for (const line of form.querySelectorAll("[data-line]")) addUp(line, levels);
  count(form);
  form.addEventListener("input", (event) => {
    const line = event.target.closest("[data-line]");
    if (line) addUp(line, levels);
    count(form);
  });
  form.addEventListener("keydown", step);
}
