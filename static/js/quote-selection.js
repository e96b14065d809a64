// Marking words in a paragraph takes them along: its "Comment" link then carries them as ?quote=,
// and an open form's quote field is filled. Without this the form has a field one can paste into.
const LONGEST_QUOTE = 500;

function markedWords() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed) return null;
  const start = wordsAround(selection.anchorNode);
  if (!start || start !== wordsAround(selection.focusNode)) return null;
  const text = selection.toString().replace(/\s+/g, " ").trim().slice(0, LONGEST_QUOTE);
  return text ? { text, paragraph: start.closest(".para") } : null;
}

function wordsAround(node) {
  const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  return element?.closest?.(".para__words") ?? null;
}

function withQuote(address, text) {
  const url = new URL(address, location.href);
  if (text) url.searchParams.set("quote", text);
  else url.searchParams.delete("quote");
  return url.pathname + url.search + url.hash;
}

document.addEventListener("selectionchange", () => {
  const marked = markedWords();
  if (!marked) return;
  const link = marked.paragraph.querySelector(".para__comment");
  if (link) {
    link.href = withQuote(link.href, marked.text);
    link.classList.add("has-quote");
  }
  const field = marked.paragraph.querySelector(".para__slot--form [name=quote]");
  if (field && !field.value) field.value = marked.text;
});
