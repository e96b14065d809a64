// After a failed post the list of errors is read first; each link puts the cursor in its field with the label in sight.
function greet(root) {
  root.querySelector?.(".error-summary")?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".error-summary a");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  (field.closest(".form-group") ?? field).scrollIntoView({ block: "start" });
  field.focus({ preventScroll: true });
});

document.addEventListener("htmx:after:swap", (event) => greet(event.target));
greet(document);
