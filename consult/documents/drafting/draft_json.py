"""A draft as JSON and back, lossless: how it is stored while an editor works on it."""

from __future__ import annotations

import json
from typing import Any

from consult.importing import Cell, Draft, DraftWarning, ParagraphDraft, Picture, Run, SectionDraft


def to_text(draft: Draft) -> str:
    """The JSON that ``from_text`` reads. The bytes of the draft's pictures are not in it, they are in the file store."""
    return json.dumps(
        {
            "title": draft.title,
            "sections": [_section(each) for each in draft.sections],
            "warnings": [[w.code, w.message, w.where, w.location] for w in draft.warnings],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def from_text(text: str) -> Draft:
    """The draft that ``to_text`` wrote, without the bytes of its pictures."""
    stored = json.loads(text)
    return Draft(
        stored["title"],
        tuple(_read_section(each) for each in stored["sections"]),
        tuple(DraftWarning(*each) for each in stored["warnings"]),
    )


def warnings_in(text: str) -> tuple[DraftWarning, ...]:
    """The warnings alone. Those of drafts stored before warnings had a location have none."""
    return tuple(DraftWarning(*each) for each in json.loads(text)["warnings"])


def _section(section: SectionDraft) -> list[Any]:
    return [
        section.path,
        section.number,
        section.title,
        section.level,
        section.change,
        [_paragraph(each) for each in section.paragraphs],
        _runs(section.title_runs),
    ]


def _paragraph(paragraph: ParagraphDraft) -> list[Any]:
    cells = [
        [[_runs(cell.runs), cell.header, cell.columns, cell.rows] for cell in row]
        for row in paragraph.cells
    ]
    runs = _runs(paragraph.runs)
    picture = _picture(paragraph.picture)
    return [
        paragraph.kind, paragraph.text, runs, paragraph.level, paragraph.marker, cells, *picture
    ]  # fmt: skip


def _picture(picture: Picture | None) -> list[list[Any]]:
    """Empty for most paragraphs, and for all of drafts stored before there were pictures."""
    if picture is None:
        return []
    return [[picture.digest, picture.width, picture.height, picture.description]]


def _runs(runs: tuple[Run, ...]) -> list[list[Any]]:
    return [[r.text, r.change, r.strong, r.emphasis, r.href] for r in runs]


def _read_section(stored: list[Any]) -> SectionDraft:
    path, number, title, level, change, paragraphs, title_runs = stored
    parsed = tuple(_read_paragraph(each) for each in paragraphs)
    return SectionDraft(path, number, title, level, change, parsed, _read_runs(title_runs))


def _read_paragraph(stored: list[Any]) -> ParagraphDraft:
    kind, text, runs, level, marker, cells, *picture = stored
    rows = tuple(
        tuple(
            Cell(_read_runs(words), header, columns, rows) for words, header, columns, rows in row
        )
        for row in cells
    )
    figure = Picture(*picture[0]) if picture else None
    return ParagraphDraft(kind, text, _read_runs(runs), level, marker, rows, figure)


def _read_runs(stored: list[list[Any]]) -> tuple[Run, ...]:
    return tuple(Run(*each) for each in stored)
