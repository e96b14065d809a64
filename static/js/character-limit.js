// Says how many characters are left while one writes. The limit itself is the server's to hold.
const ANNOUNCE_AFTER_MS = 1000;

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
});
