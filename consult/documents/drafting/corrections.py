"""An editor's corrections to a draft: headings, joins, splits, descriptions of pictures. Pure: a draft in, a draft out.

Indexes count from 0: ``section`` in the draft, ``paragraph`` in its section. Costs one pass over the draft.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from consult.documents.drafting.warning_locations import relocated_warnings
from consult.importing import Draft, ParagraphDraft, Run, SectionDraft
from consult.importing.draft import Runs, clean_text, joined
from consult.importing.outline import split_number

DEEPEST = 6
NO_HEADING = 0
UNDESCRIBED = "picture-without-description"


class ImpossibleCorrection(ValueError):
    """The draft has no such section or paragraph, or it cannot be corrected in this way."""


def retitle(draft: Draft, section: int, words: str) -> Draft:
    """Give a heading other words; a number in front of them becomes its printed number.

    Raises ImpossibleCorrection where the draft has no such section.
    """
    number, title = split_number(words)
    runs = (Run(words),)
    heading = _section(draft, section)
    retitled = replace(heading, number=number, title=title, title_runs=runs, change=None)
    return _with_sections(draft, section, [retitled])


def relevel(draft: Draft, section: int, level: int) -> Draft:
    """Set a heading's level (1 is the top), at most one below the heading before it. Raises ImpossibleCorrection."""
    if not 1 <= level <= DEEPEST:
        raise ImpossibleCorrection(level)
    return _with_sections(draft, section, [replace(_section(draft, section), level=level)])


def heading_to_text(draft: Draft, section: int) -> Draft:
    """Turn a heading into a paragraph of the section before it, followed by the paragraphs below the heading.

    Raises ImpossibleCorrection for the first section.
    """
    heading = _section(draft, section)
    if section == 0:
        raise ImpossibleCorrection("nothing comes before the first heading")
    longer = _with_heading_as_text(draft.sections[section - 1], heading)
    sections = [*draft.sections[: section - 1], longer, *draft.sections[section + 1 :]]
    return _renumbered(draft, sections)


def relevel_all(draft: Draft, levels: Mapping[int, int]) -> Draft:
    """Set the levels of several headings, by index, in one go; NO_HEADING turns a heading into text.

    Raises ImpossibleCorrection for a level out of range, and where the first heading would become text.
    """
    if levels.get(0) == NO_HEADING:
        raise ImpossibleCorrection("nothing comes before the first heading")
    sections: list[SectionDraft] = []
    for index, each in enumerate(draft.sections):
        level = levels.get(index, each.level)
        if not NO_HEADING <= level <= DEEPEST:
            raise ImpossibleCorrection(level)
        if level == NO_HEADING:
            sections[-1] = _with_heading_as_text(sections[-1], each)
        else:
            sections.append(replace(each, level=level))
    return _renumbered(draft, sections)


def text_to_heading(draft: Draft, section: int, paragraph: int) -> Draft:
    """Turn a paragraph into a heading one level below its section's; the paragraphs after it go below the new one.

    Raises ImpossibleCorrection for a table, a picture, a footnote and a paragraph without words.
    """
    around = _section(draft, section)
    text = _paragraph(around, paragraph)
    if text.kind not in ("paragraph", "item") or not text.text:
        raise ImpossibleCorrection("only words can be a heading")
    number, title = split_number(text.text.replace("\n", " "))
    below = SectionDraft(
        path="",
        number=number,
        title=title,
        level=min(around.level + 1, DEEPEST),
        change=None,
        paragraphs=around.paragraphs[paragraph + 1 :],
        title_runs=text.runs,
    )
    above = replace(around, paragraphs=around.paragraphs[:paragraph])
    return _with_sections(draft, section, [above, below])


def join(draft: Draft, section: int, paragraph: int) -> Draft:
    """Append a paragraph to the one before it in its section, with a space between.

    Raises ImpossibleCorrection for a section's first paragraph, a table or a picture.
    """
    around = _section(draft, section)
    if paragraph < 1:
        raise ImpossibleCorrection("nothing comes before the first paragraph")
    before, after = _paragraph(around, paragraph - 1), _paragraph(around, paragraph)
    if {"table", "figure"} & {before.kind, after.kind}:
        raise ImpossibleCorrection("neither a table nor a picture can be joined to text")
    runs = joined((*before.runs, Run(" "), *after.runs))
    one = replace(before, text=clean_text(runs), runs=runs)
    paragraphs = (*around.paragraphs[: paragraph - 1], one, *around.paragraphs[paragraph + 1 :])
    return _with_sections(draft, section, [replace(around, paragraphs=paragraphs)])


