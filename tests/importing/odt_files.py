"""Small OpenDocument texts built by hand, for tests of the importer.

Holds helpers that write ODF; must not hold assertions or anything read from a real draft.
"""

import zipfile
from pathlib import Path

_SPACE = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = (
    f'xmlns:office="{_SPACE}:office:1.0" xmlns:text="{_SPACE}:text:1.0" '
    f'xmlns:style="{_SPACE}:style:1.0" xmlns:draw="{_SPACE}:drawing:1.0" '
    f'xmlns:table="{_SPACE}:table:1.0" xmlns:svg="{_SPACE}:svg-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
_INFO = "<office:change-info><dc:creator>A. Skriver</dc:creator></office:change-info>"


def p(words: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def h(words: str, level: int = 1) -> str:
    return f'<text:h text:outline-level="{level}">{words}</text:h>'


def inserting(key: str) -> str:
    """The record of a tracked insertion; the words stand between start and end marks."""
    return (
        f'<text:changed-region text:id="{key}"><text:insertion>{_INFO}</text:insertion>'
        "</text:changed-region>"
    )


def deleting(key: str, words: str) -> str:
    """The record of a tracked deletion with the words that went."""
    return (
        f'<text:changed-region text:id="{key}"><text:deletion>{_INFO}{p(words)}</text:deletion>'
        "</text:changed-region>"
    )


def odt_file(
    path: Path,
    *body: str,
    changes: str = "",
    styles: str = "",
    pictures: dict[str, bytes] | None = None,
) -> Path:
    """Write an .odt whose text holds the given elements, and give its path."""
    tracked = f"<text:tracked-changes>{changes}</text:tracked-changes>" if changes else ""
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{tracked}{''.join(body)}"
        "</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr(
            "styles.xml", f"<office:document-styles {NAMESPACES}></office:document-styles>"
        )
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        for name, picture in (pictures or {}).items():
            archive.writestr(name, picture)
    return path
