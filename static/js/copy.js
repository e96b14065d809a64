// A button with data-copy copies the field it names. It is hidden until this runs; the field can always be selected by hand.
const buttons = navigator.clipboard ? document.querySelectorAll("[data-copy]") : [];

for (const button of buttons) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    await navigator.clipboard.writeText(field.value);
    const done = button.parentElement.querySelector("[data-copied]");
    done.textContent = done.dataset.copied;
  });
}
