"""The words of the published draft, paragraph by paragraph, with the number of published remarks on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tortoise import connections

from consult.documents.paragraph import Paragraph, ParagraphKind, anchor_of
from consult.public.queries.counts import Counts, counts
from consult.public.queries.outline import Outline, PublicSection, SectionFacts
from consult.web.richtext import Cleaned


class PublicParagraph(NamedTuple):
    """A paragraph of the published version. ``id`` is its identity's, the one in permanent addresses.

    ``html`` and ``changes_html`` were cleaned when they were stored. ``text`` and ``html`` are "" where the
    whole paragraph is taken out; then only the view with changes shows it. A tuple, because a page may hold
    thousands and nothing else is made as fast.
    """

    id: int
    section: str
    number: str
    kind: ParagraphKind
    level: int
    marker: str
    text: str
    html: Cleaned
    changes_html: Cleaned
    has_changes: bool
    remark_count: int

    @property
    def anchor(self) -> str:
        """Its id on the reading page."""
        return anchor_of(self.number)


_KINDS = {each.value: each for each in ParagraphKind}
COLUMNS = (
    "identity_id", "section_id", "number", "kind", "level", "marker",
    "text", "html", "changes_html", "has_changes",
)  # fmt: skip


@dataclass(frozen=True)
class SectionText:
    """A section with the paragraphs right under its heading.

    ``remark_count`` counts the published remarks on it and all that lies below it in its area.
    """

    section: PublicSection
    paragraphs: tuple[PublicParagraph, ...]
    remark_count: int


async def texts(of: Outline, key: str | None = None) -> list[SectionText]:
    """A section and everything below it in its area, unset: all of the text, in reading order.

    Two queries beside the succession.
    """
    if key is None:
        return _section_texts(of, of.sections, await _rows(of), await counts(of))
    sections = of.within(key)
    rows = await _rows(of, sections)
    found = await counts(of, [row[0] for row in rows], [each.id for each in sections])
    return _section_texts(of, sections, rows, found)


async def bare_texts(of: Outline, key: str | None = None) -> list[SectionText]:
    """The same as nothing but words, with no remark counted; one query."""
    sections = None if key is None else of.within(key)
    return _section_texts(of, sections or of.sections, await _rows(of, sections), None)


def _section_texts(
    of: Outline,
    sections: Sequence[PublicSection],
    rows: Sequence[Sequence[Any]],
    found: Counts | None,
) -> list[SectionText]:
    held: dict[int, list[PublicParagraph]] = {each.row: [] for each in sections}
    keys = {each.row: each.key for each in sections}
    for row in rows:
        remarks = found.on_paragraph(row[0]) if found else 0
        held[row[1]].append(_paragraph(row, keys[row[1]], remarks))
    own = {
        each.key: sum(p.remark_count for p in held[each.row])
        + (found.on_section(each.id) if found else 0)
        for each in sections
    }
    total = _with_what_lies_below(of, own)
    return [SectionText(each, tuple(held[each.row]), total[each.key]) for each in sections]


async def _rows(
    of: Outline, sections: Sequence[PublicSection] | None = None
) -> Sequence[Sequence[Any]]:
    """Their paragraphs, unset: all, each as COLUMNS."""
    if sections is None:
        return await _all_rows(of.version.id)
    paragraphs = Paragraph.filter(
        version_id=of.version.id, section_id__in=[each.row for each in sections]
    )
    return await paragraphs.order_by("position").values_list(*COLUMNS)


_ALL = (
    "SELECT identity_id, section_id, number, kind, level, marker, text, html, "
    "CASE WHEN has_changes THEN changes_html ELSE '' END, has_changes FROM paragraph WHERE version_id = {} ORDER BY position"
)
_ALL_BY_DIALECT = {"sqlite": _ALL.format("?"), "postgres": _ALL.format("$1")}


async def _all_rows(version: int) -> Sequence[Sequence[Any]]:
    """As the driver gives them: of thousands of rows the mapper's own conversions would cost as much again."""
    connection = connections.get("default")
    sql = _ALL_BY_DIALECT[connection.capabilities.dialect]
    rows: Sequence[Sequence[Any]] = (await connection.execute_query(sql, [version]))[1]
    return rows


def _with_what_lies_below(of: Outline, own: Mapping[str, int]) -> Counter[str]:
    """The counts of sections by key, each with those of all that lies below it in its area."""
    total: Counter[str] = Counter()
    for key, count in own.items():
        for step in of.upwards(of.by_key[key]):
            if step.area == of.by_key[key].area:
                total[step.key] += count
    return total


def _paragraph(row: Sequence[Any], section: str, remark_count: int) -> PublicParagraph:
    identity, _, number, kind, level, marker, text, html, changes_html, has_changes = row
    shown = Cleaned(html)
    # By position, which is faster than by name.
    return PublicParagraph(
        identity,
        section,
        number,
        _KINDS[kind],
        level,
        marker,
        text,
        shown,
        Cleaned(changes_html) if has_changes else shown,
        bool(has_changes),
        remark_count,
    )


@dataclass(frozen=True)
class DraftFacts:
    """Counts of every section by key, each with what lies below it, and ``on_whole`` the published remarks on no
    part: with the areas' they make all."""

    sections: dict[str, SectionFacts]
    on_whole: int


async def draft_facts(of: Outline) -> DraftFacts:
    """All the counts of a draft; two queries beside the succession."""
    found = await counts(of)
    keys = {section.row: section.key for section in of.sections}
    own = {section.key: 0 for section in of.sections}
    remarks = {section.key: found.on_section(section.id) for section in of.sections}
    for identity, row in await Paragraph.filter(version_id=of.version.id).values_list(
        "identity_id", "section_id"
    ):
        own[keys[row]] += 1
        remarks[keys[row]] += found.on_paragraph(identity)
    all_own, all_remarks = _with_what_lies_below(of, own), _with_what_lies_below(of, remarks)
    facts = {
        key: SectionFacts(all_own[key], all_remarks[key], own_paragraph_count=own[key])
        for key in own
    }
    return DraftFacts(facts, found.on_whole())


async def paragraph(of: Outline, identity: int) -> PublicParagraph | None:
    """One paragraph by its identity, if the published version has it; two queries beside the succession."""
    rows = await Paragraph.filter(version_id=of.version.id, identity_id=identity).values_list(
        *COLUMNS
    )
    if not rows:
        return None
    keys = {section.row: section.key for section in of.sections}
    found = await counts(of, [identity])
    return _paragraph(rows[0], keys[rows[0][1]], found.on_paragraph(identity))
