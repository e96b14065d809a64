"""Texts whose paragraphs are broken into lines: what a PDF's text, or a copy of it, looks like.

`read_lines` takes the lines through every step; each step is a file that says what it repairs.
"""

from consult.importing.wrapped_text.reader import read_lines

__all__ = ["read_lines"]
