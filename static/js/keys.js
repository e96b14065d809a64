// Buttons that show a key are pressed by it: the staff's queue is worked from the keyboard.
// Never while somebody writes, and never together with a modifier key.
const WRITING = "input, textarea, select, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(WRITING)) return;
  const key = event.key.toLowerCase();
  const button = [...document.querySelectorAll("[data-key]")].find(
    (candidate) => candidate.dataset.key === key,
  );
  if (!button || button.disabled) return;
  event.preventDefault();
  button.click();
});
