"""The child process that sets a PDF: HTML on its input, PDF/UA on its output.

Run as a file of its own, so that WeasyPrint is never loaded where people wait. Fetches nothing: all it may use is
in the HTML and among the machine's fonts. With ``--check`` it only says whether it could.
"""

from __future__ import annotations

import resource
import sys
from typing import Any

MEMORY = 3 * 1024 * 1024 * 1024
PROCESSOR_SECONDS = 900


def main() -> None:
    """Print the PDF, or "ok"."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
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
    sys.stdout.buffer.write(page.write_pdf(pdf_variant="pdf/ua-1", finisher=_say_what_headers_head))


def _say_what_headers_head(_document: Any, pdf: Any) -> None:
    """PDF/UA wants it, and WeasyPrint leaves it out: a header cell heads its column in a row of nothing but header
    cells, else its row."""
    elements = {
        each.reference: each for each in pdf.objects if "S" in getattr(each, "keys", tuple)()
    }
    for row in elements.values():
        if row["S"] != "/TR":
            continue
        cells = [elements[cell] for cell in row["K"] if cell in elements]
        is_head = all(cell["S"] == "/TH" for cell in cells)
        for cell in cells:
            if cell["S"] == "/TH":
                cell["A"]["Scope"] = "/Column" if is_head else "/Row"


if __name__ == "__main__":
    main()
