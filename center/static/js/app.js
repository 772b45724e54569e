/* What every page does with scripts on. Each page works without them: forms post, links lead. */

import { keepDrafts } from "./drafts.js";
import { openDates } from "./dates.js";
import { searchOnTop } from "./people-search.js";
import { word } from "./words.js";

const TYPING = "input, textarea, select, [contenteditable]";

/** `/` goes to the search box from anywhere but a text box. */
function searchKey() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest(TYPING)) return;
    const box = document.querySelector("[data-search]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

/** The navigation opens over the page on a phone; Escape or a tap beside it closes it. */
function foldingNavigation() {
  const toggle = document.querySelector("[data-nav-toggle]");
  const nav = document.getElementById("app-nav");
  if (!toggle || !nav) return;
  const set = (open) => {
    nav.classList.toggle("is-open", open);
    toggle.setAttribute("aria-expanded", String(open));
  };
  toggle.addEventListener("click", () => {
    set(toggle.getAttribute("aria-expanded") !== "true");
    if (nav.classList.contains("is-open")) nav.querySelector("a")?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !nav.classList.contains("is-open")) return;
    set(false);
    toggle.focus();
  });
  document.addEventListener("click", (event) => {
    if (!nav.contains(event.target) && !toggle.contains(event.target)) set(false);
  });
}

/** A form is sent once: the second press of its button does nothing until the answer is there. */
function oneSubmit() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
    if (question && !window.confirm(question)) {
      event.preventDefault();
      return;
    }
    if (form.method !== "post" || form.target === "_blank" || form.hasAttribute("data-download")) return;
    if (form.closest("[hx-post]")) return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    if (event.defaultPrevented) return;
    form.dataset.sending = "1";
    event.submitter?.classList.add("is-busy");
    event.submitter?.setAttribute("aria-disabled", "true");
  });
  // a page brought back by the Back button must be able to send again
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sending]")) delete form.dataset.sending;
    for (const button of document.querySelectorAll(".btn.is-busy")) {
      button.classList.remove("is-busy");
      button.removeAttribute("aria-disabled");
    }
  });
}

/** Ctrl + Enter in any box of a form presses its main button: no walk to the end of a long page. */
function sendKey() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const button = event.target.closest("form")?.querySelector(".form-actions button.btn-primary[type='submit']");
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}

/** Alt and a letter press what bears that letter (`data-alt-key`), whatever has the cursor. */
function altKeys() {
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.key.length !== 1) return;
    const control = document.querySelector(`[data-alt-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!control) return;
    event.preventDefault();
    control.click();
  });
}

/** An act that a reception asked for begins in the first box of its form. */
function firstBox() {
  if (!new URLSearchParams(window.location.search).has("reception")) return;
  if (document.querySelector("[data-error-summary], main [autofocus]")) return;
  const boxes = document.querySelectorAll("main form[method='post'] :is(input, select, textarea)");
  [...boxes].find((box) => box.type !== "hidden" && !box.hidden && !box.disabled && box.tabIndex >= 0)?.focus();
}

/** The list of errors is read out first, and its links put the cursor into the field. */
function errorSummary() {
  const summary = document.querySelector("[data-error-summary]");
  if (!summary) return;
  summary.focus({ preventScroll: false });
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    const control = target.matches(TYPING) ? target : target.querySelector(TYPING);
    const shown = control?.type === "hidden" ? document.getElementById(`${target.id}-text`) : control;
    (shown ?? target).focus();
    (shown ?? target).scrollIntoView({ block: "center" });
  });
}

/** Cells of a hand-written table take their label on a phone from the head of their column. */
function cellLabels(root) {
  for (const table of root.querySelectorAll("table.table-fold")) {
    const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
    for (const row of table.tBodies[0]?.rows ?? []) {
      [...row.cells].forEach((cell, place) => {
        if (!cell.dataset.label && heads[place]) cell.dataset.label = heads[place];
      });
    }
  }
}

/** Arrow keys go from the search box through the names of a list and back. */
function arrowsThroughLists() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [...document.querySelectorAll(".table-fold .col-main a")];
    const here = links.indexOf(document.activeElement);
    const inSearch = document.activeElement?.matches("[data-search]");
    if (!links.length || (here < 0 && !inSearch)) return;
    const next = event.key === "ArrowDown" ? here + 1 : here - 1;
    const target = next < 0 ? document.querySelector("[data-search]") : links[next];
    if (!target) return;
    event.preventDefault();
    target.focus();
  });
}

function smallButtons() {
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
    if (event.target.closest("[data-back]")) window.history.back();
  });
  if (window.history.length > 1) {
    for (const button of document.querySelectorAll("[data-back]")) button.hidden = false;
  }
}

/** Say that a part of the page could not be fetched, in the place where messages are read out. */
function tell(text) {
  const place = document.getElementById("flashes");
  if (!place) return;
  const line = document.createElement("div");
  line.className = "banner state-danger";
  line.textContent = text;
  place.replaceChildren(line);
}

function partialPages() {
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector("meta[name='csrf-token']")?.content;
    if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token;
  });
  document.addEventListener("htmx:sendError", () => tell(word("offline")));
  document.addEventListener("htmx:responseError", () => tell(word("server_error")));
  document.addEventListener("htmx:afterSwap", (event) => {
    cellLabels(event.target);
    openDates(event.target);
  });
}

searchKey();
searchOnTop();
foldingNavigation();
oneSubmit();
sendKey();
altKeys();
firstBox();
errorSummary();
cellLabels(document);
arrowsThroughLists();
smallButtons();
partialPages();
openDates(document);
keepDrafts();
