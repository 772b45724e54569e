/*
 * Scans that the server has not answered yet, and the one sender that takes them there in order.
 *
 * Every scan lies in localStorage, under a key of its own, from the moment it is read until the server
 * answered; a reload, a flat battery or a dead network loses none. The same scan sent twice is one scan,
 * by its client_id.
 */

const RETRY_MS = [2000, 4000, 8000, 15000, 30000];
const TIMEOUT_MS = 10000;

/** Return a random UUID; crypto.randomUUID is missing on a plain http address. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export class ScanQueue {
  /** `url` takes the scans and names the queue; `on` hears answer, kept, signIn, stuck, change. */
  constructor(url, on) {
    this.url = url;
    this.prefix = `center:scan:${new URL(url, window.location.href).pathname}:`;
    this.on = on;
    this.failures = 0;
    this.volatile = new Map(); // only what the browser would not store
    window.addEventListener("online", () => this.retryNow());
    document.addEventListener("visibilitychange", () => document.hidden || this.retryNow());
  }

  /** Scans waiting, oldest first. */
  waiting() {
    const kept = Object.keys(window.localStorage)
      .filter((key) => key.startsWith(this.prefix))
      .map((key) => JSON.parse(window.localStorage.getItem(key)));
    return [...kept, ...this.volatile.values()].sort((a, b) => a.order - b.order);
  }

  /** Keep a scan of `token` and send it. */
  add(token) {
    const now = Date.now();
    this.lastOrder = Math.max(now, (this.lastOrder ?? 0) + 0.001); // two scans of one millisecond stay in order
    const scan = { client_id: newId(), token, happened_at: new Date(now).toISOString(), order: this.lastOrder };
    this.store(scan);
    this.on.change();
    this.send();
    return scan;
  }

  store(scan) {
    try {
      window.localStorage.setItem(this.prefix + scan.client_id, JSON.stringify(scan));
    } catch {
      this.volatile.set(scan.client_id, scan);
    }
  }

  remove(scan) {
    window.localStorage.removeItem(this.prefix + scan.client_id);
    this.volatile.delete(scan.client_id);
    this.on.change();
  }

  retryNow() {
    window.clearTimeout(this.timer);
    this.send();
  }

  /** Try again also what the server could not take. */
  retryStuck() {
    for (const scan of this.waiting()) {
      if (scan.stuck) {
        delete scan.stuck;
        this.store(scan);
      }
    }
    this.retryNow();
  }

  /** Send what waits, one after the other, until it is done or the way is closed. */
  async send() {
    if (this.sending) return;
    this.sending = true;
    try {
      for (;;) {
        const scan = this.waiting().find((one) => !one.stuck);
        if (!scan || !(await this.deliver(scan))) break;
      }
    } finally {
      this.sending = false;
    }
  }

  /** Deliver one scan; return whether the next may follow at once. */
  async deliver(scan) {
    let answer;
    try {
      answer = await this.post(scan);
      if (answer.status === 400 && (await this.renewToken())) answer = await this.post(scan);
    } catch {
      return this.later(scan);
    }
    if (answer.status === 401 || answer.redirected) {
      this.on.signIn(scan);
      return this.later(scan, true);
    }
    if (answer.status >= 500 || answer.status === 429 || answer.status === 408) return this.later(scan);
    const said = await answer.json().catch(() => null);
    this.failures = 0;
    if (said?.outcome) {
      this.remove(scan);
      this.on.answer(scan, said);
    } else {
      this.store({ ...scan, stuck: answer.status });
      this.on.stuck(scan, answer.status);
      this.on.change();
    }
    return true;
  }

  post(scan) {
    const { client_id, token, happened_at } = scan;
    const headers = { "Content-Type": "application/json", Accept: "application/json" };
    const csrf = document.querySelector("meta[name='csrf-token']")?.content;
    if (csrf) headers["X-CSRFToken"] = csrf;
    return fetch(this.url, {
      method: "POST",
      credentials: "same-origin",
      headers,
      body: JSON.stringify({ client_id, token, happened_at }),
      signal: AbortSignal.timeout ? AbortSignal.timeout(TIMEOUT_MS) : undefined,
    });
  }

  /** After a new sign-in in another tab this page's token is old: take the new one from the page. */
  async renewToken() {
    const meta = document.querySelector("meta[name='csrf-token']");
    const page = await fetch(window.location.href, { credentials: "same-origin" });
    if (!meta || !page.ok) return false;
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
    const token = fresh.querySelector("meta[name='csrf-token']")?.content;
    if (!token || token === meta.content) return false;
    meta.content = token;
    return true;
  }

  later(scan, told = false) {
    const wait = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)];
    this.failures += 1;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.send(), wait);
    if (!told) this.on.kept(scan);
    return false;
  }
}
