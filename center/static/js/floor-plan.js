/*
 * Arranging the rooms of a floor: drag with the mouse or a finger, or move the chosen room with the arrow keys
 * (Shift: its size). The numbers of the table are what is sent; the drawing only shows them.
 */

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const PARTS = ["x", "y", "w", "h"];

class FloorPlan {
  constructor(form) {
    const { cellW, cellH, columns, rows } = form.dataset;
    Object.assign(this, { form, cellW: +cellW, cellH: +cellH, columns: +columns, rows: +rows });
    this.svg = form.querySelector("svg.floor-plan");
    this.status = form.querySelector("[data-plan-status]");
    for (const room of this.svg.querySelectorAll("[data-room]")) {
      room.addEventListener("keydown", (event) => this.pressed(event, room));
      room.addEventListener("pointerdown", (event) => this.grabbed(event, room));
    }
    form.addEventListener("input", (event) => {
      const id = event.target.name?.split("-")[1];
      const room = id && this.svg.querySelector(`[data-room="${id}"]`);
      if (room) this.draw(room);
    });
  }

  box(room) {
    const entries = PARTS.map((part) => [part, Number.parseInt(this.number(room, part).value, 10) || 0]);
    return Object.fromEntries(entries);
  }

  number(room, part) {
    return this.form.elements[`${part}-${room.dataset.room}`];
  }

  put(room, wanted) {
    const w = Math.min(Math.max(wanted.w, 1), this.columns);
    const h = Math.min(Math.max(wanted.h, 1), this.rows);
    const x = Math.min(Math.max(wanted.x, 0), this.columns - w);
    const y = Math.min(Math.max(wanted.y, 0), this.rows - h);
    const box = { x, y, w, h };
    for (const part of PARTS) this.number(room, part).value = box[part];
    this.draw(room);
  }

  draw(room) {
    const { x, y, w, h } = this.box(room);
    const rect = room.querySelector("rect");
    const text = room.querySelector("text");
    rect.setAttribute("x", x * this.cellW + 2);
    rect.setAttribute("y", y * this.cellH + 2);
    rect.setAttribute("width", Math.max(w * this.cellW - 4, 8));
    rect.setAttribute("height", Math.max(h * this.cellH - 4, 8));
    text.setAttribute("x", x * this.cellW + 10);
    text.setAttribute("y", y * this.cellH + 26);
    const told = room.dataset.label.replace("{x}", x).replace("{y}", y).replace("{w}", w).replace("{h}", h);
    room.setAttribute("aria-label", told);
    this.mark();
  }

  /** Shows rooms that lie on top of one another before the server refuses them. */
  mark() {
    const rooms = [...this.svg.querySelectorAll("[data-room]")];
    const boxes = rooms.map((room) => this.box(room));
    rooms.forEach((room, n) => {
      const a = boxes[n];
      const meets = boxes.some((b, m) => m !== n && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h);
      room.classList.toggle("state-danger", meets);
      room.classList.toggle("state-info", !meets);
    });
  }

  pressed(event, room) {
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault(); // the page would scroll
    const box = this.box(room);
    const [across, down] = event.shiftKey ? ["w", "h"] : ["x", "y"];
    box[across] += step[0];
    box[down] += step[1];
    this.put(room, box);
    this.status.textContent = room.getAttribute("aria-label");
  }

  grabbed(event, room) {
    if (event.button > 0) return;
    event.preventDefault();
    room.focus();
    room.setPointerCapture(event.pointerId);
    const begin = this.box(room);
    const scale = this.svg.getBoundingClientRect().width / (this.columns * this.cellW);
    const from = { x: event.clientX, y: event.clientY };
    const move = (at) => {
      const x = begin.x + Math.round((at.clientX - from.x) / (this.cellW * scale));
      const y = begin.y + Math.round((at.clientY - from.y) / (this.cellH * scale));
      this.put(room, { ...begin, x, y });
    };
    const drop = () => {
      room.removeEventListener("pointermove", move);
      this.status.textContent = room.getAttribute("aria-label");
    };
    room.addEventListener("pointermove", move);
    room.addEventListener("pointerup", drop, { once: true });
    room.addEventListener("pointercancel", drop, { once: true });
  }
}

for (const form of document.querySelectorAll("[data-floor-plan]")) new FloorPlan(form);
