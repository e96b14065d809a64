"""The child process that renders a PDF: HTML on stdin; on stdout a line of JSON, on which page each id stands, and PDF/UA.

Run as a file of its own, so that WeasyPrint is never loaded in the web process. Fetches nothing: all it may use is in
the HTML and among the machine's fonts. With ``--check`` it only prints whether it could.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

# In bytes.
MEMORY = 3 * 1024 * 1024 * 1024


def main() -> None:
    """Print the PDF, or "ok"."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    class Inside(URLFetcher):
        """Reads the pictures that are data URLs in the HTML. Raises ValueError for every other address."""

        def fetch(self, url: str, headers: object = None) -> object:
            if not url.startswith("data:image/"):
                raise ValueError(url)
            return super().fetch(url, headers)

    if "--check" in sys.argv:
        print("ok", end="")
        return
    page = HTML(string=sys.stdin.buffer.read().decode(), url_fetcher=Inside())
    numbers: dict[str, int] = {}

    def finish(document: Any, pdf: Any) -> None:
        for number, each in enumerate(document.pages, 1):
            numbers.update(dict.fromkeys(each.anchors, number))
        _finish(document, pdf)

    content = page.write_pdf(pdf_variant="pdf/ua-1", finisher=finish)
    sys.stdout.buffer.write(json.dumps(numbers).encode() + b"\n")
    sys.stdout.buffer.write(content)


def _finish(document: Any, pdf: Any) -> None:
    """Add what PDF/UA requires and WeasyPrint leaves out."""
    elements = {
        each.reference: each for each in pdf.objects if "S" in getattr(each, "keys", tuple)()
    }
    _set_header_scopes(elements)
    _remove_decorations(elements)
    _mark_artifacts(pdf, set(_reachable(pdf, elements)))
    for each in pdf.objects:
        if getattr(each, "get", lambda _: None)("Subtype") == "/Link":
            each["F"] = 4  # printed, like what it stands on


def _set_header_scopes(elements: dict[bytes, Any]) -> None:
    """A header cell is its column's in a row of header cells alone, else its row's."""
    for row in elements.values():
        if row["S"] != "/TR":
            continue
        cells = [elements[cell] for cell in row["K"] if cell in elements]
        is_head = all(cell["S"] == "/TH" for cell in cells)
        for cell in cells:
            if cell["S"] == "/TH":
                cell["A"]["Scope"] = "/Column" if is_head else "/Row"


def _remove_decorations(elements: dict[bytes, Any]) -> None:
    """A picture without a description is not announced by screen readers."""
    for reference, each in elements.items():
        if each["S"] == "/Figure" and "Alt" not in each and each["P"] in elements:
            elements[each["P"]]["K"].remove(reference)


def _reachable(pdf: Any, elements: dict[bytes, Any]) -> Iterator[bytes]:
    """The elements that screen readers read: those reachable from the root."""
    (root,) = (each for each in pdf.objects if _type_of(each) == "/StructTreeRoot")
    waiting = list(root["K"])
    while waiting:
        here = waiting.pop()
        if here in elements:
            yield here
            waiting += elements[here]["K"]


def _mark_artifacts(pdf: Any, read: set[bytes]) -> None:
    """Mark all content outside of the tree as an artifact: running heads, printed addresses, page numbers, decorations.
    ``read`` are the elements in the tree."""
    by_reference = {each.reference: each for each in pdf.objects}
    (root,) = (each for each in pdf.objects if _type_of(each) == "/StructTreeRoot")
    numbers = by_reference[root["ParentTree"]]["Nums"]
    owners = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page in (each for each in pdf.objects if _type_of(each) == "/Page"):
        owned = owners[page["StructParents"]]
        lost = {at for at, owner in enumerate(owned) if owner not in read}
        for at in lost:
            owned[at] = "null"
        pieces = by_reference[page["Contents"]].stream
        for at, piece in enumerate(pieces):
            if isinstance(piece, dict) and piece.get("MCID") in lost:
                piece.clear()
                piece["Type"] = "/Pagination"
                pieces[at - 1] = "/Artifact"


def _type_of(each: Any) -> str:
    return str(each.get("Type", "")) if isinstance(each, dict) else ""


if __name__ == "__main__":
    main()
