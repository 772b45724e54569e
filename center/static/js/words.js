/* Sentences for scripts come from the page, so that they pass through the same translation as all others. */

let words;

/** Return the sentence `key` of the page's word list, with {name} placeholders filled from `facts`. */
export function word(key, facts = {}) {
  if (!words) {
    const block = document.getElementById("ui-words");
    words = block ? JSON.parse(block.textContent) : {};
  }
  return fill(words[key] ?? key, facts);
}

/** Return `text` with its {name} placeholders filled from `facts`. */
export function fill(text, facts) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in facts ? String(facts[name]) : whole));
}
