"""Small versions to match, written as {section title: [texts]}; ids are the texts' first words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consult.lineage import Link, LinkKind, Passage, Titles, match

# Nobody's names, nobody's city: sentences long enough to be told apart.
HARBOUR = "Havnen skal være åben for alle, og ingen skal betale for at gå en tur langs vandet."
SCHOOL = "Hver skole får en voksen mere i de første tre klasser, så alle børn lærer at læse."
BUS = "Bussen kører hvert tiende minut fra stationen til sygehuset, også om aftenen."
LIBRARY = "Biblioteket låner bøger ud på tolv sprog og hjælper med breve fra kommunen."
FOREST = "Skoven øst for byen bliver dobbelt så stor, og der bliver plantet eg og bøg."
TENANTS = "Lejere, der skal flytte, mens deres hus bliver renoveret, kan altid vende tilbage."
LEAD_IN = "Vi vil fortsat have fokus på:"


def version(sections: Mapping[str, Sequence[str]], prefix: str) -> list[Passage]:
    """Passages of "chapter / section" titles in order; paths count the sections."""
    paths = headings(sections)
    texts = [
        (path, paths[path], text)
        for path, found in zip(paths, sections.values(), strict=True)
        for text in found
    ]
    return [
        Passage(f"{prefix}{count}", path, titles, text)
        for count, (path, titles, text) in enumerate(texts, 1)
    ]


def headings(sections: Mapping[str, Sequence[str]]) -> Titles:
    """Path → titles of every section, those without a text too."""
    chapters = list(dict.fromkeys(titles.split(" / ")[0] for titles in sections))
    found: dict[str, tuple[str, ...]] = {}
    for number, titles in enumerate(sections, 1):
        names = tuple(titles.split(" / "))
        chapter = str(chapters.index(names[0]) + 1)
        found[chapter if len(names) == 1 else f"{chapter}/{number}"] = names
    return found


class Matched:
    """A match whose links are looked up by what the passages say."""

    def __init__(self, old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]]) -> None:
        self._old, self._new = version(old, "o"), version(new, "n")
        self.mapping = match(self._old, self._new, (headings(old), headings(new)))
        self._texts = {one.id: one.text for one in (*self._old, *self._new)}
        self._titles = {one.id: one.titles for one in (*self._old, *self._new)}

    @property
    def kinds(self) -> list[LinkKind]:
        return [link.kind for link in self.mapping.links]

    @property
    def removed(self) -> list[str]:
        return [self._texts[one] for one in self.mapping.removed]

    @property
    def added(self) -> list[str]:
        return [self._texts[one] for one in self.mapping.added]

    def link(self, text: str, *, within: str = "") -> Link:
        """The one link of the old passage with this text, in the section of this title."""
        found = [
            link
            for link in self.mapping.links
            for one in link.old
            if self._texts[one] == text and (not within or within in self._titles[one])
        ]
        assert len(found) == 1, f"{len(found)} links of “{text}”"
        return found[0]

    def became(self, text: str, *, within: str = "") -> list[str]:
        """The new texts of an old one."""
        return [self._texts[one] for one in self.link(text, within=within).new]

    def chapters_of(self, text: str, *, within: str = "") -> set[str]:
        """The first titles above what an old text became."""
        return {self._titles[one][0] for one in self.link(text, within=within).new}
