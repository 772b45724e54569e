/* Reads QR codes from the camera: the browser's own detector, or zxing compiled to wasm, served by us. */

const PAUSE_MS = 90;

async function detectorFor({ ponyfill, wasm }) {
  if ("BarcodeDetector" in window) {
    const known = await window.BarcodeDetector.getSupportedFormats().catch(() => []);
    if (known.includes("qr_code")) return new window.BarcodeDetector({ formats: ["qr_code"] });
  }
  const { BarcodeDetector, prepareZXingModule } = await import(ponyfill);
  // its default is a CDN
  prepareZXingModule({ overrides: { locateFile: (path, prefix) => (path.endsWith(".wasm") ? wasm : prefix + path) } });
  return new BarcodeDetector({ formats: ["qr_code"] });
}

export class QrCamera {
  /** `video` shows the picture; `files` = {ponyfill, wasm}; `found(text)` is called for every code seen. */
  constructor(video, files, found) {
    this.video = video;
    this.files = files;
    this.found = found;
  }

  get running() {
    return Boolean(this.stream);
  }

  /** Start; throws when there is no camera, no permission, or the page is not served over https. */
  async start() {
    if (!navigator.mediaDevices?.getUserMedia) throw new Error("no camera here");
    this.stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } },
    });
    this.video.srcObject = this.stream;
    await this.video.play();
    this.detector ??= await detectorFor(this.files);
    this.look();
  }

  stop() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    this.video.srcObject = null;
  }

  /** Whether this camera has a lamp. */
  get hasLamp() {
    return Boolean(this.stream?.getVideoTracks()[0]?.getCapabilities?.().torch);
  }

  async lamp(on) {
    await this.stream?.getVideoTracks()[0]?.applyConstraints({ advanced: [{ torch: on }] });
  }

  async look() {
    while (this.stream) {
      if (!document.hidden && this.video.readyState >= 2) {
        const codes = await this.detector.detect(this.video).catch(() => []);
        for (const code of codes) this.found(code.rawValue);
      }
      await new Promise((done) => window.setTimeout(done, PAUSE_MS));
    }
  }
}
