"""An editor's corrections to a read draft: headings, joins and splits. Pure: a draft in, a draft out.

Places are counted from 0: ``section`` in the draft, ``paragraph`` in its section.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from consult.documents.drafting.warning_locations import moved_warnings
from consult.importing import Draft, ParagraphDraft, Run, SectionDraft
from consult.importing.draft import Runs, clean_text, joined
from consult.importing.outline import split_number

DEEPEST = 6
NO_HEADING = 0
UNDESCRIBED = "picture-without-description"


class ImpossibleCorrection(ValueError):
    """The draft has no such place, or nothing there can be corrected in this way."""


def retitle(draft: Draft, section: int, words: str) -> Draft:
    """Give a heading other words; a number in front of them is its printed number.

    Raises ImpossibleCorrection, as each of these does, where the draft has no such place.
    """
    number, title = split_number(words)
    runs = (Run(words),)
    changed = replace(_at(draft, section), number=number, title=title, title_runs=runs, change=None)
    return _with(draft, section, [changed])


def relevel(draft: Draft, section: int, level: int) -> Draft:
    """Put a heading at ``level`` (1 top), as far as the heading before it allows. Raises ImpossibleCorrection."""
    if not 1 <= level <= DEEPEST:
        raise ImpossibleCorrection(level)
    return _with(draft, section, [replace(_at(draft, section), level=level)])


def unmake_heading(draft: Draft, section: int) -> Draft:
    """Make a heading a paragraph of the section before it, and let what stood below it follow.

    Raises ImpossibleCorrection for the first.
    """
    heading = _at(draft, section)
    if section == 0:
        raise ImpossibleCorrection("nothing stands before the first heading")
    longer = _with_heading_as_text(draft.sections[section - 1], heading)
    sections = [*draft.sections[: section - 1], longer, *draft.sections[section + 1 :]]
    return _numbered(draft, sections)


def relevel_all(draft: Draft, levels: Mapping[int, int]) -> Draft:
    """Put several headings, by their places, at other levels in one go; NO_HEADING makes one text.

    Raises ImpossibleCorrection where the first became text, or a level is none.
    """
    if levels.get(0) == NO_HEADING:
        raise ImpossibleCorrection("nothing stands before the first heading")
    sections: list[SectionDraft] = []
    for place, each in enumerate(draft.sections):
        level = levels.get(place, each.level)
        if not NO_HEADING <= level <= DEEPEST:
            raise ImpossibleCorrection(level)
        if level == NO_HEADING:
            sections[-1] = _with_heading_as_text(sections[-1], each)
        else:
            sections.append(replace(each, level=level))
    return _numbered(draft, sections)


def make_heading(draft: Draft, section: int, paragraph: int) -> Draft:
    """Make a paragraph a heading right below its section's; what follows it there is then its own.

    Raises ImpossibleCorrection for what has no words.
    """
    around = _at(draft, section)
    made = _paragraph(around, paragraph)
    if made.kind not in ("paragraph", "item") or not made.text:
        raise ImpossibleCorrection("only words can be a heading")
    number, title = split_number(made.text.replace("\n", " "))
    below = SectionDraft(
        path="",
        number=number,
        title=title,
        level=min(around.level + 1, DEEPEST),
        change=None,
        paragraphs=around.paragraphs[paragraph + 1 :],
        title_runs=made.runs,
    )
    kept = replace(around, paragraphs=around.paragraphs[:paragraph])
    return _with(draft, section, [kept, below])


def join(draft: Draft, section: int, paragraph: int) -> Draft:
    """Add a paragraph to the end of the one before it in its section, with a space between.

    Raises ImpossibleCorrection for the first of a section, a table or a picture.
    """
    around = _at(draft, section)
    if paragraph < 1:
        raise ImpossibleCorrection("nothing stands before the first paragraph")
    before, after = _paragraph(around, paragraph - 1), _paragraph(around, paragraph)
    if {"table", "figure"} & {before.kind, after.kind}:
        raise ImpossibleCorrection("neither a table nor a picture can be joined to text")
    runs = joined((*before.runs, Run(" "), *after.runs))
    one = replace(before, text=clean_text(runs), runs=runs)
    paragraphs = (*around.paragraphs[: paragraph - 1], one, *around.paragraphs[paragraph + 1 :])
    return _with(draft, section, [replace(around, paragraphs=paragraphs)])


def split(draft: Draft, section: int, paragraph: int, parts: Sequence[str]) -> Draft:
    """Make several paragraphs of one. ``parts`` are its words in order, none changed, none left out; how
    they are spaced does not matter. Raises ImpossibleCorrection."""
    around = _at(draft, section)
    whole = _paragraph(around, paragraph)
    sizes = [_length(part) for part in parts]
    if whole.kind in ("table", "figure") or len(parts) < 2 or 0 in sizes:
        raise ImpossibleCorrection("there is nothing to split")
    if _bare("".join(parts)) != _bare(whole.text):
        raise ImpossibleCorrection("the words were changed")
    pieces = tuple(
        replace(whole, text=clean_text(runs), runs=runs) for runs in _cut(whole.runs, sizes)
    )
    paragraphs = (*around.paragraphs[:paragraph], *pieces, *around.paragraphs[paragraph + 1 :])
    return _with(draft, section, [replace(around, paragraphs=paragraphs)])


def describe(draft: Draft, section: int, paragraph: int, words: str) -> Draft:
    """Say what a picture shows; no words: that it only decorates. The warning about it goes.

    Raises ImpossibleCorrection for anything else.
    """
    around = _at(draft, section)
    figure = _paragraph(around, paragraph)
    if figure.picture is None:
        raise ImpossibleCorrection("only a picture is described")
    picture = replace(figure.picture, description=words)
    told = replace(figure, text=words, runs=(Run(words),) if words else (), picture=picture)
    paragraphs = (*around.paragraphs[:paragraph], told, *around.paragraphs[paragraph + 1 :])
    place = f"{around.path}, paragraph {paragraph + 1}"
    warnings = tuple(
        each
        for each in draft.warnings
        if each.code != UNDESCRIBED or place not in (each.where, each.location)
    )
    described = _with(draft, section, [replace(around, paragraphs=paragraphs)])
    return replace(described, warnings=warnings)


def _with_heading_as_text(before: SectionDraft, heading: SectionDraft) -> SectionDraft:
    words = f"{heading.number or ''} {heading.title}".strip()
    text = (
        [ParagraphDraft("paragraph", words, heading.title_runs or (Run(words),))] if words else []
    )
    return replace(before, paragraphs=(*before.paragraphs, *text, *heading.paragraphs))


def _cut(runs: Runs, sizes: Sequence[int]) -> Iterator[Runs]:
    """The runs in pieces that hold ``sizes`` characters each that can be seen; what was deleted stays with the
    words before it."""
    piece: list[Run] = []
    wanted = iter(sizes)
    left = next(wanted)
    for run in runs:
        start = 0
        for place, character in enumerate(run.text):
            if run.change == "deletion" or character.isspace():
                continue
            if left == 0:
                piece.append(replace(run, text=run.text[start:place]))
                yield joined(tuple(piece))
                piece, start, left = [], place, next(wanted)
            left -= 1
        piece.append(replace(run, text=run.text[start:]))
    yield joined(tuple(piece))


def _bare(text: str) -> str:
    return "".join(text.split())


def _length(text: str) -> int:
    return len(_bare(text))


def _at(draft: Draft, section: int) -> SectionDraft:
    if not 0 <= section < len(draft.sections):
        raise ImpossibleCorrection(section)
    return draft.sections[section]


def _paragraph(section: SectionDraft, paragraph: int) -> ParagraphDraft:
    if not 0 <= paragraph < len(section.paragraphs):
        raise ImpossibleCorrection(paragraph)
    return section.paragraphs[paragraph]


def _with(draft: Draft, section: int, instead: Sequence[SectionDraft]) -> Draft:
    sections = [*draft.sections[:section], *instead, *draft.sections[section + 1 :]]
    return _numbered(draft, sections)


def _numbered(draft: Draft, sections: Sequence[SectionDraft]) -> Draft:
    """The same draft with these sections: no heading deeper than one below the last, all counted anew, and the
    warnings where they belong then."""
    place: list[int] = []
    placed = []
    for each in sections:
        level = min(each.level, len(place) + 1)
        del place[level:]
        if len(place) < level:
            place.append(0)
        place[-1] += 1
        placed.append(replace(each, path="/".join(map(str, place)), level=level))
    warnings = moved_warnings(draft, sections, placed)
    return replace(draft, sections=tuple(placed), warnings=warnings)
