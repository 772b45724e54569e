/*
 * The scanner of a post: full screen, one hand, no tap on success, the next badge at once.
 *
 * MARKUP. Extend layouts/scan.html and call components/scanner.html:
 *     scanner(url=url_for("security.scan", post_id=…), count={"present": 28, "expected": 31, "label": "Khu B"})
 * It draws <section data-scanner data-url=…> with the parts this file asks for by data-scan-*.
 *
 * REQUEST. POST data-url, JSON, X-CSRFToken: {"client_id": uuid, "token": text, "happened_at": ISO UTC}.
 *     The same client_id twice is the same scan: answer as the first time. Scans come in order, but may come
 *     hours late: happened_at is when the badge was read, by the device's clock.
 *
 * ANSWER. Any status, JSON: {"outcome": "ok" | "warn" | "refused", "word", "name", "code", "photo_url" | null,
 *     "detail", "next_step", "flags": [{"label", "state", "instruction"}],
 *     "count": {"present", "expected" | null, "label"} | null}. word is short and large
 *     ("Vào", "Không được ra"); detail says what and why, next_step what to do now. Where nobody is expected
 *     (a yard, a gate), "expected" is null and only those present are counted.
 *     401 keeps the scan and asks to sign in; 429 and 5xx keep it and try again; any other answer without
 *     an outcome keeps it, aside, until somebody presses "Gửi lại".
 *
 * TOKENS. A wedge scanner types through the keyboard, and so through Telex or VNI where they are on. A token
 *     of digits and of letters without vowels, D and W (center/documents/qr.py) passes them unharmed. A mangled
 *     one holds letters no badge has: the screen says to switch typing off, and sends nothing.
 *
 * WITHOUT SCRIPTS the form is posted to the page itself, which shows the answer.
 */

import { QrCamera } from "./scan-camera.js";
import { ScanQueue } from "./scan-queue.js";
import { allowSound, signal } from "./scan-signal.js";
import { fill } from "./words.js";

const SAME_BADGE_MS = 2500;
const READY_AFTER_MS = 8000;
const LOG_LENGTH = 20;

class Scanner {
  constructor(root) {
    this.root = root;
    this.part = (name) => root.querySelector(`[data-scan-${name}]`);
    this.words = JSON.parse(this.part("words").textContent);
    this.input = this.part("input");
    this.muted = false;
    this.seen = { token: "", at: 0 };
    this.queue = new ScanQueue(root.dataset.url, {
      answer: (scan, said) => this.answered(scan, said),
      kept: () => this.local("warn", "kept"),
      signIn: () => this.local("warn", "sign_in"),
      stuck: (_scan, status) => this.local("warn", "stuck", { status }),
      change: () => this.showQueue(),
    });
    this.camera = new QrCamera(this.part("video"), { ponyfill: root.dataset.ponyfill, wasm: root.dataset.wasm }, (text) =>
      this.read(text),
    );
    this.listen();
    this.showCount(JSON.parse(root.dataset.count || "null"));
    this.showQueue();
    this.showNetwork();
    this.queue.send();
    this.part("tools").hidden = false;
    this.input.inputMode = "none"; // a wedge scanner types: the phone's own keyboard would only be in the way
    this.input.focus();
  }

