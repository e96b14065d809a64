// A link with data-opens has its page opened under the paragraph by htmx. A second press closes it again,
// and Escape does; focus goes to what opened, and back to the link when it closes.
const slotOf = (link) => document.getElementById(link.dataset.opens);
const isOpen = (slot) => slot.childElementCount > 0;
const linkOf = (slot) => document.querySelector(`[data-opens="${CSS.escape(slot.id)}"]`);

function close(link, slot) {
  slot.replaceChildren();
  link.setAttribute("aria-expanded", "false");
  link.focus();
}

function hasUnsentWords(slot) {
  return [...slot.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-opens]");
  const slot = link && slotOf(link);
  if (!slot || !isOpen(slot)) return;
  // Captured before htmx sees the click: nothing is fetched, and words somebody is writing stay.
  event.preventDefault();
  event.stopImmediatePropagation();
  if (hasUnsentWords(slot)) slot.querySelector("textarea").focus();
  else close(link, slot);
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const slot = event.target.closest?.(".para__slot");
  if (slot && isOpen(slot) && !hasUnsentWords(slot)) close(linkOf(slot), slot);
});

document.addEventListener("htmx:after:swap", () => {
  for (const link of document.querySelectorAll("[data-opens]")) {
    const slot = slotOf(link);
    const open = Boolean(slot) && isOpen(slot);
    const wasOpen = link.getAttribute("aria-expanded") === "true";
    link.setAttribute("aria-expanded", String(open));
    if (open && !wasOpen) {
      const first = slot.querySelector("textarea, input:not([type=hidden]), h2, h3, article");
      if (first && !first.matches("textarea, input")) first.tabIndex = -1;
      first?.focus({ preventScroll: true });
    }
  }
});

for (const link of document.querySelectorAll("[data-opens]")) link.setAttribute("aria-expanded", "false");
