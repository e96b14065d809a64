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

function show(field) {
  const form = formOf(field);
  const shown = shownIn(form, field.name);
  // Read while it is the server's: the words that stand in place of what is left out.
  const words = form.dataset.leftOut;
  if (shown) shown.textContent = field.value.replace(LEFT_OUT, (whole, escaped) => escaped ?? words);
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
