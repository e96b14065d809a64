"""On which page of a PDF that we made each heading stands that its contents name."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pypdf import PdfReader


def page_numbers(content: bytes) -> dict[str, int]:
    """The pages, from 1, by the headings' ids."""
    reader = PdfReader(BytesIO(content))
    numbers = {
        page.indirect_reference.idnum: at
        for at, page in enumerate(reader.pages, 1)
        if page.indirect_reference
    }
    found: dict[str, int] = {}
    for name, place in reader.named_destinations.items():
        page: Any = place.page
        if page is not None and page.idnum in numbers:
            found[name] = numbers[page.idnum]
    return found
