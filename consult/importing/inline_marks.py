"""The few inline marks of plain text, as runs: `~~..~~`, `[..](..)`, `**..**`, `*..*`."""

import re
from collections.abc import Iterator
from dataclasses import replace

from consult.importing.draft import Run, Runs, joined
from consult.importing.pandoc_inlines import ReadingState, empty_link_change

# No mark reaches past the next sign of its own kind, so that matching stays linear.
_MARK = re.compile(
    r"~~(?P<deleted>[^~]+)~~"
    r"|\[(?P<label>[^\[\]]+)\]\((?P<target>[^()\s]*)\)"
    r"|\*\*(?P<strong>[^\s*](?:[^*]*[^\s*])?)\*\*"
    r"|(?<!\*)\*(?P<emphasis>[^\s*](?:[^*]*[^\s*])?)\*(?!\*)"
)


def marked_runs(text: str, state: ReadingState) -> Runs:
    """The runs of one line; marks that do not pair up stay in the text as they are."""
    return joined(tuple(_runs(text, state, Run(""))))


def _runs(text: str, state: ReadingState, style: Run) -> Iterator[Run]:
    """`style` is a run whose change, formatting and link the text inherits."""
    end = 0
    for match in _MARK.finditer(text):
        if match.start() > end:
            yield replace(style, text=text[end : match.start()])
        end = match.end()
        yield from _marked(match, state, style)
    if end < len(text):
        yield replace(style, text=text[end:])


def _marked(match: re.Match[str], state: ReadingState, style: Run) -> Iterator[Run]:
    kind = match.lastgroup
    inside = match["label"] if kind == "target" else match[str(kind)]
    match kind:
        case "deleted":
            style = replace(style, change="deletion")
        case "strong":
            style = replace(style, strong=True)
        case "emphasis":
            style = replace(style, emphasis=True)
        case _ if match["target"] in ("", "#"):
            change = style.change or empty_link_change(inside, state)
            style = replace(style, change=change)
        case _:
            style = replace(style, href=match["target"])
    yield from _runs(inside, state, style)
