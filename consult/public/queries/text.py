"""The words of the published draft, paragraph by paragraph, with the number of published remarks on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from consult.documents.paragraph import Paragraph, ParagraphKind
from consult.public.queries.outline import Outline, PublicSection, SectionFacts
from consult.responses.tally import Tally
from consult.web.richtext import Cleaned


@dataclass(frozen=True, slots=True)
class PublicParagraph:
    """A paragraph of the published version. ``id`` is its identity's, the one in permanent addresses.

    ``html`` and ``changes_html`` were cleaned when they were stored. ``text`` and ``html`` are "" where the
    whole paragraph is taken out; then only the view with changes shows it.
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


def anchor_of(number: str) -> str:
    """The id on the reading page of the paragraph with this number: "5.12" → "p-5-12"."""
    return "p-" + number.replace(".", "-")


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


async def texts(of: Outline, key: str) -> list[SectionText]:
    """A section and everything below it in its area, in reading order; two queries."""
    sections = of.within(key)
    rows = await _rows(of, sections)
    counts = await tallies(
        of,
        [f"paragraph:{row[0]}" for row in rows] + [f"section:{each.id}" for each in sections],
    )
    return _section_texts(of, sections, rows, counts)


async def bare_texts(of: Outline, key: str) -> list[SectionText]:
    """The same as nothing but words, with no remark counted; one query."""
    sections = of.within(key)
    return _section_texts(of, sections, await _rows(of, sections), Counter())


def _section_texts(
    of: Outline,
    sections: Sequence[PublicSection],
    rows: Sequence[Sequence[Any]],
    counts: Counter[str],
) -> list[SectionText]:
    found: dict[int, list[PublicParagraph]] = {each.row: [] for each in sections}
    keys = {each.row: each.key for each in sections}
    for row in rows:
        found[row[1]].append(_paragraph(row, keys[row[1]], counts))
    return [
        SectionText(each, tuple(found[each.row]), _remark_count(of, each.key, found, counts))
        for each in sections
    ]


def _remark_count(
    of: Outline, key: str, found: dict[int, list[PublicParagraph]], counts: Counter[str]
) -> int:
    below = of.within(key)
    return sum(
        counts[f"section:{each.id}"] + sum(p.remark_count for p in found[each.row])
        for each in below
    )


async def _rows(of: Outline, sections: Sequence[PublicSection]) -> list[tuple[Any, ...]]:
    return (
        await Paragraph.filter(
            version_id=of.version.id, section_id__in=[each.row for each in sections]
        )
        .order_by("position")
        .values_list(*COLUMNS)
    )


def _paragraph(row: Sequence[Any], section: str, counts: Counter[str]) -> PublicParagraph:
    identity, _, number, kind, level, marker, text, html, changes_html, has_changes = row
    return PublicParagraph(
        id=identity,
        section=section,
        number=number,
        kind=kind,
        level=level,
        marker=marker,
        text=text,
        html=Cleaned(html),
        changes_html=Cleaned(changes_html),
        has_changes=has_changes,
        remark_count=counts[f"paragraph:{identity}"],
    )


async def tallies(of: Outline, places: Iterable[str] | None = None) -> Counter[str]:
    """Published remarks by place (see Tally), of these places or of all."""
    rows = Tally.filter(consultation_id=of.consultation.id, published__gt=0)
    if places is not None:
        rows = rows.filter(place__in=list(places))
    return Counter(dict(await rows.values_list("place", "published")))


async def section_facts(of: Outline) -> dict[str, SectionFacts]:
    """Counts of every section, by key, each with what lies below it; two queries."""
    counts = await tallies(of)
    own: dict[str, list[int]] = {
        section.key: [0, counts[f"section:{section.id}"]] for section in of.sections
    }
    keys = {section.row: section.key for section in of.sections}
    for identity, row in await Paragraph.filter(version_id=of.version.id).values_list(
        "identity_id", "section_id"
    ):
        own[keys[row]][0] += 1
        own[keys[row]][1] += counts[f"paragraph:{identity}"]
    total: dict[str, list[int]] = {section.key: [0, 0] for section in of.sections}
    for section in of.sections:
        for step in of.upwards(section):
            if step.area == section.area:
                total[step.key][0] += own[section.key][0]
                total[step.key][1] += own[section.key][1]
    return {
        key: SectionFacts(paragraphs, remarks, own_paragraph_count=own[key][0])
        for key, (paragraphs, remarks) in total.items()
    }


async def paragraph(of: Outline, identity: int) -> PublicParagraph | None:
    """One paragraph by its identity, if the published version has it; two queries."""
    rows = await Paragraph.filter(version_id=of.version.id, identity_id=identity).values_list(
        *COLUMNS
    )
    if not rows:
        return None
    keys = {section.row: section.key for section in of.sections}
    return _paragraph(rows[0], keys[rows[0][1]], await tallies(of, [f"paragraph:{identity}"]))
