// What somebody typed stays in this tab: Back and reloading find it in its form, also in one that was opened in place.
// It is forgotten when it was sent, and with the tab.
const STORE = "typed-words";
const MOST_FORMS = 30;
const FIELDS = "textarea, select, input:not([type=hidden], [type=file], [type=password], [type=submit])";

const read = () => {
  try {
    return JSON.parse(sessionStorage.getItem(STORE) ?? "{}");
  } catch {
    return {};
  }
};
const write = (forms) => {
  const newest = Object.entries(forms).slice(-MOST_FORMS);
  try {
    sessionStorage.setItem(STORE, JSON.stringify(Object.fromEntries(newest)));
  } catch {
    // No room, or not allowed: then the browser's own memory of the page must do.
  }
};
const actionOf = (form) => new URL(form.getAttribute("action") || location.href, location.href).pathname;
const nameOf = (form) => `${location.pathname} ${actionOf(form)}`;
const textForms = (root) => [...root.querySelectorAll("form[method=post]")].filter((form) => form.querySelector("textarea"));
const isChoice = (field) => field.type === "radio" || field.type === "checkbox";
const isRemembered = (form, field) =>
  field.name && (field.matches(FIELDS) || (field.type === "hidden" && "typedWithHidden" in form.dataset));
const defaultOf = (field) => {
  if (field.options) return [...field.options].find((option) => option.defaultSelected)?.value ?? "";
  return isChoice(field) ? String(field.defaultChecked) : field.defaultValue;
};
const valueOf = (field) => (isChoice(field) ? String(field.checked) : field.value);
const idOf = (field) => (isChoice(field) ? `${field.name}=${field.value}` : field.name);

function typedIn(form) {
  const fields = [...form.elements].filter((field) => isRemembered(form, field));
  const isTyped = fields.some((field) => field.type !== "hidden" && valueOf(field) !== defaultOf(field));
  return isTyped ? fields.map((field) => [idOf(field), defaultOf(field), valueOf(field)]) : null;
}

function keep(form, forms) {
  const fields = typedIn(form);
  const name = nameOf(form);
  const wasSent = forms[name]?.sent ?? false;
  delete forms[name]; // so that it becomes the newest
  if (!fields) return;
  const slot = form.closest("[data-slot]");
  forms[name] = { action: actionOf(form), page: location.pathname, slot: slot?.id ?? "", opens: slot?.dataset.slot ?? "", fields, sent: wasSent };
}

function fill(form, entry) {
  const typed = new Map(entry.fields.map(([id, before, value]) => [id, { before, value }]));
  for (const field of form.elements) {
    const was = isRemembered(form, field) && typed.get(idOf(field));
    // What was stored meanwhile stands; a form opened in place is always empty.
    if (!was || (field.type !== "hidden" && !entry.slot && was.before !== defaultOf(field))) continue;
    if (isChoice(field)) field.checked = was.value === "true";
    else field.value = was.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function reopen(entry) {
  const paragraph = document.getElementById(entry.slot.slice(0, -entry.opens.length - 1));
  const link = paragraph?.querySelector(`[data-opens="${entry.opens}"]`);
  if (!link) return;
  paragraph.addEventListener("htmx:after:swap", () => {
    const form = textForms(paragraph).find((each) => actionOf(each) === entry.action);
    if (!form) return;
    fill(form, entry);
    form.scrollIntoView({ block: "nearest" });
  }, { once: true });
  link.click();
}

function restore() {
  const here = Object.values(read()).filter((entry) => entry.page === location.pathname);
  for (const entry of here) {
    const form = textForms(document).find((each) => actionOf(each) === entry.action);
    if (form) fill(form, entry);
    else if (entry.slot) reopen(entry);
  }
}

// A page that answers a form says so: what was sent was not stored yet. Any other page after sending: it was.
function settle(isNew) {
  const forms = read();
  for (const [name, entry] of Object.entries(forms)) {
    if (!entry.sent) continue;
    if ("answersPost" in document.body.dataset || !isNew) entry.sent = false;
    else delete forms[name];
  }
  write(forms);
}

addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  const forms = read();
  for (const each of textForms(document)) keep(each, forms);
  const address = (event.submitter?.hasAttribute("formaction") && new URL(event.submitter.formAction).pathname) || actionOf(form);
  for (const entry of Object.values(forms)) {
    if (entry.action === address || entry.action === actionOf(form)) entry.sent = true;
  }
  write(/\/sign-out$/.test(address) ? {} : forms);
});
addEventListener("pagehide", () => {
  const forms = read();
  for (const form of textForms(document)) keep(form, forms);
  write(forms);
});

const arrival = performance.getEntriesByType("navigation")[0]?.type ?? "navigate";
settle(arrival === "navigate");
if (arrival !== "navigate") restore();
