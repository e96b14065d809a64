"""The tracked changes in the words of the published draft, run by run. Holds no HTML."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from consult.documents.paragraph import Paragraph
from consult.public.queries.outline import Outline, PublicSection


@dataclass(frozen=True)
class TextRun:
    """Adjacent words with the same ``change``: "insertion", "deletion" or None."""

    text: str
    change: str | None


async def runs(outline: Outline, section: PublicSection) -> dict[int, list[TextRun]]:
    """The runs of each paragraph right under the section's heading, by its identity; one query."""
    rows = await Paragraph.filter(
        version_id=outline.version.id, section_id=section.row_id
    ).values_list("identity_id", "runs")
    return {identity: _merged(stored) for identity, stored in rows}


def _merged(stored: list[dict[str, Any]]) -> list[TextRun]:
    """Stored runs that differ in emphasis alone are one run."""
    groups = groupby((each for each in stored if each["text"]), lambda each: each["change"])
    return [TextRun("".join(each["text"] for each in group), change) for change, group in groups]
