"""The text that is heard: documents, versions, sections, paragraphs and who owns them."""
