"""Prepares an OpenDocument text for pandoc: what pandoc would drop, or show though it is hidden.

Tracked changes and comments become markers, fields words, printed numbers words or markers; the title
and the contents page are taken out. Must not interpret the text beyond that.
"""

from dataclasses import dataclass

from consult.importing.archive import Archive
from consult.importing.draft import DraftWarning
from consult.importing.odt_boxes import without_boxes
from consult.importing.odt_changes import TrackedChanges
from consult.importing.odt_styles import OdtStyles
from consult.importing.odt_text import TextEditor
from consult.importing.xml_prefixes import is_unusual, with_usual_prefixes

CONTENT, STYLES = "content.xml", "styles.xml"
_SPACE = "urn:oasis:names:tc:opendocument:xmlns"
_PREFIXES = {
    f"{_SPACE}:office:1.0": "office",
    f"{_SPACE}:text:1.0": "text",
    f"{_SPACE}:style:1.0": "style",
    f"{_SPACE}:table:1.0": "table",
    f"{_SPACE}:drawing:1.0": "draw",
    f"{_SPACE}:svg-compatible:1.0": "svg",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/1999/xlink": "xlink",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
}


@dataclass(frozen=True, slots=True)
class Preprocessed:
    """The file, ready for pandoc.

    `title` is the text styled as the title, "" for none; `words` the text of each paragraph;
    `contents` the lines of lists of headings, and of figures (text, whether of headings);
    `descriptions` those of its pictures, by the name of their part and their number behind "#".
    """

    content: bytes
    title: str
    words: list[str]
    descriptions: dict[str, str]
    contents: list[tuple[str, bool]]
    warnings: list[DraftWarning]


def preprocessed(content: bytes, archive: Archive) -> Preprocessed:
    """The file ready for pandoc. Raises ImportRefused when it is damaged or nested too deeply."""
    parts = {name: archive.part(name) for name in (CONTENT, STYLES)}
    usual = {
        name: with_usual_prefixes(part, _PREFIXES) if is_unusual(part, _PREFIXES) else part
        for name, part in parts.items()
        if part
    }
    body = usual[CONTENT]
    changes = TrackedChanges(body)
    changes.run()
    text = TextEditor(body, changes, OdtStyles.of(usual.get(STYLES, b""), body))
    usual[CONTENT] = without_boxes(text.run())
    changed = {name: part for name, part in usual.items() if part != parts[name]}
    ready = archive.with_parts(changed) if changed else content
    return Preprocessed(
        ready, text.title, text.words, text.descriptions, text.contents, list(text.warnings())
    )
