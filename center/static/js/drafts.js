/*
 * Nothing typed is lost when the session ends, the power fails or a page is left by mistake.
 *
 * Forms with `data-keep` and an id are remembered while they are typed into: in this tab only
 * (sessionStorage), for this person only (body[data-person]), never passwords or files. A draft goes
 * when its form was accepted, when the person cancels or signs out, or when somebody else signs in.
 *
 * A form that was sent and led to a page of the app was accepted. One that led to the sign-in page or
 * to an error page was not: those pages have no frame (body.app), and the draft is marked interrupted.
 */

import { word } from "./words.js";

const PREFIX = "center:draft:";

const person = () => document.body.dataset.person ?? "";
const inApp = () => document.body.classList.contains("app");
const keyOf = (form) => `${PREFIX}${window.location.pathname}#${form.id}`;

function read(key) {
  try {
    return JSON.parse(window.sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, draft) {
  try {
    window.sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    /* storage full or forbidden: the form still works, it is only not remembered */
  }
}

function allKeys() {
  try {
    return Object.keys(window.sessionStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

const forget = (key) => window.sessionStorage.removeItem(key);

function keptControls(form) {
  return [...form.elements].filter((control) => {
    if (!control.name || control.name === "csrf_token") return false;
    if (control.type === "hidden") return control.hasAttribute("data-value");
    return !["password", "file", "submit", "button", "fieldset"].includes(control.type);
  });
}

const isBox = (control) => control.type === "checkbox" || control.type === "radio";

function valuesOf(form) {
  return keptControls(form).map((control) => {
    if (isBox(control)) return [control.name, control.value, control.checked];
    if (control.multiple) return [control.name, null, [...control.selectedOptions].map((option) => option.value)];
    return [control.name, null, control.value];
  });
}

/** Put kept values back; return whether anything differed from what the page held. */
function restore(form, values) {
  let changed = false;
  const taken = new Map();
  for (const control of keptControls(form)) {
    const place = taken.get(control.name) ?? 0;
    const box = isBox(control);
    const same = values.filter(([name, value]) => name === control.name && (!box || value === control.value));
    const found = box ? same[0] : same[place];
    if (!found) continue;
    if (!box) taken.set(control.name, place + 1);
    const kept = found[2];
    if (box) {
      changed ||= control.checked !== kept;
      control.checked = kept;
    } else if (control.multiple) {
      for (const option of control.options) {
        changed ||= option.selected !== kept.includes(option.value);
        option.selected = kept.includes(option.value);
      }
    } else {
      changed ||= control.value !== kept;
      control.value = kept;
    }
  }
  return changed;
}

function tellRestored(form, key, before) {
  const note = document.createElement("div");
  note.className = "banner state-info";
  note.setAttribute("role", "status");
  const text = document.createElement("span");
  text.textContent = word("draft_restored");
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "btn btn-plain";
  drop.textContent = word("draft_discard");
  drop.addEventListener("click", () => {
    restore(form, before);
    forget(key);
    note.remove();
    form.querySelector("input:not([type='hidden']), select, textarea")?.focus();
  });
  note.append(text, drop);
  form.prepend(note);
}

/** Settle the drafts left by the page before this one. */
function settle() {
  for (const key of allKeys()) {
    const draft = read(key);
    if (!draft || (inApp() && draft.person !== person())) forget(key);
    else if (draft.sent && !inApp()) write(key, { ...draft, sent: false });
    else if (draft.sent) forget(key);
  }
}

/** Remember the forms of this page, and bring back what was typed into them before. */
export function keepDrafts() {
  const forms = [...document.querySelectorAll("form[data-keep][id]")].filter((form) => form.method === "post");
  // shown again with errors: the server gave the typed values back, and the form was not accepted
  for (const form of forms.filter((one) => one.querySelector("[data-error-summary]"))) {
    write(keyOf(form), { person: person(), sent: false, values: valuesOf(form) });
  }
  settle();
  for (const form of forms) {
    const key = keyOf(form);
    const draft = read(key);
    if (draft && !form.querySelector("[data-error-summary]")) {
      const before = valuesOf(form);
      if (restore(form, draft.values)) tellRestored(form, key, before);
    }
    const save = (sent) => write(key, { person: person(), sent, values: valuesOf(form) });
    form.addEventListener("input", () => save(false));
    form.addEventListener("change", () => save(false));
    form.addEventListener("submit", (event) => event.defaultPrevented || save(true));
    form.querySelector(".form-actions a")?.addEventListener("click", () => forget(key));
  }
  document.querySelector("form[data-sign-out]")?.addEventListener("submit", () => allKeys().forEach(forget));
}
