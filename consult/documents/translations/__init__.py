"""The text in other words: its translations and plain-language summaries. A help, never the text heard."""
