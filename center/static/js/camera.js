/*
 * Takes a photo into a file input (components/field.html, file_field(f, capture=True)).
 *
 * The input works by itself (choose a file; a phone offers its camera). Where the browser has a camera a
 * button opens it in a dialog, and the shot becomes the input's file, at most 1600 px on its longer side.
 * Previews are drawn on a canvas, so that no blob: address is needed; there the face is put into the frame
 * (photo-crop.js).
 */

import { PhotoCrop } from "./photo-crop.js";

const LONGEST = 1600;
const QUALITY = 0.9;

class PhotoField {
  constructor(root) {
    this.root = root;
    this.part = (name) => root.querySelector(`[data-photo-${name}]`);
    this.input = root.querySelector("input[type='file']");
    this.status = this.part("status");
    this.dialog = this.part("dialog");
    this.video = this.part("video");
    this.facing = "environment";
    this.crop = new PhotoCrop(this.part("crop"), this.part("preview"), (file) => this.put(file));
    this.input.addEventListener("change", () => this.preview());
    if (!navigator.mediaDevices?.getUserMedia || !this.dialog.showModal) return;
    this.part("open").hidden = false;
    this.part("open").addEventListener("click", () => this.open());
    this.part("close").addEventListener("click", () => this.dialog.close());
    this.part("shoot").addEventListener("click", () => this.shoot());
    this.part("switch").addEventListener("click", () => this.switchCamera());
    this.dialog.addEventListener("close", () => this.stop());
  }

  async open() {
    this.status.textContent = "";
    try {
      await this.start();
    } catch {
      this.status.textContent = this.status.dataset.noCamera;
      return;
    }
    this.dialog.showModal();
    this.part("shoot").focus();
  }

  async start() {
    this.stop();
    this.stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: this.facing, width: { ideal: 1920 }, height: { ideal: 1080 } },
    });
    this.video.srcObject = this.stream;
    const devices = await navigator.mediaDevices.enumerateDevices();
    this.part("switch").hidden = devices.filter((device) => device.kind === "videoinput").length < 2;
  }

  stop() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.video.srcObject = null;
    this.stream = null;
  }

  async switchCamera() {
    this.facing = this.facing === "environment" ? "user" : "environment";
    try {
      await this.start();
    } catch {
      this.dialog.close();
      this.status.textContent = this.status.dataset.noCamera;
    }
  }

  async shoot() {
    const { videoWidth: width, videoHeight: height } = this.video;
    if (!width) return; // the first frame is not there yet
    const scale = Math.min(1, LONGEST / Math.max(width, height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d").drawImage(this.video, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    this.put(new File([blob], "anh-chup.jpg", { type: "image/jpeg" }));
    this.dialog.close();
    await this.preview();
    this.status.textContent = this.status.dataset.taken;
    this.part("open").focus();
  }

  /** Make `file` the file of the input. */
  put(file) {
    const files = new DataTransfer();
    files.items.add(file);
    this.input.files = files.files;
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  async preview() {
    const canvas = this.part("preview");
    const [file] = this.input.files;
    this.status.textContent = "";
    canvas.hidden = true;
    this.crop.close();
    if (!file) return;
    let image;
    try {
      image = await createImageBitmap(file);
    } catch {
      this.status.textContent = this.status.dataset.notImage;
      return;
    }
    this.crop.open(image);
    canvas.hidden = false;
  }
}

for (const root of document.querySelectorAll("[data-photo]")) new PhotoField(root);
