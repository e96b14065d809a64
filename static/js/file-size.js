// Says that chosen files are too large before they are sent: the server would have to refuse them, and the page
// would be left. The limit itself is the server's to hold.
const MEGABYTE = 1024 * 1024;

function isTooLarge(field) {
  const bytes = [...field.files].reduce((sum, file) => sum + file.size, 0);
  return bytes > Number(field.dataset.megabytes) * MEGABYTE;
}

function messageOf(field) {
  const shown = field.parentElement.querySelector(".form-error-message[role=alert]");
  if (shown) return shown;
  const message = document.createElement("p");
  message.className = "form-error-message";
  message.setAttribute("role", "alert");
  field.before(message);
  return message;
}

function showSize(field) {
  const message = messageOf(field);
  const over = isTooLarge(field);
  message.textContent = over ? field.dataset.tooLarge : "";
  message.hidden = !over;
  return over;
}

document.addEventListener("change", (event) => {
  if (event.target.dataset?.megabytes) showSize(event.target);
});

document.addEventListener("submit", (event) => {
  const sent = event.submitter?.formEnctype || event.target.enctype;
  if (sent !== "multipart/form-data") return;
  const [over] = [...event.target.querySelectorAll("[data-megabytes]")].filter(showSize);
  if (!over) return;
  event.preventDefault();
  over.focus();
});
