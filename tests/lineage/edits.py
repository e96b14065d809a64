"""Versions with known edits: what the match is judged by. Seeded, so that a failure can be repeated."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from consult.lineage import LinkKind, Passage

Ids = tuple[str, ...]

_SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-ZÆØÅ])")


@dataclass(frozen=True)
class Edited:
    """Two versions and the truth between them; `edits` are the links that are not SAME."""

    old: list[Passage]
    new: list[Passage]
    edits: dict[tuple[Ids, Ids], LinkKind]
    removed: set[str]
    added: set[str]

    @property
    def truth(self) -> dict[tuple[Ids, Ids], LinkKind]:
        """Every link there should be."""
        touched = {one for link in self.edits for one in link[0]} | self.removed
        kept = {
            ((one.id,), (_renamed(one.id),)): LinkKind.SAME
            for one in self.old
            if one.id not in touched
        }
        return kept | self.edits


@dataclass
class Editor:
    """Edits a text in place, each passage at most once, and remembers what it did."""

    base: Sequence[Passage]
    seed: int
    edits: dict[tuple[Ids, Ids], LinkKind] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    added: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        # What is added later is as much about the same things as the rest: it is the rest.
        self.stock = [one for at, one in enumerate(self.base) if at % 9 == 4]
        self.old = [one for at, one in enumerate(self.base) if at % 9 != 4]
        self.new = [replace(one, id=_renamed(one.id)) for one in self.old]
        self.vocabulary = sorted({word for one in self.base for word in one.text.split()})
        self.touched: set[str] = set()

    def done(self) -> Edited:
        return Edited(self.old, self.new, self.edits, self.removed, self.added)

    def reword(self, share: float, shortest: int = 5) -> None:
        at = self._pick(lambda one: len(one.text.split()) >= shortest)
        old = self.new[at]
        text = old.text
        while _letters(text) == _letters(old.text):
            text = self._with_other_words(old.text, share)
        self.new[at] = replace(old, text=text)
        self._changed(old, LinkKind.REWORDED)

    def split(self, *, reworded: bool = False, apart: bool = False) -> None:
        """`reworded`: one half has another word; `apart`: the second half goes to another chapter."""
        at = self._pick(lambda one: len(_halves(one.text)) == 2)
        old = self.new[at]
        first, second = _halves(old.text)
        if reworded:
            second = self._with_other_words(second, 0.05)
        parts = [replace(old, text=first), replace(old, id=f"{old.id}b", text=second)]
        self.new[at : at + 1] = parts
        self.touched.add(parts[1].id)
        if apart:
            self._send(parts[1], self.random.choice(self._room(old, between=True)))
        ids = {one.id for one in parts}
        parted = tuple(one.id for one in self.new if one.id in ids)
        self.edits[(_origin(old.id),), parted] = LinkKind.SPLIT

    def merge(self, count: int = 2, *, reworded: bool = False) -> None:
        def mergeable(one: Passage) -> bool:
            at = self.new.index(one)
            parts = self.new[at : at + count]
            return len(parts) == count and all(
                part.section == one.section
                and (part is one or part.id not in self.touched)
                and len(_letters(part.text).split()) >= 6
                for part in parts
            )

        at = self._pick(mergeable)
        parts = self.new[at : at + count]
        self.touched.update(part.id for part in parts)
        text = " ".join(part.text for part in parts)
        if reworded:
            text = self._with_other_words(text, 0.05)
        self.new[at : at + count] = [replace(parts[0], text=text)]
        self.edits[tuple(_origin(part.id) for part in parts), (parts[0].id,)] = LinkKind.MERGED

    def add_like(self) -> None:
        """Something nearly as what is there already, in another chapter."""
        at = self._pick(lambda one: len(one.text.split()) >= 12)
        old = self.new[at]
        place = self.random.choice(self._room(old, between=True))
        text = self._with_other_words(old.text, 0.1)
        one = Passage(f"+{old.id}", place.section, place.titles, text)
        self.new.insert(self.new.index(place), one)
        self.touched.add(one.id)
        self.added.add(one.id)

    def move(self, *, between: bool) -> None:
        at = self._pick(lambda one: len(one.text.split()) >= 4 and self._room(one, between))
        to = self.random.choice(self._room(self.new[at], between))
        moved = self.new.pop(at)
        there = self.new.index(to)
        section = self.new[there]
        # Past at least two others: of two that change places nobody can say which one moved.
        if not between:
            there += there >= at
        self.new.insert(there, replace(moved, section=section.section, titles=section.titles))
        self._changed(moved, LinkKind.MOVED)

    def delete(self) -> None:
        old = self.new.pop(self._pick(lambda one: True))
        self.removed.add(_origin(old.id))

    def add(self) -> None:
        at = self.random.randrange(len(self.new))
        stock = self.stock.pop(self.random.randrange(len(self.stock)))
        place = self.new[at]
        one = Passage(f"+{stock.id}", place.section, place.titles, stock.text)
        self.new.insert(at, one)
        self.touched.add(one.id)
        self.added.add(one.id)

    def _send(self, one: Passage, to: Passage) -> None:
        self.new.remove(one)
        moved = replace(one, section=to.section, titles=to.titles)
        self.new.insert(self.new.index(to), moved)

    def _room(self, one: Passage, between: bool) -> list[Passage]:
        if between:
            return [other for other in self.new if other.titles[:2] != one.titles[:2]]
        here = [other for other in self.new if other.section == one.section]
        untouched = all(other.id not in self.touched for other in here if other is not one)
        at = here.index(one)
        far = [other for place, other in enumerate(here) if abs(place - at) >= 3]
        return far if untouched else []

    def _pick(self, fits: Callable[[Passage], object]) -> int:
        fitting = [
            at for at, one in enumerate(self.new) if one.id not in self.touched and fits(one)
        ]
        at = self.random.choice(fitting)
        self.touched.add(self.new[at].id)
        return at

    def _changed(self, old: Passage, kind: LinkKind) -> None:
        self.edits[(_origin(old.id),), (old.id,)] = kind

    def _with_other_words(self, text: str, share: float) -> str:
        words = text.split()
        for _ in range(max(1, round(share * len(words)))):
            at = self.random.randrange(len(words))
            match self.random.choice(("other", "other", "more", "less")):
                case "more":
                    words.insert(at, self.random.choice(self.vocabulary))
                case "less" if len(words) > 4:
                    del words[at]
                case _:
                    words[at] = self.random.choice(self.vocabulary)
        return " ".join(words)


def _renamed(old: str) -> str:
    return f"n{old}"


def _origin(new: str) -> str:
    return new[1:]


def _letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _halves(text: str) -> list[str]:
    """The text cut at the sentence nearest its middle, if both halves are worth the name."""
    ends = [found.start() for found in _SENTENCE.finditer(text)]
    if not ends:
        return [text]
    middle = min(ends, key=lambda end: abs(end - len(text) / 2))
    halves = [text[:middle], text[middle + 1 :]]
    return halves if all(len(half.split()) >= 6 for half in halves) else [text]