def split(draft: Draft, section: int, paragraph: int, parts: Sequence[str]) -> Draft:
    """Cut a paragraph into several. ``parts`` are its words in order; only white space may differ.

    Raises ImpossibleCorrection for other words, fewer than two parts, a table or a picture.
    """
    around = _section(draft, section)
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
    return _with_sections(draft, section, [replace(around, paragraphs=paragraphs)])


def describe(draft: Draft, section: int, paragraph: int, words: str) -> Draft:
    """Set a picture's description, "" for one that only decorates, and drop the warning that it has none.

    Raises ImpossibleCorrection for what is no picture.
    """
    around = _section(draft, section)
    figure = _paragraph(around, paragraph)
    if figure.picture is None:
        raise ImpossibleCorrection("only a picture is described")
    picture = replace(figure.picture, description=words)
    described = replace(figure, text=words, runs=(Run(words),) if words else (), picture=picture)
    paragraphs = (*around.paragraphs[:paragraph], described, *around.paragraphs[paragraph + 1 :])
    location = f"{around.path}, paragraph {paragraph + 1}"
    warnings = tuple(
        each
        for each in draft.warnings
        if each.code != UNDESCRIBED or location not in (each.where, each.location)
    )
    corrected = _with_sections(draft, section, [replace(around, paragraphs=paragraphs)])
    return replace(corrected, warnings=warnings)


def _with_heading_as_text(before: SectionDraft, heading: SectionDraft) -> SectionDraft:
    words = f"{heading.number or ''} {heading.title}".strip()
    text = (
        [ParagraphDraft("paragraph", words, heading.title_runs or (Run(words),))] if words else []
    )
    return replace(before, paragraphs=(*before.paragraphs, *text, *heading.paragraphs))


def _cut(runs: Runs, sizes: Sequence[int]) -> Iterator[Runs]:
    """The runs in pieces of ``sizes`` visible characters each; a tracked deletion stays with the words before it."""
    piece: list[Run] = []
    wanted = iter(sizes)
    left = next(wanted)
    for run in runs:
        start = 0
        for at, character in enumerate(run.text):
            if run.change == "deletion" or character.isspace():
                continue
            if left == 0:
                piece.append(replace(run, text=run.text[start:at]))
                yield joined(tuple(piece))
                piece, start, left = [], at, next(wanted)
            left -= 1
        piece.append(replace(run, text=run.text[start:]))
    yield joined(tuple(piece))


def _bare(text: str) -> str:
    return "".join(text.split())


def _length(text: str) -> int:
    return len(_bare(text))


def _section(draft: Draft, section: int) -> SectionDraft:
    if not 0 <= section < len(draft.sections):
        raise ImpossibleCorrection(section)
    return draft.sections[section]


def _paragraph(section: SectionDraft, paragraph: int) -> ParagraphDraft:
    if not 0 <= paragraph < len(section.paragraphs):
        raise ImpossibleCorrection(paragraph)
    return section.paragraphs[paragraph]


def _with_sections(draft: Draft, section: int, replacements: Sequence[SectionDraft]) -> Draft:
    """The draft with one section replaced by others, renumbered."""
    sections = [*draft.sections[:section], *replacements, *draft.sections[section + 1 :]]
    return _renumbered(draft, sections)


def _renumbered(draft: Draft, sections: Sequence[SectionDraft]) -> Draft:
    """The draft with these sections: no heading more than one level below the one before it, new paths, and the
    warnings moved along."""
    counters: list[int] = []
    numbered = []
    for each in sections:
        level = min(each.level, len(counters) + 1)
        del counters[level:]
        if len(counters) < level:
            counters.append(0)
        counters[-1] += 1
        numbered.append(replace(each, path="/".join(map(str, counters)), level=level))
    warnings = relocated_warnings(draft, sections, numbered)
    return replace(draft, sections=tuple(numbered), warnings=warnings)
