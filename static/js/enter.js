// On a page with several buttons Enter in a line of text presses the button that stands with it.
document.addEventListener("keydown", (event) => {
  const field = event.target;
  const isLine = event.key === "Enter" && field.matches?.("[data-page-form] input:not([type=file])");
  if (!isLine || event.isComposing) return;
  let around = field.parentElement;
  const buttonOf = (element) => element.querySelector("button[type=submit]:not([tabindex='-1'])");
  while (!buttonOf(around) && around !== field.form) around = around.parentElement;
  const button = buttonOf(around);
  if (!button) return;
  event.preventDefault();
  field.form.requestSubmit(button);
});