  listen() {
    this.part("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.take();
    });
    this.input.addEventListener("keydown", (event) => {
      // some wedge scanners end with Tab
      if (event.key === "Tab" && !event.shiftKey && this.input.value.trim()) {
        event.preventDefault();
        this.take();
      }
    });
    // a scan typed while a button has the focus must not be lost, nor press the button with its Enter
    document.addEventListener("keydown", (event) => {
      allowSound();
      const typed = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (typed && document.activeElement !== this.input) this.input.focus();
    });
    document.addEventListener("pointerdown", allowSound);
    this.input.addEventListener("blur", (event) => {
      // the keyboard may go to a button; a tap on nothing brings the focus back
      if (!event.relatedTarget) window.setTimeout(() => document.hasFocus() && this.input.focus(), 50);
    });
    window.addEventListener("online", () => this.showNetwork());
    window.addEventListener("offline", () => this.showNetwork());
    this.part("camera")?.addEventListener("click", () => this.toggleCamera());
    this.part("lamp")?.addEventListener("click", (event) => this.toggleLamp(event.currentTarget));
    this.part("mute")?.addEventListener("click", (event) => this.toggleMute(event.currentTarget));
    this.part("type")?.addEventListener("click", () => {
      this.input.inputMode = "text";
      this.input.focus();
    });
    this.part("resend")?.addEventListener("click", () => this.queue.retryStuck());
    document.addEventListener("visibilitychange", () => document.hidden || this.stayAwake());
  }

  take() {
    const text = this.input.value;
    this.input.value = "";
    this.read(text);
    this.input.focus();
  }

  read(text) {
    const token = text.trim();
    if (!token) return;
    const now = Date.now();
    const again = token === this.seen.token && now - this.seen.at < SAME_BADGE_MS;
    this.seen = { token, at: now };
    if (again) return;
    if (!/^[\x21-\x7e]+$/.test(token)) {
      this.local("refused", "typing_on");
      return;
    }
    this.show({ outcome: "wait", word: this.words.wait });
    this.queue.add(token);
  }

  answered(scan, said) {
    this.show(said);
    this.log(scan, said);
    if (said.count) this.showCount(said.count);
    signal(said.outcome, { muted: this.muted });
  }

  /** A state the server did not say: what happened and what to do, in this page's own words. */
  local(outcome, key, facts = {}) {
    const [word, detail, next_step] = this.words[key].map((text) => fill(text, facts));
    this.show({ outcome, word, detail, next_step });
    signal(outcome, { muted: this.muted });
    this.part("sign-in").hidden = key !== "sign_in";
  }

  show(said) {
    const card = this.part("card");
    card.dataset.outcome = said.outcome;
    for (const name of ["word", "name", "code", "detail", "next_step"]) {
      const place = card.querySelector(`[data-scan-say="${name}"]`);
      place.textContent = said[name] ?? "";
      place.hidden = !said[name];
    }
    this.showFlags(said.flags ?? []);
    const photo = this.part("photo");
    photo.hidden = !said.photo_url;
    if (said.photo_url) {
      photo.src = said.photo_url;
      photo.alt = said.name ?? "";
    } else photo.removeAttribute("src");
    this.part("sign-in").hidden = true;
    window.clearTimeout(this.readyTimer);
    // an old green must not be taken for the next person's; a refusal stays until somebody acts
    if (said.outcome === "ok") this.readyTimer = window.setTimeout(() => this.ready(), READY_AFTER_MS);
  }

  /** Risks to reckon with, each in its colour with its words and what to do. */
  showFlags(flags) {
    const place = this.part("flags");
    place.hidden = !flags.length;
    place.replaceChildren(
      ...flags.map((flag) => {
        const line = document.createElement("li");
        line.dataset.state = flag.state;
        const label = document.createElement("strong");
        label.textContent = flag.label;
        const words = document.createElement("span");
        words.textContent = flag.instruction;
        line.append(label, " ", words);
        return line;
      }),
    );
  }

  ready() {
    this.show({ outcome: "ready", word: this.words.ready });
  }

  log(scan, said) {
    const list = this.part("log");
    const line = document.createElement("li");
    line.dataset.outcome = said.outcome;
    const time = new Date(scan.happened_at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
    for (const text of [time, said.name ?? "", said.word]) {
      const cell = document.createElement("span");
      cell.textContent = text ?? "";
      line.append(cell);
    }
    list.prepend(line);
    while (list.children.length > LOG_LENGTH) list.lastElementChild.remove();
  }

  showCount(count) {
    const place = this.part("count");
    place.hidden = !count;
    if (!count) return;
    const known = count.expected !== null;
    const left = count.expected - count.present;
    const gap = fill(left > 0 ? this.words.left : left < 0 ? this.words.over : this.words.full, { left: Math.abs(left) });
    place.querySelector("[data-scan-figure]").textContent = known ? `${count.present}/${count.expected}` : `${count.present}`;
    place.querySelector("[data-scan-rest]").textContent = [count.label, known ? gap : ""].filter(Boolean).join(" · ");
  }

  showQueue() {
    const waiting = this.queue.waiting();
    const place = this.part("queue");
    place.dataset.waiting = String(waiting.length);
    place.textContent = waiting.length ? fill(this.words.waiting, { count: waiting.length }) : this.words.all_sent;
    this.part("resend").hidden = !waiting.some((scan) => scan.stuck);
  }

  showNetwork() {
    this.part("network").hidden = navigator.onLine;
  }

  async toggleCamera() {
    const button = this.part("camera");
    if (this.camera.running) {
      this.camera.stop();
    } else {
      button.disabled = true;
      try {
        await this.camera.start();
        this.stayAwake();
      } catch {
        const key = this.camera.running ? "no_decoder" : window.isSecureContext ? "no_camera" : "no_https";
        this.camera.stop();
        this.local("warn", key);
      }
      button.disabled = false;
    }
    button.setAttribute("aria-pressed", String(this.camera.running));
    this.part("viewer").hidden = !this.camera.running;
    this.part("lamp").hidden = !this.camera.hasLamp;
  }

  async toggleLamp(button) {
    const on = button.getAttribute("aria-pressed") !== "true";
    await this.camera.lamp(on);
    button.setAttribute("aria-pressed", String(on));
  }

  toggleMute(button) {
    this.muted = !this.muted;
    button.setAttribute("aria-pressed", String(this.muted));
  }

  async stayAwake() {
    // a phone may refuse to stay awake (low battery); the scan goes on
    if (this.camera.running) await navigator.wakeLock?.request("screen").catch(() => null);
  }
}

for (const root of document.querySelectorAll("[data-scanner]")) new Scanner(root);
