"""A bar of remarks by stance: how long each of its parts is. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consult.responses.remark import Stance


@dataclass(frozen=True)
class StanceBar:
    """Counts of remarks by stance. ``longest`` is the total of the longest bar beside it, so that their lengths can be
    compared.

    Widths and offsets from the start are in per cent of that, with two decimals.
    """

    for_: int
    against: int
    neutral: int
    longest: int

    @classmethod
    def of(cls, stances: Mapping[Stance, int], longest: int) -> StanceBar:
        return cls(stances[Stance.FOR], stances[Stance.AGAINST], stances[Stance.NEUTRAL], longest)

    @property
    def total(self) -> int:
        return self.for_ + self.against + self.neutral

    @property
    def for_width(self) -> float:
        return self._length(self.for_)

    @property
    def against_width(self) -> float:
        return self._length(self.against)

    @property
    def against_offset(self) -> float:
        return self._length(self.for_)

    @property
    def neutral_width(self) -> float:
        return self._length(self.neutral)

    @property
    def neutral_offset(self) -> float:
        return self._length(self.for_ + self.against)

    def _length(self, count: int) -> float:
        return round(count * (100 / max(self.longest, 1)), 2)
