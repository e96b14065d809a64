"""PDF files set by a real typesetter, for tests of the importer: two columns, tables, pictures, notes.

Must not hold assertions. WeasyPrint sets them; tagged ones say what their parts are.
"""

from pathlib import Path

from weasyprint import HTML

_LOOKS = """
@page { size: A4; margin: 20mm }
body { font: 11pt/1.4 "Noto Sans", "Noto Sans Arabic", sans-serif; hyphens: none }
h1 { font-size: 22pt } h2 { font-size: 15pt } h1, h2 { margin: 12pt 0 6pt }
p { margin: 0 0 9pt } sup, sub { font-size: 70%; line-height: 0 }
.two { columns: 2; column-gap: 12mm }
table.ruled, .ruled td, .ruled th { border: 1px solid black; border-collapse: collapse }
td, th { padding: 3pt 6pt; text-align: left; font-weight: normal }
"""


def printed_file(path: Path, body: str, *, looks: str = "", tagged: bool = False) -> Path:
    """Write a PDF of some HTML, and give its path."""
    page = f"<html lang=da><style>{_LOOKS}{looks}</style><body>{body}</body></html>"
    path.write_bytes(HTML(string=page).write_pdf(pdf_tags=tagged) or b"")
    return path
