"""How much of a Word file survives as ODT, HTML and PDF: ``python -m tests.bench.importing [FILE.docx …]``.

LibreOffice writes the twins; what is read from the Word file is the truth they are held against. Without files, the
documents of `imported_documents.py` alone.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from consult.importing import Draft, SectionDraft, read_draft
from consult.importing.archive import Archive
from consult.importing.completeness import body_paragraphs, letters
from tests.bench.imported_documents import write_documents
from tests.bench.rows import row

_T = TypeVar("_T")
TWINS = ("odt", "html", "pdf")
SECONDS = 120


@dataclass(frozen=True, slots=True)
class Agreement:
    """Shares (0..1) of the truth that the other reading has; letters lost and doubled are counts of `letters`."""

    letters: int
    lost: int
    doubled: int
    paragraphs: float
    headings: float
    numbers: float
    warnings: int


def agreement(truth: Draft, other: Draft) -> Agreement:
    """How much of one reading is in the other, wherever it stands."""
    wanted, found = _words(truth), _words(other)
    return Agreement(
        letters=_length(wanted),
        lost=_length(wanted - found),
        doubled=_length(found - wanted),
        paragraphs=_share(_paragraphs(truth), _paragraphs(other)),
        headings=_share(_headings(truth), _headings(other)),
        numbers=_share(_numbers(truth), _numbers(other)),
        warnings=len(other.warnings),
    )


def _words(draft: Draft) -> Counter[str]:
    texts = [draft.title]
    for section in draft.sections:
        texts += [section.number or "", section.title]
        texts += [f"{one.marker} {one.text}" for one in section.paragraphs if one.kind != "figure"]
    return Counter(letters(word) for text in texts for word in text.split())


def _length(words: Counter[str]) -> int:
    return sum(len(word) * count for word, count in words.items())


def _paragraphs(draft: Draft) -> Counter[str]:
    kinds = ("paragraph", "item", "footnote")
    return Counter(
        # A PDF has the number before an item among its words.
        letters(one.marker + one.text)
        for section in draft.sections
        for one in section.paragraphs
        if one.kind in kinds and one.text
    )


def _standing(draft: Draft) -> Iterable[SectionDraft]:
    return (one for one in draft.sections if one.title and one.change != "deletion")


def _headings(draft: Draft) -> Counter[tuple[str, int]]:
    return Counter((letters(one.title), one.level) for one in _standing(draft))


def _numbers(draft: Draft) -> Counter[tuple[str, str]]:
    headings = ((one.number or "", letters(one.title)) for one in _standing(draft) if one.number)
    items = (
        (one.marker, letters(one.text))
        for section in draft.sections
        for one in section.paragraphs
        if any(sign.isalnum() for sign in one.marker)
    )
    return Counter((*headings, *items))


def _share(wanted: Counter[_T], found: Counter[_T]) -> float:
    total = wanted.total()
    return (wanted & found).total() / total if total else 1.0


def twins(file: Path, folder: Path) -> Iterable[Path]:
    """The same document as LibreOffice writes it in other formats."""
    for kind in TWINS:
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        command += ["--convert-to", kind, "--outdir", str(folder), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        yield folder / f"{file.stem}.{kind}"


def tell(file: Path, folder: Path) -> None:
    """A row for the Word file against its own parts, and one for each twin against the Word file."""
    truth = read_draft(file)
    written = sum(len(letters(text)) for text in body_paragraphs(Archive(file.read_bytes())))
    row(f"{file.stem} docx", f"{written} letters in the file", f"{len(truth.warnings)} warnings")
    for twin in twins(file, folder):
        found = agreement(truth, read_draft(twin, empty_links="text"))
        row(
            f"{file.stem} {twin.suffix.removeprefix('.')}",
            f"{found.lost} lost, {found.doubled} doubled of {found.letters}",
            f"paragraphs {found.paragraphs:.1%}, headings {found.headings:.1%}, "
            f"numbers {found.numbers:.1%}, {found.warnings} warnings",
        )


def main() -> None:
    if shutil.which("soffice") is None:
        sys.exit("LibreOffice (soffice) is not on this machine; it writes the twins.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = [Path(argument) for argument in sys.argv[1:]]
        for file in (*write_documents(folder), *given):
            tell(file, folder)


if __name__ == "__main__":
    main()
