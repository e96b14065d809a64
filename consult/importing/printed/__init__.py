"""What a PDF's page looks like to a reader: rows, columns, tables and pictures in reading order.

Works on what the child process says is drawn where; must not open the file.
"""

from consult.importing.printed.layout import Read, read_sheet, read_sheets
from consult.importing.printed.rows import rows_of, words_of
from consult.importing.printed.shapes import Printed, Sheet, Stretch, sheet_of
from consult.importing.printed.spacing import spaced, usual_gap, with_signs
from consult.importing.printed.struck import struck_in

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
