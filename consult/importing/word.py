"""Reads Word files (DOCX) with their tracked changes.

Holds what is special to Word; blocks, headings and outline are shared with other files.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from consult.importing.archive import Archive
from consult.importing.completeness import (
    body_paragraphs,
    completeness_warnings,
    paragraphs_in,
    watermarks_in,
)
from consult.importing.contents_page import contents_warnings, take_contents
from consult.importing.draft import Draft, DraftWarning, clean_text, whole_text
from consult.importing.heading_detection import detect_headings
from consult.importing.manual_formatting import with_bold_headings, with_typed_lists
from consult.importing.markers import MarkerReader
from consult.importing.misreadings import with_collision_warning
from consult.importing.pandoc import read_with_pandoc
from consult.importing.pandoc_pieces import collect
from consult.importing.pictures import Pictures
from consult.importing.piece import outline_of
from consult.importing.title import take_title
from consult.importing.word_front_matter import FrontMatter, take_front_matter
from consult.importing.word_package import with_usual_names
from consult.importing.word_preprocessing import preprocessed

_HEADERS_AND_FOOTERS = re.compile(r"word/(header|footer)\d*\.xml")


def read_word(content: bytes, name: str) -> Draft:
    """The draft in a .docx; `name` is the title where the file has none.

    Raises ImportRefused for files that are damaged, hostile or too large.
    """
    content, archive = with_usual_names(content)
    ready = preprocessed(content, archive)
    if ready is not content:
        archive = Archive(ready)
    document = read_with_pandoc(ready, "docx+styles", "--track-changes=all")
    return _draft(document, archive, name)


def _draft(document: dict[str, Any], archive: Archive, name: str) -> Draft:
    pictures = Pictures(lambda name: archive.part(f"word/{name}") or None)
    _, pieces = collect(document, markers=MarkerReader(), pictures=pictures)
    pieces, contents = take_contents(pieces)
    pieces, front_matter = take_front_matter(pieces)
    title, pieces, title_warnings = take_title(clean_text(front_matter.title), pieces, name)
    pieces = detect_headings(with_bold_headings(with_typed_lists(pieces)), contents)
    outline = outline_of([with_collision_warning(piece) for piece in pieces])
    # A title that is only the file's name is no text of the file.
    printed = whole_text(front_matter.title) or title
    counted = Draft("" if title_warnings else printed, outline.sections(), ())
    left_out = [*front_matter.left_out, contents.words if contents else ""]
    warnings = (
        *title_warnings,
        *_front_matter_warnings(front_matter),
        *contents_warnings(contents),
        *_header_warnings(archive),
        *outline.warnings,
        *completeness_warnings(counted, left_out, list(body_paragraphs(archive))),
    )
    stored = tuple(pictures.by_digest.items())
    return replace(counted, title=title, warnings=warnings, pictures=stored)


def _front_matter_warnings(front_matter: FrontMatter) -> Iterator[DraftWarning]:
    """Of a title that is changed, and of what was left out beside it."""
    runs = front_matter.title
    if any(run.change for run in runs):
        message = f"The title is changed: “{whole_text(runs)}” is now “{clean_text(runs)}”."
        yield DraftWarning("title-changed", message)
    for text in front_matter.left_out:
        yield DraftWarning("front-matter-left-out", f"Left out: “{text}”")


def _header_warnings(archive: Archive) -> Iterator[DraftWarning]:
    """Of headers, footers and watermarks, each text once."""
    parts = sorted(name for name in archive.names if _HEADERS_AND_FOOTERS.fullmatch(name))
    for text in dict.fromkeys(text for part in parts for text in watermarks_in(archive, part)):
        yield DraftWarning("watermark-left-out", f"The watermark “{text}” was left out.")
    for text in dict.fromkeys(text for part in parts for text in paragraphs_in(archive, part)):
        yield DraftWarning("header-left-out", f"A header or footer was left out: “{text}”")
