"""The child process that sets a PDF: HTML on its input, PDF/UA on its output.

Run as a file of its own, so that WeasyPrint is never loaded where people wait. Fetches nothing: all it may use is
in the HTML and among the machine's fonts. With ``--check`` it only says whether it could.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from typing import Any

MEMORY = 3 * 1024 * 1024 * 1024


def main() -> None:
    """Print the PDF, or "ok"."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    class Inside(URLFetcher):
        """Takes the pictures that are in the HTML; whatever else a text names, nothing is fetched."""

        def fetch(self, url: str, headers: object = None) -> object:
            if not url.startswith("data:image/"):
                raise ValueError(url)
            return super().fetch(url, headers)

    if "--check" in sys.argv:
        print("ok", end="")
        return
    page = HTML(string=sys.stdin.buffer.read().decode(), url_fetcher=Inside())
    sys.stdout.buffer.write(page.write_pdf(pdf_variant="pdf/ua-1", finisher=_finish))


def _finish(document: Any, pdf: Any) -> None:
    """What PDF/UA wants and WeasyPrint leaves out."""
    elements = {
        each.reference: each for each in pdf.objects if "S" in getattr(each, "keys", tuple)()
    }
    _say_what_headers_head(elements)
    _let_go_of_decorations(elements)
    _take_out_of_the_text(pdf, set(_in_the_tree(pdf, elements)))
    for each in pdf.objects:
        if getattr(each, "get", lambda _: None)("Subtype") == "/Link":
            each["F"] = 4  # printed, like what it stands on


def _say_what_headers_head(elements: dict[bytes, Any]) -> None:
    """A header cell heads its column in a row of nothing but header cells, else its row."""
    for row in elements.values():
        if row["S"] != "/TR":
            continue
        cells = [elements[cell] for cell in row["K"] if cell in elements]
        is_head = all(cell["S"] == "/TH" for cell in cells)
        for cell in cells:
            if cell["S"] == "/TH":
                cell["A"]["Scope"] = "/Column" if is_head else "/Row"


def _let_go_of_decorations(elements: dict[bytes, Any]) -> None:
    """A picture of which nothing is said is no figure for those who cannot see it."""
    for reference, each in elements.items():
        if each["S"] == "/Figure" and "Alt" not in each and each["P"] in elements:
            elements[each["P"]]["K"].remove(reference)


def _in_the_tree(pdf: Any, elements: dict[bytes, Any]) -> Iterator[bytes]:
    """What is read out: the elements that one comes to from the root."""
    (root,) = (each for each in pdf.objects if _type_of(each) == "/StructTreeRoot")
    waiting = list(root["K"])
    while waiting:
        here = waiting.pop()
        if here in elements:
            yield here
            waiting += elements[here]["K"]


def _take_out_of_the_text(pdf: Any, read: set[bytes]) -> None:
    """Running heads, addresses and numbers of sheets, and decorations: marked as such, in no tree."""
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
