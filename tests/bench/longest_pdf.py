"""What reading a PDF of as many pages as promised costs, all of them full of ordinary text."""

from __future__ import annotations

import resource
import tempfile
from pathlib import Path
from typing import NamedTuple

from consult.importing import pdf, read_draft
from tests.importing.pdf_files import PdfLine, pdf_file

LINES = 45


class Cost(NamedTuple):
    """Seconds of the processor in the child that has the file open, and its largest memory."""

    child_seconds: float
    megabytes: int


def cost() -> Cost:
    """Of one file; all of its pages must be read, and within the child's limits."""
    pages = [_page(number) for number in range(pdf.PAGES)]
    with tempfile.TemporaryDirectory() as folder:
        file = pdf_file(Path(folder) / "longest.pdf", *pages)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        draft = read_draft(file)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    text = " ".join(one.text for section in draft.sections for one in section.paragraphs)
    assert [number for number in range(pdf.PAGES) if _word(number) not in text] == []
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(spent, after.ru_maxrss // 1024)


def _page(number: int) -> list[PdfLine]:
    """No two are alike: what recurs from page to page is taken for a header."""
    word = _word(number)
    return [
        f"Linje {line} med ordet {word} og ganske almindelige ord om byens træer og pladser."
        for line in range(LINES)
    ]


def _word(number: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:04}")
