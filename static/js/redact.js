// Leaving words out: the button puts brackets round the words selected in the field, and what everybody
// will read follows while one writes. Without this the brackets are typed and a button shows the copy.
const LEFT_OUT = /\\([[\]|\\])|\[\[((?:(?!\]\])[^|\\]|\\.)*)(?:\|[^\]]*)?\]\](?!\])/gs;
const lastField = new WeakMap();

const formOf = (element) => element.closest?.("[data-redact-form]");
const shownIn = (form, name) =>
  form.querySelector(name === "text" ? ".remark__text" : ".remark__proposal-text");

function prepare() {
  for (const button of document.querySelectorAll("[data-redact-selection][hidden]")) button.hidden = false;
}

// The mark is an element, as on the public page: no letters of the text can look like it.
function mark(words) {
  const element = document.createElement("span");
  element.className = "remark__redacted";
  element.textContent = words;
  return element;
}

function piecesOf(copy, words) {
  const pieces = [];
  let left = "", place = 0;
  for (const match of copy.matchAll(LEFT_OUT)) {
    left += copy.slice(place, match.index) + (match[1] ?? "");
    place = match.index + match[0].length;
    if (match[1] === undefined) pieces.push(left, mark(words)), (left = "");
  }
  return [...pieces, left + copy.slice(place)];
}

function show(field) {
  const form = formOf(field);
  const shown = shownIn(form, field.name);
  // Read while it is the server's: the words that stand in place of what is left out.
  shown?.replaceChildren(...piecesOf(field.value, form.dataset.leftOut));
  // It was that of the marks the server saw.
  const share = form.querySelector("[data-left-out-share]");
  if (share) share.hidden = true;
}

document.addEventListener("focusin", (event) => {
  const form = formOf(event.target);
  if (form && event.target.matches('textarea[name="text"], textarea[name="proposed_text"]'))
    lastField.set(form, event.target);
});

document.addEventListener("input", (event) => {
  if (formOf(event.target) && event.target.matches('textarea[name="text"], textarea[name="proposed_text"]'))
    show(event.target);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-redact-selection]");
  const field = button && lastField.get(formOf(button));
  if (!field || field.selectionStart === field.selectionEnd) return;
  const { selectionStart: start, selectionEnd: end } = field;
  field.setRangeText(`[[${field.value.slice(start, end)}]]`, start, end, "select");
  field.focus();
  show(field);
});

prepare();
document.addEventListener("htmx:after:swap", prepare);
