"""Which pairings of a lineage are shown, in what order and how many at once. Plain values: no request, no ORM."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from consult.documents.versions.mapping_review import RETURNED, Pairing
from consult.numbers import page_number

PAGE = 25
# What a filter may say beside the kinds: everything that changed is what one sees at first.
CHANGED, ALL, PERSON = "", "all", "person"
KINDS = ("reworded", "moved", "split", "merged", "removed", "added", RETURNED, "same")
FILTERS = (CHANGED, *KINDS, PERSON, ALL)
# In the order of the new text, or what a person must judge first.
DOUBTFUL, READING = "", "reading"
ORDERS = (DOUBTFUL, READING)
# Where the program found no counterpart it cannot tell how sure it is.
_FOUND_NOTHING = 0.5


@dataclass(frozen=True)
class Counted:
    """A pairing with the remarks received on its old paragraphs, and how many of these carry some."""

    pairing: Pairing
    remarks: int
    carriers: int

    @property
    def anchor(self) -> str:
        """Its place on the page and its name in addresses: the first old paragraph's identity, else the new
        one's row."""
        p = self.pairing
        return f"old-{p.old[0].id}" if p.old else f"new-{p.new[0].id}"


@dataclass(frozen=True)
class Selection:
    """What somebody asked to see. ``number`` is a paragraph's, old or new, and looks through everything."""

    kind: str = CHANGED
    order: str = DOUBTFUL
    remarks: bool = False
    number: str = ""
    page: int = 1

    def query(self, **changed: Any) -> str:
        """The address's query of this selection with something changed; another page only where it says so."""
        wanted = replace(self, **{"page": 1, **changed})
        fields = {
            "kind": wanted.kind,
            "order": wanted.order,
            "remarks": "1" if wanted.remarks else "",
            "number": wanted.number,
            "page": str(wanted.page) if wanted.page > 1 else "",
        }
        written = urlencode({name: value for name, value in fields.items() if value})
        return f"?{written}" if written else ""


def selection_in(fields: Mapping[str, str]) -> Selection:
    """The selection that an address or a form names; what is in no known form is as if it were not there."""
    kind, order, page = fields.get("kind", ""), fields.get("order", ""), fields.get("page", "")
    return Selection(
        kind=kind if kind in FILTERS else CHANGED,
        order=order if order in ORDERS else DOUBTFUL,
        remarks=fields.get("remarks", "") == "1",
        number=" ".join(fields.get("number", "").split())[:20],
        page=page_number(page),
    )


@dataclass(frozen=True)
class MappingPage:
    """One page of pairings: ``shown`` of ``total``; ``pages`` is how many there are."""

    shown: Sequence[Counted]
    total: int
    page: int
    pages: int


def counted(pairings: Sequence[Pairing], remarks: Mapping[int, int]) -> list[Counted]:
    """Each pairing with its remarks; ``remarks`` by the identity of the old paragraph."""
    found = []
    for pairing in pairings:
        received = [remarks.get(side.id, 0) for side in pairing.old]
        found.append(Counted(pairing, sum(received), sum(map(bool, received))))
    return found


def page_of(found: Sequence[Counted], wanted: Selection) -> MappingPage:
    """What the selection leaves, in its order."""
    chosen = [each for each in found if _is_wanted(each, wanted)]
    if wanted.order == DOUBTFUL:
        chosen.sort(key=_doubt)
    pages = max(1, -(-len(chosen) // PAGE))
    page = min(wanted.page, pages)
    return MappingPage(chosen[(page - 1) * PAGE : page * PAGE], len(chosen), page, pages)


def counts_by_filter(found: Sequence[Counted], wanted: Selection) -> dict[str, int]:
    """How many each filter would show, with remarks alone where that is asked for."""
    left = [each for each in found if each.remarks or not wanted.remarks]
    kinds = Counter(each.pairing.kind for each in left)
    return {
        CHANGED: len(left) - kinds["same"],
        **{kind: kinds[kind] for kind in KINDS},
        PERSON: sum(bool(each.pairing.made_by) for each in left),
        ALL: len(left),
    }


def _is_wanted(each: Counted, wanted: Selection) -> bool:
    if wanted.number:
        asked = wanted.number.casefold()
        sides = (*each.pairing.old, *each.pairing.new)
        return any(side.number.casefold() == asked for side in sides)
    if wanted.remarks and not each.remarks:
        return False
    if wanted.kind == CHANGED:
        return each.pairing.kind != "same"
    if wanted.kind == PERSON:
        return bool(each.pairing.made_by)
    return wanted.kind in (ALL, each.pairing.kind)


def _doubt(each: Counted) -> tuple[bool, float, int]:
    """What loses the place of remarks first, then the least sure; what a person said comes last."""
    p = each.pairing
    alone = not (p.old and p.new)
    if p.made_by:
        return True, 1.0, 0
    if alone and each.remarks:
        return False, -1.0, -each.remarks
    return False, _FOUND_NOTHING if alone else p.score, -each.remarks
