// Asks before a page with unsent words is left. The browser words the question.
const chosen = (select) => {
  const before = [...select.options].findIndex((option) => option.defaultSelected);
  return select.selectedIndex !== Math.max(before, 0);
};
const differs = (field) => {
  if (field.type === "hidden" || field.type === "submit") return false;
  if (field.type === "file") return field.files.length > 0;
  if (field.options) return chosen(field);
  return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
};
// A page with several buttons also has choices to lose, and may show words again that were not stored.
const unsent = (form) =>
  "unsaved" in form.dataset ||
  [...form.querySelectorAll("pageForm" in form.dataset ? "input, select, textarea" : "textarea")].some(differs);
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
