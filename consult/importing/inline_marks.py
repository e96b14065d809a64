"""The few marks inside a line of plain text, as runs."""

import re
from collections.abc import Iterator
from dataclasses import replace

from consult.importing.draft import Run, Runs, joined
from consult.importing.pandoc_inlines import ReadingState, judge_empty_link

# No mark reaches past the next sign of its own kind, so that matching stays linear.
_MARK = re.compile(
    r"~~(?P<deleted>[^~]+)~~"
    r"|\[(?P<label>[^\[\]]+)\]\((?P<target>[^()\s]*)\)"
    r"|\*\*(?P<strong>[^\s*](?:[^*]*[^\s*])?)\*\*"
    r"|(?<!\*)\*(?P<emphasis>[^\s*](?:[^*]*[^\s*])?)\*(?!\*)"
)


def marked_runs(text: str, state: ReadingState, like: Run | None = None) -> Runs:
    """Runs of one line; marks that do not pair up stay in the text as they are."""
    return joined(tuple(_runs(text, state, like or Run(""))))


def _runs(text: str, state: ReadingState, like: Run) -> Iterator[Run]:
    end = 0
    for match in _MARK.finditer(text):
        if match.start() > end:
            yield replace(like, text=text[end : match.start()])
        end = match.end()
        yield from _marked(match, state, like)
    if end < len(text):
        yield replace(like, text=text[end:])


def _marked(match: re.Match[str], state: ReadingState, like: Run) -> Iterator[Run]:
    kind = match.lastgroup
    inside = match["label"] if kind == "target" else match[str(kind)]
    match kind:
        case "deleted":
            like = replace(like, change="deletion")
        case "strong":
            like = replace(like, strong=True)
        case "emphasis":
            like = replace(like, emphasis=True)
        case _ if match["target"] in ("", "#"):
            change = like.change or judge_empty_link(inside, state)
            like = replace(like, change=change)
        case _:
            like = replace(like, href=match["target"])
    yield from _runs(inside, state, like)
