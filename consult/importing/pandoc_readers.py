"""Reads ODT, HTML and Markdown, each prepared for pandoc and checked afterwards; must not know Word."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from consult.importing import html_preprocessing, odt_preprocessing
from consult.importing.archive import Archive
from consult.importing.completeness import completeness_warnings
from consult.importing.contents_page import (
    CONTENTS_STYLE,
    FIGURES_STYLE,
    contents_warnings,
    take_contents,
)
from consult.importing.draft import (
    Draft,
    DraftWarning,
    EmptyLinks,
    ImportRefused,
    ParagraphDraft,
    Run,
    clean_text,
)
from consult.importing.heading_detection import detect_headings
from consult.importing.html_footnotes import without_notes
from consult.importing.line import MOST_LINES
from consult.importing.manual_formatting import with_bold_headings, with_typed_lists
from consult.importing.markdown_preprocessing import (
    has_tags,
    take_facts,
    with_known_tags_only,
)
from consult.importing.markers import MarkerReader
from consult.importing.misreadings import with_collision_warning
from consult.importing.odt_preprocessing import CONTENT
from consult.importing.pandoc import as_html, read_with_pandoc
from consult.importing.pandoc_inlines import ReadingState, runs_of
from consult.importing.pandoc_pieces import collect
from consult.importing.pictures import Pictures, data_url_bytes
from consult.importing.piece import DraftPiece, outline_of
from consult.importing.text_encoding import decoded
from consult.importing.title import take_title
from consult.importing.wrapped_text.footnotes import place_footnotes

# Plain Markdown with strikethrough; an underscore inside a word or an address is a letter of it.
_MARKDOWN = "markdown_strict+strikeout+pipe_tables+footnotes+fenced_divs+intraword_underscores"
# A paragraph of a web page seldom has more than a few tags.
_MAX_TAGS = 4 * MOST_LINES
# Office programs write tracked changes into a web page as plain text.
_OFFICE_GENERATOR = re.compile(r"""(?i)<meta\b[^<>]*\bgenerator\b[^<>]*\b(?:Libre|Open)Office""")
# They write the number of a heading and its first word without a blank.
_FUSED_NUMBER = re.compile(
    r"<h[1-6]\b[^<>]*>\s*(?:<[^<>]*>\s*){0,9}\d{1,3}(?:\.\d{1,3}){0,8}\.?(?=[^\W\d_])",
    re.IGNORECASE,
)
_HEAD = 5_000
_CHANGES_WARNING = DraftWarning(
    "changes-not-carried",
    "Such a web page has deleted words among the others; use the document it was made from.",
)


def read_odt(content: bytes, name: str) -> Draft:
    """The draft in an .odt with its tracked changes; its letters are counted like Word's.

    `name` is the title where the file has none. Raises ImportRefused for files that are encrypted,
    damaged, hostile or too large.
    """
    archive = Archive(content, CONTENT)
    if b"encryption-data" in archive.part("META-INF/manifest.xml"):
        raise ImportRefused("encrypted", "The file has a password.")
    ready = odt_preprocessing.preprocessed(content, archive)
    document = read_with_pandoc(ready.content, "odt")
    pictures = Pictures(lambda name: archive.part(name) or None, ready.descriptions)
    marks = {"markers": MarkerReader(), "pictures": pictures}
    draft = _draft(
        document, name, marks, ready.title, [_contents_line(*one) for one in ready.contents]
    )
    codes = {warning.code for warning in draft.warnings}
    # A title that is only the file's name is no text of the file.
    counted = replace(draft, title="") if "title-missing" in codes else draft
    missing = completeness_warnings(counted, [], ready.words)
    return replace(draft, warnings=(*ready.warnings, *draft.warnings, *missing))


def _contents_line(text: str, of_headings: bool) -> DraftPiece:
    runs = (Run(text),)
    style = CONTENTS_STYLE if of_headings else FIGURES_STYLE
    return DraftPiece(ParagraphDraft("paragraph", clean_text(runs), runs), style)


def read_html(content: bytes, name: str, empty_links: EmptyLinks | None) -> Draft:
    """The draft in a web page; `<ins>` and `<del>` are its tracked changes.

    `name` is the title where the page has none. Raises ImportRefused for what is no text, or has too
    many tags.
    """
    text = decoded(content)
    is_office = _OFFICE_GENERATOR.search(text[:_HEAD]) is not None
    if is_office:
        text = _FUSED_NUMBER.sub(r"\g<0> ", text)
    draft = _read_page(text, name, empty_links)
    if is_office:
        return replace(draft, warnings=(_CHANGES_WARNING, *draft.warnings))
    return draft


def _read_page(text: str, name: str, empty_links: EmptyLinks | None, title: str = "") -> Draft:
    if text.count("<") > _MAX_TAGS:
        raise ImportRefused("too-long", f"The file has more than {_MAX_TAGS} tags.")
    ready = html_preprocessing.preprocessed(text)
    document = read_with_pandoc(ready.encode(), "html-raw_html")
    pictures = Pictures(data_url_bytes)
    marks = {"empty_links": empty_links, "pictures": pictures, "markers": MarkerReader()}
    return _draft(document, name, marks, title)


def read_markdown(content: bytes, name: str, empty_links: EmptyLinks | None) -> Draft:
    """The draft in a Markdown file; `~~words~~` is a deletion.

    `name` is the title where the file has none. Raises ImportRefused for what is no text, or has too
    many lines.
    """
    text = decoded(content)
    if text.count("\n") > MOST_LINES:
        raise ImportRefused("too-long", f"The file has more than {MOST_LINES} lines.")
    title, facts, text = take_facts(text)
    if has_tags(text):
        page = as_html(with_known_tags_only(text).encode(), f"{_MARKDOWN}+raw_html")
        draft = _read_page(page, name, empty_links, title)
    else:
        document = read_with_pandoc(text.encode(), f"{_MARKDOWN}-raw_html")
        pictures = Pictures(data_url_bytes)
        marks = {"struck": "deletion", "empty_links": empty_links, "pictures": pictures}
        draft = _draft(document, name, marks, title)
    if not facts:
        return draft
    left_out = DraftWarning("front-matter-left-out", f"Left out: “{facts}”")
    return replace(draft, warnings=(left_out, *draft.warnings))


def _draft(
    document: dict[str, Any],
    name: str,
    marks: dict[str, Any],
    title: str = "",
    contents_lines: Sequence[DraftPiece] = (),
) -> Draft:
    """The draft in pandoc's document; `marks` are fields of ReadingState, `title` what the file styles as such.

    `contents_lines` are those of a contents page that is not in the document.
    """
    state, pieces = collect(document, **marks)
    pieces = [*contents_lines, *pieces]
    pieces, notes = without_notes(pieces)
    pieces, contents = take_contents(pieces)
    meta_title = "" if title else _meta_title(document["meta"], state)
    if meta_title and pieces and pieces[0].is_paragraph and pieces[0].text == meta_title:
        # A page has its title in its head and prints it once more in its body.
        pieces = pieces[1:]
    title, pieces, title_warnings = take_title(title or meta_title, pieces, name)
    pieces = detect_headings(with_bold_headings(with_typed_lists(pieces)), contents)
    pieces = place_footnotes(pieces, notes)
    outline = outline_of([with_collision_warning(piece) for piece in pieces])
    warnings = (*title_warnings, *contents_warnings(contents), *outline.warnings)
    return Draft(title, outline.sections(), warnings, tuple(marks["pictures"].by_digest.items()))


def _meta_title(meta: dict[str, Any], state: ReadingState) -> str:
    value = meta.get("title", {"t": "MetaInlines", "c": []})
    return clean_text(runs_of(value["c"], state)) if value["t"] == "MetaInlines" else ""
