/*
 * The pages of a paper before they are sent (templates/residents/legal_file/_parts.html, upload).
 *
 * The file box works by itself. With scripts: files are dropped onto it, a phone's camera adds page after page, the
 * list below shows the order and lets it be changed, and what is too large is told before it is sent.
 */

const MEGABYTE = 1024 * 1024;
const LARGEST = { pdf: 20, picture: 8, total: 38 };

class Pages {
  constructor(root) {
    this.root = root;
    this.input = root.querySelector("input[type='file'][name]");
    this.camera = root.querySelector("[data-camera]");
    this.list = root.querySelector("[data-list]");
    this.problem = root.querySelector("[data-problem]");
    this.files = [];
    this.input.addEventListener("change", () => this.replace([...this.input.files]));
    this.list.addEventListener("click", (event) => this.act(event));
    const zone = root.querySelector("[data-drop-zone]");
    zone.addEventListener("dragover", (event) => {
      event.preventDefault();
      zone.classList.add("is-over");
    });
    zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("is-over");
      this.replace([...this.files, ...event.dataTransfer.files]);
    });
    const shoot = root.querySelector("[data-shoot]");
    shoot.hidden = !window.matchMedia("(pointer: coarse)").matches;
    shoot.addEventListener("click", () => this.camera.click());
    this.camera.addEventListener("change", () => {
      this.replace([...this.files, ...this.camera.files]);
      this.camera.value = "";
    });
  }

  replace(files) {
    this.files = files;
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    this.input.files = transfer.files;
    this.draw();
  }

  act(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const at = Number(button.dataset.at);
    const files = [...this.files];
    const [file] = files.splice(at, 1);
    if (button.dataset.act === "up") files.splice(at - 1, 0, file);
    this.replace(files);
    const again = this.list.querySelector(`button[data-at="${Math.max(at - 1, 0)}"]`);
    (again ?? this.input).focus();
  }

  draw() {
    this.list.hidden = this.files.length === 0;
    this.list.replaceChildren(...this.files.map((file, at) => this.line(file, at)));
    const sentence = this.fault();
    this.problem.textContent = sentence;
    this.problem.hidden = !sentence;
  }

  line(file, at) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = `${this.root.dataset.page} ${at + 1}: ${file.name} (${this.size(file.size)} MB)`;
    item.append(name);
    if (at > 0) item.append(this.button("up", at, this.root.dataset.up));
    item.append(this.button("drop", at, this.root.dataset.drop));
    return item;
  }

  button(act, at, label) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-plain btn-small";
    button.dataset.act = act;
    button.dataset.at = at;
    button.textContent = label;
    return button;
  }

  fault() {
    const words = this.root.dataset;
    const isPdf = (file) => file.type === "application/pdf" || file.name.toLowerCase().endsWith(".pdf");
    const tell = (sentence, size, limit) => sentence.replace("{size}", this.size(size)).replace("{limit}", limit);
    for (const file of this.files) {
      const limit = isPdf(file) ? LARGEST.pdf : LARGEST.picture;
      if (file.size > limit * MEGABYTE) return `${file.name}: ${tell(words.big, file.size, limit)}`;
    }
    if (this.files.length > 1 && this.files.some(isPdf)) return words.mixed;
    const total = this.files.reduce((sum, file) => sum + file.size, 0);
    return total > LARGEST.total * MEGABYTE ? tell(words.total, total, LARGEST.total) : "";
  }

  size(bytes) {
    return Math.max(bytes / MEGABYTE, 0.1).toFixed(1).replace(".", ",");
  }
}

for (const root of document.querySelectorAll("[data-pages]")) new Pages(root);
