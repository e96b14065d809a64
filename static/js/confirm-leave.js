// Asks before a page with unsent words is left. The browser words the question.
const unsent = (form) =>
  [...form.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);
let sending = false;

document.addEventListener("submit", () => {
  sending = true;
});
addEventListener("pageshow", () => {
  sending = false;
});
addEventListener("beforeunload", (event) => {
  if (!sending && [...document.querySelectorAll("form[method=post]")].some(unsent)) event.preventDefault();
});
