// What this reader wrote, on pages that are the same for everybody: how much is not sent, at the foot of each page of the
// consultation, and a mark beside each paragraph they wrote on. Asked for only where the browser holds something.
const slot = document.querySelector("[data-my-remarks]");
const hasMine = () => /(^|[ ;])(__Host-)?has-mine=1/.test(document.cookie);

// A section's own page has no element for it: its line stands in the page's head.
const placeOf = (id) =>
  document.getElementById(id) ?? (location.pathname.endsWith(`/sections/${id.slice(2)}`) ? document.querySelector(".reading__head") : null);

function actionsOf(place) {
  const line = place.querySelector(".on-section, .para__actions");
  if (line || !place.matches(".para")) return line;
  const actions = document.createElement("div");
  actions.className = "para__actions";
  place.append(actions);
  return actions;
}

function placeMarks() {
  for (const old of document.querySelectorAll(".my-mark--placed")) old.remove();
  for (const mark of slot.querySelectorAll("[data-beside]")) {
    const place = placeOf(mark.dataset.beside);
    const actions = place && actionsOf(place);
    mark.classList.add("my-mark--placed");
    if (actions) actions.append(mark);
    else mark.remove();
  }
}

async function show() {
  if (!slot || !hasMine()) return;
  try {
    const answer = await fetch(slot.dataset.myRemarks);
    if (answer.status >= 500) throw new Error(answer.statusText);
    if (!answer.ok) return;
    // A fragment of our own templates, as htmx takes them; htmx itself would put an error's page here as well.
    const fragment = new DOMParser().parseFromString(await answer.text(), "text/html");
    slot.replaceChildren(...fragment.body.children);
  } catch {
    // The link that stands there says where to look: nobody shall think that all was sent because we could not ask.
    slot.hidden = false;
    return;
  }
  placeMarks();
  slot.hidden = !slot.querySelector(".my-remarks__bar");
}

// The form says that this runs: then the way back from keeping a remark leads straight to the text.
document.addEventListener("submit", (event) => {
  const field = event.target.elements?.namedItem("scripted");
  if (field) field.value = "yes";
}, true);

// A page that Back brings out of the browser's memory is as it was left.
addEventListener("pageshow", (event) => event.persisted && show());
show();
