"""Reads a PDF by its tags, where it has them: they say what is a heading, a list, a table, a note.

Must not open the file; the words and the tree of tags come from the child process. Tags that leave
out much of the text are not believed.
"""

from consult.importing.tagged_pdf.reader import TaggedContent, read_tags

__all__ = ["TaggedContent", "read_tags"]
