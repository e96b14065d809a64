"""ODT, HTML and Markdown: files that pandoc reads without help.

Holds what each of them needs before and after; must not know Word.
"""

import re
from dataclasses import replace
from typing import Any

from consult.importing import html_preprocessing, odt_preprocessing
from consult.importing.archive import Archive
from consult.importing.completeness import about_letters
from consult.importing.contents_page import contents_warnings, take_contents
from consult.importing.draft import Draft, DraftWarning, EmptyLinks, ImportRefused, clean_text
from consult.importing.heading_detection import detect_headings
from consult.importing.html_footnotes import without_notes
from consult.importing.line import MOST_LINES
from consult.importing.manual_formatting import with_bold_headings, with_typed_lists
from consult.importing.markers import MarkerReader
from consult.importing.misreadings import with_collision_warning
from consult.importing.odt_preprocessing import CONTENT
from consult.importing.pandoc import read_with_pandoc
from consult.importing.pandoc_inlines import ReadingState, runs_of
from consult.importing.pandoc_pieces import collect
from consult.importing.pictures import Pictures, embedded
from consult.importing.piece import outline_of
from consult.importing.text_encoding import decoded
from consult.importing.title import take_title
from consult.importing.wrapped_text.footnotes import place_footnotes

# Plain Markdown with strikethrough: nothing that lets a text carry markup of another language.
_MARKDOWN = "markdown_strict+strikeout+pipe_tables+footnotes+fenced_divs-raw_html"
# A paragraph of a web page seldom has more than a few tags.
_MOST_TAGS = 4 * MOST_LINES
# A program that writes tracked changes into a web page as if they were none.
_FLAT_CHANGES = re.compile(r"""(?i)<meta\b[^<>]*\bgenerator\b[^<>]*\b(?:Libre|Open)Office""")
_HEAD = 5_000
_ABOUT_CHANGES = DraftWarning(
    "changes-not-carried",
    "Such a web page has deleted words among the others; use the document it was made from.",
)


def read_odt(content: bytes, name: str) -> Draft:
    """The draft in an .odt with its tracked changes; its letters are counted like Word's."""
    archive = Archive(content, CONTENT)
    if b"encryption-data" in archive.part("META-INF/manifest.xml"):
        raise ImportRefused("encrypted", "The file has a password.")
    ready = odt_preprocessing.prepared(content, archive)
    document = read_with_pandoc(ready.content, "odt")
    pictures = Pictures(lambda name: archive.part(name) or None, ready.descriptions)
    marks = {"heard": MarkerReader(), "pictures": pictures}
    draft = _draft(document, name, marks, ready.title)
    contents = [one.message for one in draft.warnings if one.code == "contents-left-out"]
    if contents or not ready.words:
        return draft
    untitled = any(one.code == "title-missing" for one in draft.warnings)
    counted = replace(draft, title="") if untitled else draft
    return replace(draft, warnings=(*draft.warnings, *about_letters(counted, [], ready.words)))


def read_html(content: bytes, name: str, empty_links: EmptyLinks | None) -> Draft:
    """The draft in a web page; `<ins>` and `<del>` are its changes."""
    text = decoded(content)
    if text.count("<") > _MOST_TAGS:
        raise ImportRefused("too-long", f"The file has more than {_MOST_TAGS} tags.")
    ready = html_preprocessing.prepared(text)
    document = read_with_pandoc(ready.encode(), "html-raw_html")
    marks = {"empty_links": empty_links, "pictures": Pictures(embedded), "heard": MarkerReader()}
    draft = _draft(document, name, marks)
    if _FLAT_CHANGES.search(text[:_HEAD]):
        return replace(draft, warnings=(_ABOUT_CHANGES, *draft.warnings))
    return draft


def read_markdown(content: bytes, name: str, empty_links: EmptyLinks | None) -> Draft:
    """The draft in a Markdown file; `~~words~~` is a deletion."""
    text = decoded(content)
    if text.count("\n") > MOST_LINES:
        raise ImportRefused("too-long", f"The file has more than {MOST_LINES} lines.")
    document = read_with_pandoc(text.encode(), _MARKDOWN)
    marks = {"struck": "deletion", "empty_links": empty_links, "pictures": Pictures(embedded)}
    return _draft(document, name, marks)


def _draft(document: dict[str, Any], name: str, marks: dict[str, Any], title: str = "") -> Draft:
    state, found = collect(document, **marks)
    found, notes = without_notes(found)
    found, contents = take_contents(found)
    named = "" if title else _title(document["meta"], state)
    if named and found and found[0].is_paragraph and found[0].text == named:
        # A page's head names it, and its body prints that once more.
        found = found[1:]
    title, found, warnings = take_title(title or named, found, name)
    found = detect_headings(with_bold_headings(with_typed_lists(found)), contents)
    found = place_footnotes(found, notes)
    outline = outline_of([with_collision_warning(one) for one in found])
    about = (*warnings, *contents_warnings(contents))
    kept = tuple(marks["pictures"].by_digest.items())
    return Draft(title, outline.sections(), (*about, *outline.warnings), kept)


def _title(meta: dict[str, Any], state: ReadingState) -> str:
    value = meta.get("title", {"t": "MetaInlines", "c": []})
    return clean_text(runs_of(value["c"], state)) if value["t"] == "MetaInlines" else ""
