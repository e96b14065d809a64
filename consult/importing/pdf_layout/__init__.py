"""What a PDF's page looks like to a reader: rows, columns, tables and pictures in reading order.

Works on what the child process says is drawn where; must not open the file.
"""

from consult.importing.pdf_layout.line_spacing import spaced, usual_gap, with_signs
from consult.importing.pdf_layout.reading_order import Read, read_sheet, read_sheets
from consult.importing.pdf_layout.shapes import Printed, Sheet, Stretch, sheet_of
from consult.importing.pdf_layout.strikethrough import struck_in
from consult.importing.pdf_layout.text_rows import rows_of, words_of

__all__ = [
    "Printed",
    "Read",
    "Sheet",
    "Stretch",
    "read_sheet",
    "read_sheets",
    "rows_of",
    "sheet_of",
    "spaced",
    "struck_in",
    "usual_gap",
    "with_signs",
    "words_of",
]
