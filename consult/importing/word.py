"""Reads Word files (DOCX) with their tracked changes.

Holds what is special to Word; blocks, headings and outline are shared with other files.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from consult.importing import completeness
from consult.importing.archive import Archive
from consult.importing.contents_page import contents_warnings, take_contents
from consult.importing.draft import Draft, DraftWarning, Runs, clean_text, whole_text
from consult.importing.heading_detection import detect_headings
from consult.importing.manual_formatting import with_bold_headings, with_typed_lists
from consult.importing.markers import MarkerReader
from consult.importing.misreadings import with_collision_warning
from consult.importing.pandoc import read_with_pandoc
from consult.importing.pandoc_inlines import ReadingState, runs_of
from consult.importing.pandoc_pieces import collect
from consult.importing.pictures import Pictures
from consult.importing.piece import outline_of
from consult.importing.title import take_title
from consult.importing.word_preprocessing import prepared

_FRONT_MATTER = ("subtitle", "author", "date", "abstract")
_MARGINS = re.compile(r"word/(header|footer)\d*\.xml")


def read_word(content: bytes, name: str) -> Draft:
    """The draft in a .docx; `name` is the title where the file has none.

    Raises ImportRefused for files that are damaged, hostile or too large.
    """
    archive = Archive(content, "word/document.xml")
    ready = prepared(content, archive)
    if ready is not content:
        archive = Archive(ready, "word/document.xml")
    document = read_with_pandoc(ready, "docx+styles", "--track-changes=all")
    return _draft(document, archive, name)


def _draft(document: dict[str, Any], archive: Archive, name: str) -> Draft:
    pictures = Pictures(lambda name: archive.part(f"word/{name}") or None)
    state, found = collect(document, heard=MarkerReader(), pictures=pictures)
    found, contents = take_contents(found)
    front = list(_front_matter(document["meta"], state))
    styled = clean_text(_meta(document["meta"], "title", state))
    title, found, about_title = take_title(styled, found, name)
    found = detect_headings(with_bold_headings(with_typed_lists(found)), contents)
    outline = outline_of([with_collision_warning(one) for one in found])
    draft = Draft("" if about_title else title, outline.sections(), ())
    left_out = [*front, contents.words if contents else ""]
    warnings = [
        *about_title,
        *_about_change(title, document["meta"], state),
        *(DraftWarning("front-matter-left-out", f"Left out: “{words}”") for words in front),
        *contents_warnings(contents),
        *_about_margins(archive),
        *outline.warnings,
        *completeness.about_letters(draft, left_out, list(completeness.words_in(archive))),
    ]
    kept = tuple(pictures.by_digest.items())
    return replace(draft, title=title, warnings=tuple(warnings), pictures=kept)


def _meta(meta: dict[str, Any], key: str, state: ReadingState) -> Runs:
    value = meta.get(key, {"t": "MetaInlines", "c": []})
    values = value["c"] if value["t"] == "MetaList" else [value]
    inlines: list[dict[str, Any]] = []
    for one in values:
        if one["t"] == "MetaInlines":
            inlines += [*one["c"], {"t": "Space"}]
        elif one["t"] == "MetaBlocks":
            for block in one["c"]:
                inlines += [*block.get("c", []), {"t": "Space"}]
    return runs_of(inlines, state)


def _front_matter(meta: dict[str, Any], state: ReadingState) -> Iterator[str]:
    for key in _FRONT_MATTER:
        words = whole_text(_meta(meta, key, state))
        if words:
            yield words


def _about_change(title: str, meta: dict[str, Any], state: ReadingState) -> Iterator[DraftWarning]:
    runs = _meta(meta, "title", state)
    if any(run.change for run in runs):
        message = f"The title is changed: “{whole_text(runs)}” is now “{title}”."
        yield DraftWarning("title-changed", message)


def _about_margins(archive: Archive) -> Iterator[DraftWarning]:
    """Headers, footers and watermarks, each wording once."""
    parts = sorted(name for name in archive.names if _MARGINS.fullmatch(name))
    for words in dict.fromkeys(w for p in parts for w in completeness.watermarks_in(archive, p)):
        yield DraftWarning("watermark-left-out", f"The watermark “{words}” was left out.")
    for words in dict.fromkeys(w for p in parts for w in completeness.paragraphs_in(archive, p)):
        yield DraftWarning("header-left-out", f"A header or footer was left out: “{words}”")
