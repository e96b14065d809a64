"""Puts list numbers and dashes back in front that text from a PDF has behind their first line.

Must not move a number unless the next one of its list was moved too.
"""

import re
from dataclasses import replace

from consult.importing.wrapped_text.block import Block

_NUMBER_BEHIND = re.compile(
    r"(?P<words>[A-ZÆØÅ].*?\S)\s?(?<!\d)(?<!\d[.,/-])(?P<number>\d{1,2})(?P<end>[.)])\s*"
)
# A number behind one of these is cited, or is part of a name.
_CITES = re.compile(
    r"(?i)(?:§+|\b(?:stk|nr|art|kap|pkt|jf|side|s|artikel|kapitel|bilag|afsnit|punkt|figur|tabel|litra|mål|område|emne)\.?)$"
)
_DASH_BEHIND = re.compile(r"(?P<words>.*(?:\S\s|[.?!]))[-–]\s*")
# The next number of a list is at most so many blocks away.
_NEAR = 6
# So many lines of one block that end in a dash are a list; fewer are dashes.
_FEWEST_DASHES = 3


def with_moved_numbers(blocks: list[Block]) -> list[Block]:
    """The blocks; one with the first line `Liste over 1.` is the item `1.` that begins `Liste over`."""
    result = list(blocks)
    for index in range(len(blocks)):
        series = _series_from(blocks, index)
        for number, (at, match) in enumerate(series, 1):
            item = blocks[at].as_item(f"{number}{match['end']}", match["words"])
            message = f"The number {number}{match['end']} stood behind its line and was moved."
            result[at] = item.with_warning("number-moved", message)
    return result


def _series_from(blocks: list[Block], start: int) -> list[tuple[int, re.Match[str]]]:
    """The blocks numbered 1, 2, 3 … from `start` on; [] unless there are two at least."""
    series: list[tuple[int, re.Match[str]]] = []
    at = start
    while at < len(blocks) and at - (series[-1][0] if series else start) <= _NEAR:
        match = _NUMBER_BEHIND.fullmatch(blocks[at].first)
        is_cited = match is not None and _CITES.search(match["words"][-12:]) is not None
        fits = match is not None and not is_cited and int(match["number"]) == len(series) + 1
        if match and fits and (not series or match["end"] == series[0][1]["end"]):
            series.append((at, match))
        elif not series:
            return []
        at += 1
    return series if len(series) > 1 else []


def with_moved_dashes(blocks: list[Block]) -> list[Block]:
    """The blocks; one whose items have their dash behind the first line is divided into those items."""
    result: list[Block] = []
    for block in blocks:
        behind = [_DASH_BEHIND.fullmatch(line.text) for line in block.lines]
        if behind[0] is None or sum(match is not None for match in behind) < _FEWEST_DASHES:
            result.append(block)
            continue
        for line, match in zip(block.lines, behind, strict=True):
            if match is None:
                result[-1] = replace(result[-1], lines=(*result[-1].lines, line))
                continue
            item = replace(block, lines=(line,)).as_item("–", match["words"].strip())
            message = "The dash stood behind its line and was moved."
            result.append(item.with_warning("dash-moved", message))
    return result
