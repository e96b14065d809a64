"""How the text is shown to readers: paragraphs, headings, footnotes, comparisons, in which language."""
