"""The text of a consultation: documents, versions, sections, paragraphs, and which committees own them."""
