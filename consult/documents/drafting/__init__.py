"""A text before it is published: read from a file, stored as sections and paragraphs, corrected."""
