"""The bundled draft: the Word file, its source, and what the importer reads out of it."""

from __future__ import annotations

import io
import zipfile
from collections import Counter

from consult.importing import read_draft
from consult.sample.outline import outline_of_source
from consult.sample.source import SourceBlock, read_source
from consult.sample.write_draft import DRAFT, draft_bytes

CHAPTERS = ["Situationen i Fjordby", "Det gør vi allerede", "Det vil vi arbejde for fremadrettet"]


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(block: SourceBlock, change: str) -> list[str]:
    return [run.text for run in block.runs if run.change == change]


def test_the_committed_word_file_is_what_the_source_writes() -> None:
    assert parts(DRAFT.read_bytes()) == parts(draft_bytes())


def test_writing_twice_gives_the_same_bytes() -> None:
    assert draft_bytes() == draft_bytes()


def test_six_numbered_areas_have_the_three_chapters_each() -> None:
    sections = outline_of_source(read_source()).sections
    areas = [section for section in sections if len(section.path) == 2 and section.number]
    assert [area.number for area in areas] == ["1", "2", "3", "4", "5", "6"]
    for area in areas:
        chapters = [s.title for s in sections if s.path[:-1] == area.path]
        assert chapters == CHAPTERS


def test_every_chapter_has_several_paragraphs_below_it() -> None:
    sections = outline_of_source(read_source()).sections
    chapters = [s for s in sections if s.title in CHAPTERS]
    for chapter in chapters:
        below = [s for s in sections if s.path[: len(chapter.path)] == chapter.path]
        assert sum(len(s.paragraphs) for s in below) >= 3, chapter.path


def test_it_is_as_long_as_a_real_policy() -> None:
    outline = outline_of_source(read_source())
    assert 110 <= sum(len(section.paragraphs) for section in outline.sections) <= 150


def test_units_and_nobody_else_made_its_changes() -> None:
    blocks = read_source()
    inserted = [text for block in blocks for text in changed(block, "insertion")]
    deleted = [text for block in blocks for text in changed(block, "deletion")]
    assert len(inserted) >= 8
    assert len(deleted) >= 3
    headings = [block for block in blocks if block.kind == "heading"]
    assert sum(bool(changed(heading, "insertion")) for heading in headings) == 1
    units = {block.unit for block in blocks if any(run.change for run in block.runs)}
    assert len(units) == 6
    assert all(unit.endswith("forvaltningen") for unit in units)


def test_the_importer_reads_it_without_a_warning_and_without_losing_a_letter() -> None:
    draft = read_draft(DRAFT)
    assert draft.warnings == ()
    blocks = read_source()
    assert draft.title == next(block.text for block in blocks if block.kind == "title")
    assert [section.title for section in draft.sections] == [
        section.title for section in outline_of_source(blocks).sections
    ]
    read = Counter(p.kind for section in draft.sections for p in section.paragraphs)
    written = Counter(block.kind for block in blocks)
    assert read["item"] == written["item"] + written["numbered"]
    assert read["paragraph"] == written["paragraph"]
    assert (read["table"], read["footnote"]) == (1, 1)


def test_the_importer_sees_each_tracked_change() -> None:
    runs = [run for s in read_draft(DRAFT).sections for p in s.paragraphs for run in p.runs]
    blocks = [block for block in read_source() if block.kind != "heading"]
    for change in ("insertion", "deletion"):
        written = [text for block in blocks for text in changed(block, change)]
        # Whether a space at the edge is part of a change is the importer's choice.
        found = [run.text.strip() for run in runs if run.change == change]
        assert found == [text.strip() for text in written]
    inserted = [s.title for s in read_draft(DRAFT).sections if s.change == "insertion"]
    assert inserted == ["Forskelsbehandling på arbejdsmarkedet"]
