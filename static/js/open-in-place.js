// A link with data-opens ("remarks" or "form") has its page opened under its paragraph by htmx, in a slot that is
// made when it is first wanted: a page may have thousands of paragraphs. A second press closes it again, and
// Escape does; focus goes to what opened, and back to the link when it closes.
const slotId = (link) => `${link.closest(".para").id}-${link.dataset.opens}`;
const isOpen = (slot) => slot.childElementCount > 0;
const linkOf = (slot) => slot.closest(".para").querySelector(`[data-opens="${slot.dataset.slot}"]`);

function slotOf(link) {
  const made = document.getElementById(slotId(link));
  if (made) return made;
  const slot = document.createElement("div");
  slot.id = slotId(link);
  slot.dataset.slot = link.dataset.opens;
  slot.className = link.dataset.opens === "form" ? "para__slot para__slot--form" : "para__slot";
  // Remarks stand above the form, whichever was opened first.
  const form = link.closest(".para").querySelector(".para__slot--form");
  link.closest(".para").insertBefore(slot, form);
  return slot;
}

async function open(link, slot) {
  if (link.ariaBusy === "true") return;
  link.ariaBusy = "true";
  await htmx.ajax("GET", link.getAttribute("href"), { source: link, target: slot });
  link.removeAttribute("aria-busy");
  if (!isOpen(slot)) return;
  link.setAttribute("aria-expanded", "true");
  const first = slot.querySelector("textarea, input:not([type=hidden]), h2, h3, article");
  if (first && !first.matches("textarea, input")) first.tabIndex = -1;
  first?.focus({ preventScroll: true });
}

function close(link, slot) {
  slot.replaceChildren();
  link.setAttribute("aria-expanded", "false");
  link.focus();
}

function hasUnsentWords(slot) {
  return [...slot.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".para [data-opens]");
  // Another tab is wanted, or htmx did not come: then it is a link to a page like any other.
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !window.htmx) return;
  event.preventDefault();
  const slot = slotOf(link);
  // Words somebody is writing stay.
  if (!isOpen(slot)) open(link, slot);
  else if (hasUnsentWords(slot)) slot.querySelector("textarea").focus();
  else close(link, slot);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const slot = event.target.closest?.("[data-slot]");
  if (slot && isOpen(slot) && !hasUnsentWords(slot)) close(linkOf(slot), slot);
});

for (const link of document.querySelectorAll("[data-opens]")) link.setAttribute("aria-expanded", "false");
