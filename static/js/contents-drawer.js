// The contents are a drawer: shut on a phone, so the text comes first; always open where there is room beside it.
const WIDE = matchMedia("(min-width: 992px)");

function fit() {
  for (const drawer of document.querySelectorAll("details[data-drawer]")) drawer.open = WIDE.matches;
}
WIDE.addEventListener("change", fit);
fit();
