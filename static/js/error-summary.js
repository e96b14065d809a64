// After a post the list of errors, or of what is not stored yet, is read first; each link puts the cursor in its field
// with the label in sight.
const LISTS = ".error-summary, .unsaved";
function greet(root) {
  root.querySelector?.(LISTS)?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(LISTS) && event.target.closest("a");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  (field.closest(".form-group") ?? field).scrollIntoView({ block: "start" });
  field.focus({ preventScroll: true });
});

document.addEventListener("htmx:after:swap", (event) => greet(event.target));
greet(document);
