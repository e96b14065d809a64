"""What a PDF's page looks like to a reader: rows, columns, tables and pictures in reading order.

Works on the plain values that the child process gives for each page; must not open the file.
"""

from consult.importing.pdf_layout.line_spacing import (
    usual_line_gap,
    with_blank_lines,
    with_list_markers,
)
from consult.importing.pdf_layout.reading_order import PageLayout, page_layout, page_layouts
from consult.importing.pdf_layout.shapes import Page, PageLine, TextRun, page_of
from consult.importing.pdf_layout.strikethrough import struck_words
from consult.importing.pdf_layout.text_rows import rows_of, text_of_runs

__all__ = [
    "Page",
    "PageLayout",
    "PageLine",
    "TextRun",
    "page_layout",
    "page_layouts",
    "page_of",
    "rows_of",
    "struck_words",
    "text_of_runs",
    "usual_line_gap",
    "with_blank_lines",
    "with_list_markers",
]
