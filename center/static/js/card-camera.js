/*
 * Reads the QR code of a citizen card with the camera, where no USB scanner is at hand: the text goes into the
 * box named by `data-card-box`, and the button `data-card-send` is pressed as a scanner's Enter would.
 */

import { QrCamera } from "./scan-camera.js";

function start(root) {
  const part = (name) => root.querySelector(`[data-card-${name}]`);
  const dialog = part("dialog");
  const status = part("status");
  if (!navigator.mediaDevices?.getUserMedia || !dialog.showModal) return;
  const camera = new QrCamera(
    part("video"),
    { ponyfill: root.dataset.ponyfill, wasm: root.dataset.wasm },
    (text) => {
      if (!dialog.open) return;
      document.getElementById(root.dataset.cardBox).value = text;
      dialog.close();
      document.getElementById(root.dataset.cardSend).click();
    },
  );
  part("open").hidden = false;
  part("open").addEventListener("click", async () => {
    status.textContent = "";
    try {
      await camera.start();
    } catch {
      camera.stop();
      status.textContent = status.dataset.noCamera;
      return;
    }
    dialog.showModal();
  });
  part("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => camera.stop());
}

for (const root of document.querySelectorAll("[data-card-camera]")) start(root);
