// Says how many characters are left while one writes, and before sending that a form has more text than the server
// reads at all. The limits themselves are the server's to hold.
const ANNOUNCE_AFTER_MS = 1000;
// Bytes of a whole form: the server reads a mebibyte.
const MOST_BYTES = 1_000_000;

function limitWords(group, length) {
  const left = Number(group.dataset.limit) - length;
  const words = left >= 0 ? group.dataset.limitLeft : group.dataset.limitOver;
  const number = new Intl.NumberFormat(document.documentElement.lang).format(Math.abs(left));
  return { words: words.replace("{n}", number), over: left < 0 };
}

let announcement;
function showLimit(group, field) {
  const { words, over } = limitWords(group, field.value.length);
  const shown = group.querySelector(".character-limit");
  shown.textContent = words;
  shown.classList.toggle("is-over", over);
  clearTimeout(announcement);
  announcement = setTimeout(() => {
    group.querySelector(".character-limit-sr-only").textContent = words;
  }, ANNOUNCE_AFTER_MS);
}

// One listener on the document also serves forms that htmx brings later.
document.addEventListener("input", (event) => {
  const group = event.target.closest?.("[data-limit]");
  if (group) showLimit(group, event.target);
  if (event.target.dataset?.tooMuch) event.target.setCustomValidity("");
});

function bytesOf(form, field) {
  const isEscaped = form.enctype === "application/x-www-form-urlencoded";
  return isEscaped ? String(new URLSearchParams({ t: field.value })).length : new Blob([field.value]).size;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const fields = [...form.querySelectorAll("textarea[data-too-much]")];
  fields.forEach((field) => field.setCustomValidity(""));
  if (fields.reduce((sum, field) => sum + bytesOf(form, field), 0) <= MOST_BYTES) return;
  event.preventDefault();
  const longest = fields.reduce((one, other) => (other.value.length > one.value.length ? other : one));
  longest.setCustomValidity(longest.dataset.tooMuch);
  longest.reportValidity();
});
