"""Small Word files built by hand, for tests of the importer.

Holds helpers that write OOXML; must not hold assertions or anything read from a real draft.
"""

import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
NAMESPACES = (
    f'xmlns:wp="{_DRAWN}/wordprocessingDrawing" xmlns:a="{_DRAWN}/main" '
    f'xmlns:pic="{_DRAWN}/picture" '
    f'xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TRACKED = 'w:id="1" w:author="A. Skriver" w:date="2026-01-02T10:00:00Z"'

_STYLE_NAMES = {
    "Title": "Title",
    "Subtitle": "Subtitle",
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "Heading3": "heading 3",
    "Heading4": "heading 4",
    "TOC1": "toc 1",
    "TOCHeading": "TOC Heading",
}
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def inserted(text: str) -> str:
    return f"<w:ins {TRACKED}>{run(text)}</w:ins>"


def deleted(text: str) -> str:
    words = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f"<w:del {TRACKED}>{words}</w:del>"


def paragraph(*runs: str, style: str = "", mark: str = "") -> str:
    """One w:p; runs without markup are wrapped; mark is "ins" or "del" for the paragraph's end."""
    wrapped = "".join(part if part.startswith("<") else run(part) for part in runs)
    chosen = f'<w:pStyle w:val="{style}"/>' if style else ""
    ending = f"<w:rPr><w:{mark} {TRACKED}/></w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{chosen}{ending}</w:pPr>{wrapped}</w:p>"


def heading(text: str, level: int = 1) -> str:
    return paragraph(text, style=f"Heading{level}")


def item(*runs: str, level: int = 0, numbering: int = 1) -> str:
    """A list item; numbering 1 is bullets, 2 is "1)", "2)"."""
    whole = paragraph(*runs)
    listing = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>'
    return whole.replace("<w:pPr>", f"<w:pPr>{listing}", 1)


def table(*rows: tuple[str, ...]) -> str:
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblGrid/>{cells}</w:tbl>"


def word_file(
    path: Path, *body: str, parts: dict[str, str] | None = None, relations: str = ""
) -> Path:
    """Write a .docx whose body holds the given block elements, and give its path.

    parts adds or replaces entries of the archive; relations adds Relationship elements.
    """
    names = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in _STYLE_NAMES.items()
    )
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{sign}"/></w:lvl>'
            for level, sign in ((0, mark), (1, mark))
        )
        + "</w:abstractNum>"
        for number, form, mark in ((1, "bullet", "•"), (2, "decimal", "%1)"))
    ) + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    entries = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" '
            'Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": _relationships(
            f'<Relationship Id="rId1" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId2" Type="{_RELATIONS}/numbering" Target="numbering.xml"/>'
            f'<Relationship Id="rId3" Type="{_RELATIONS}/footnotes" Target="footnotes.xml"/>'
            f'<Relationship Id="rId4" Type="{_RELATIONS}/comments" Target="comments.xml"/>'
            + relations
        ),
        "word/styles.xml": f"<w:styles {NAMESPACES}>{names}</w:styles>",
        "word/numbering.xml": f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>",
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body>"
        "</w:document>",
    } | (parts or {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def _relationships(inside: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inside}</Relationships>'


def _content_types() -> str:
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    package = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{space}"><Default Extension="rels" ContentType="{package}"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override '
        f'PartName="/word/document.xml" ContentType="{_CONTENT_TYPE}.document.main+xml"/></Types>'
    )
