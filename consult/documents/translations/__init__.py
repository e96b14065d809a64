"""Translations and plain-language summaries of a text. They help to read it; the consultation is on the text itself."""
