"""Made-up histories of a text: versions and the approved links between them, drawn by hypothesis."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from hypothesis import strategies as st

from consult.lineage import LinkedPair, LinkKind, VersionParagraph

SECTIONS = 3
OPERATIONS = ["same", "same", "reworded", "moved", "split", "merged", "removed", "added"]


@dataclass
class History:
    """``versions`` in order, ``links[n]`` from version n to the one after it; ids are new in each version."""

    versions: list[list[VersionParagraph]]
    links: list[list[tuple[int, int, LinkKind]]] = field(default_factory=list)

    @property
    def steps(self) -> list[list[LinkedPair]]:
        return [[LinkedPair.of(*link) for link in links] for links in self.links]


@st.composite
def histories(draw: st.DrawFn, *, steps: int) -> History:
    """A first version of a few paragraphs, edited ``steps`` times."""
    ids = count(1)
    sections = sorted(draw(st.lists(st.integers(1, SECTIONS), max_size=7)))
    first = [
        VersionParagraph(id, section, f"t{id}") for id, section in zip(ids, sections, strict=False)
    ]
    made = History([first])
    for _ in range(steps):
        _edit(draw, made, ids)
    return made


def _edit(draw: st.DrawFn, made: History, ids: count[int]) -> None:
    new: list[VersionParagraph] = []
    links: list[tuple[int, int, LinkKind]] = []
    moving: list[VersionParagraph] = []
    merging: list[VersionParagraph] = []

    def add(section: int, text: str, *old: VersionParagraph, kind: LinkKind) -> VersionParagraph:
        one = VersionParagraph(next(ids), section, text)
        links.extend((each.id, one.id, kind) for each in old)
        return one

    for old in made.versions[-1]:
        operation = draw(st.sampled_from(OPERATIONS))
        if merging:
            (first,) = merging
            text = f"{first.text} {old.text}"
            new.append(add(first.section, text, first, old, kind=LinkKind.MERGED))
            merging = []
        elif operation == "merged":
            merging = [old]
        elif operation == "same":
            new.append(add(old.section, old.text, old, kind=LinkKind.SAME))
        elif operation == "reworded":
            new.append(add(old.section, f"x{len(made.links)}", old, kind=LinkKind.REWORDED))
        elif operation == "moved":
            moving.append(add(draw(st.integers(1, SECTIONS)), old.text, old, kind=LinkKind.MOVED))
        elif operation == "split":
            for part in (old.text, f"y{old.id}"):
                new.append(add(old.section, part, old, kind=LinkKind.SPLIT))
        elif operation == "added":
            new.append(add(old.section, old.text, old, kind=LinkKind.SAME))
            new.append(VersionParagraph(next(ids), old.section, f"z{len(made.links)}"))
    for one in merging:
        new.append(add(one.section, one.text, one, kind=LinkKind.SAME))
    for one in moving:
        new.insert(draw(st.integers(0, len(new))), one)
    new.sort(key=lambda one: one.section)
    made.versions.append(new)
    made.links.append(links)
