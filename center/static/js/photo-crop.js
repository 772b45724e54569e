/*
 * Lets a person put the face into the frame of a portrait: turn, enlarge, move (components/field.html).
 *
 * What stands in the frame becomes the file of the input, so the server gets just that. Without scripts, or when
 * nothing is touched, the server cuts the middle of the picture, a little above its centre.
 */

const FRAME = { width: 360, height: 480 };
const OUTPUT = 2; // times the frame: what is stored is no larger than the frame
const QUALITY = 0.92;
const STEP = 12;
const ABOVE_CENTRE = 0.35;

export class PhotoCrop {
  /**
   * @param {HTMLElement} root holds the controls [data-crop-zoom], [data-crop-turn]
   * @param {HTMLCanvasElement} canvas the frame
   * @param {(file: File) => void} done gets the picture in the frame, after each change
   */
  constructor(root, canvas, done) {
    Object.assign(this, { root, canvas, done });
    this.zoom = root.querySelector("[data-crop-zoom]");
    this.zoom.addEventListener("input", () => this.draw());
    this.zoom.addEventListener("change", () => this.commit());
    for (const button of root.querySelectorAll("[data-crop-turn]")) {
      button.addEventListener("click", () => this.turn(Number(button.dataset.cropTurn)));
    }
    canvas.addEventListener("pointerdown", (event) => this.grab(event));
    canvas.addEventListener("keydown", (event) => this.key(event));
  }

  /** Show `image` in the frame as the server would cut it. */
  open(image) {
    this.image?.close();
    Object.assign(this, { image, angle: 0, x: 0.5, y: ABOVE_CENTRE });
    this.zoom.value = this.zoom.min;
    this.root.hidden = false;
    this.draw();
  }

  close() {
    this.image?.close();
    this.image = null;
    this.root.hidden = true;
  }

  /** Size of the picture as it stands now, its longer way round when it was turned. */
  get size() {
    const { width, height } = this.image;
    return this.angle % 180 ? { width: height, height: width } : { width, height };
  }

  /** Pixels of the frame for one of the picture. */
  scale(frame) {
    const { width, height } = this.size;
    return Math.max(frame.width / width, frame.height / height) * (Number(this.zoom.value) / 100);
  }

  paint(canvas, frame) {
    canvas.width = frame.width;
    canvas.height = frame.height;
    const { width, height } = this.size;
    const scale = this.scale(frame);
    const left = (frame.width - width * scale) * this.x;
    const top = (frame.height - height * scale) * this.y;
    const pen = canvas.getContext("2d");
    pen.imageSmoothingQuality = "high";
    pen.translate(left + (width * scale) / 2, top + (height * scale) / 2);
    pen.rotate((this.angle * Math.PI) / 180);
    pen.scale(scale, scale);
    pen.drawImage(this.image, -this.image.width / 2, -this.image.height / 2);
  }

  draw() {
    if (this.image) this.paint(this.canvas, FRAME);
  }

  turn(angle) {
    this.angle = (this.angle + angle + 360) % 360;
    this.draw();
    this.commit();
  }

  /** Move the picture by pixels of the frame; its edge never enters the frame. */
  move(right, down) {
    const { width, height } = this.size;
    const scale = this.scale(FRAME);
    const free = { x: FRAME.width - width * scale, y: FRAME.height - height * scale };
    const within = (place, by, room) => (room ? Math.min(1, Math.max(0, place + by / room)) : place);
    this.x = within(this.x, right, free.x);
    this.y = within(this.y, down, free.y);
    this.draw();
  }

  grab(event) {
    if (!this.image || event.button) return;
    event.preventDefault();
    this.canvas.focus();
    this.canvas.setPointerCapture(event.pointerId);
    const ratio = FRAME.width / this.canvas.clientWidth;
    let last = event;
    const drag = (moved) => {
      this.move((moved.clientX - last.clientX) * ratio, (moved.clientY - last.clientY) * ratio);
      last = moved;
    };
    this.canvas.addEventListener("pointermove", drag);
    const end = () => {
      this.canvas.removeEventListener("pointermove", drag);
      this.commit();
    };
    this.canvas.addEventListener("lostpointercapture", end, { once: true });
  }

  key(event) {
    const ways = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    if (!this.image || !(event.key in ways)) return;
    event.preventDefault();
    event.stopPropagation();
    this.move(...ways[event.key]);
    this.commit();
  }

  /** Hand over what stands in the frame, never larger than the picture itself is. */
  commit() {
    if (!this.image) return;
    const times = Math.min(OUTPUT, Math.max(1, 1 / this.scale(FRAME)));
    const canvas = document.createElement("canvas");
    this.paint(canvas, { width: Math.round(FRAME.width * times), height: Math.round(FRAME.height * times) });
    const bytes = Uint8Array.from(atob(canvas.toDataURL("image/jpeg", QUALITY).split(",")[1]), (sign) => sign.charCodeAt(0));
    this.done(new File([bytes], "chan-dung.jpg", { type: "image/jpeg" }));
  }
}
