"""The list of a mapping's entries: its filters, its order and its pages. Plain values: no request, no ORM."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from consult.documents.versions.mapping_review import RETURNED, MappingEntry
from consult.numbers import page_number

PAGE = 25
# The filters beside the kinds; CHANGED is every kind but "same", and the one that a page begins with.
CHANGED, ALL, PERSON = "", "all", "person"
KINDS = ("reworded", "moved", "split", "merged", "removed", "added", RETURNED, "same")
FILTERS = (CHANGED, *KINDS, PERSON, ALL)
# Those that a person should check first, or in the order of the new text.
DOUBTFUL, READING = "", "reading"
ORDERS = (DOUBTFUL, READING)
# An entry without a counterpart has no score; it is ordered as if it had this one.
_SCORE_WITHOUT_COUNTERPART = 0.5


@dataclass(frozen=True)
class CountedEntry:
    """An entry with the number of remarks received on its old paragraphs, and how many of these have remarks."""

    entry: MappingEntry
    remarks: int
    commented: int

    @property
    def name(self) -> str:
        """Its HTML id and its name in addresses: "old-" and the first old paragraph's identity, else "new-" and the
        new one's row."""
        old, new = self.entry.old, self.entry.new
        return f"old-{old[0].id}" if old else f"new-{new[0].id}"

    @property
    def percent(self) -> int:
        """The program's score in per cent."""
        return round(self.entry.score * 100)


@dataclass(frozen=True)
class MappingSelection:
    """The filter, order and page that an address asks for. ``number`` is a paragraph's, old or new; with it, all
    entries are searched."""

    kind: str = CHANGED
    order: str = DOUBTFUL
    remarks: bool = False
    number: str = ""
    page: int = 1

    def query(self, **changed: Any) -> str:
        """The query of an address with some fields changed; page 1 unless ``page`` is given. "" where all are usual."""
        wanted = replace(self, **{"page": 1, **changed})
        fields = {
            "kind": wanted.kind,
            "order": wanted.order,
            "remarks": "1" if wanted.remarks else "",
            "number": wanted.number,
            "page": str(wanted.page) if wanted.page > 1 else "",
        }
        encoded = urlencode({name: value for name, value in fields.items() if value})
        return f"?{encoded}" if encoded else ""


def selection_in(fields: Mapping[str, str]) -> MappingSelection:
    """The selection in the query of an address, or in a form; unknown values count as missing."""
    kind, order, page = fields.get("kind", ""), fields.get("order", ""), fields.get("page", "")
    return MappingSelection(
        kind=kind if kind in FILTERS else CHANGED,
        order=order if order in ORDERS else DOUBTFUL,
        remarks=fields.get("remarks", "") == "1",
        number=" ".join(fields.get("number", "").split())[:20],
        page=page_number(page),
    )


@dataclass(frozen=True)
class MappingPage:
    """The ``entries`` of page ``number`` of ``pages``; numbers of the pages before and after are None at the ends."""

    entries: Sequence[CountedEntry]
    number: int
    pages: int

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def following(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


def with_remarks(
    entries: Sequence[MappingEntry], received: Mapping[int, int]
) -> list[CountedEntry]:
    """Each entry with its remarks; ``received`` counts them by the identity of the old paragraph."""
    counted = []
    for entry in entries:
        counts = [received.get(each.id, 0) for each in entry.old]
        counted.append(CountedEntry(entry, sum(counts), sum(map(bool, counts))))
    return counted


def select_page(entries: Sequence[CountedEntry], wanted: MappingSelection) -> MappingPage:
    """The page of entries that the selection asks for, the last one where it asks for a later one."""
    chosen = [each for each in entries if _is_selected(each, wanted)]
    if wanted.order == DOUBTFUL:
        chosen.sort(key=_doubt)
    pages = max(1, -(-len(chosen) // PAGE))
    number = min(wanted.page, pages)
    return MappingPage(chosen[(number - 1) * PAGE : number * PAGE], number, pages)


def counts_by_filter(entries: Sequence[CountedEntry], wanted: MappingSelection) -> dict[str, int]:
    """How many entries each filter would list, with the selection's limit to those with remarks."""
    counted = [each for each in entries if each.remarks or not wanted.remarks]
    kinds = Counter(each.entry.kind for each in counted)
    return {
        CHANGED: len(counted) - kinds["same"],
        **{kind: kinds[kind] for kind in KINDS},
        PERSON: sum(bool(each.entry.made_by) for each in counted),
        ALL: len(counted),
    }


def _is_selected(each: CountedEntry, wanted: MappingSelection) -> bool:
    if wanted.number:
        number = wanted.number.casefold()
        paragraphs = (*each.entry.old, *each.entry.new)
        return any(paragraph.number.casefold() == number for paragraph in paragraphs)
    if wanted.remarks and not each.remarks:
        return False
    if wanted.kind == CHANGED:
        return each.entry.kind != "same"
    if wanted.kind == PERSON:
        return bool(each.entry.made_by)
    return wanted.kind in (ALL, each.entry.kind)


def _doubt(each: CountedEntry) -> tuple[bool, float, int]:
    """Sorts removed paragraphs with remarks first, then by the score, lowest first; entries made by a person last."""
    entry = each.entry
    has_no_counterpart = not (entry.old and entry.new)
    if entry.made_by:
        return True, 1.0, 0
    if has_no_counterpart and each.remarks:
        return False, -1.0, -each.remarks
    score = _SCORE_WITHOUT_COUNTERPART if has_no_counterpart else entry.score
    return False, score, -each.remarks
