"""A consultation's title is in the language of its text, whatever the page's is: where a page shows it, it says so."""

from __future__ import annotations

import re
from pathlib import Path

TEMPLATES = Path(__file__).parents[2] / "templates"
# A title in an attribute or in the window's bar cannot say a language; files and letters have one language.
NOT_SHOWN = re.compile(r"block title|block description|block head|title=\"")
SAYS_ITS_LANGUAGE = re.compile(r"lang=\"\{\{[^}]*\}\}\"(?: dir=\"auto\")?>\{\{ [^}]*$")
ONE_LANGUAGE = {"pdf", "mail"}


def silent_titles(line: str) -> bool:
    """Whether a title stands in the line without its language: as words, or in a trail of links."""
    bare = re.search(r"\((?:\w+\.)?consultation\.title, ", line)
    shown = re.finditer(r"\{\{ (?:[\w.]+ or )?(?:\w+\.)*consultation\.title \}\}", line)
    return bool(bare) or any(not SAYS_ITS_LANGUAGE.search(line[: each.end() - 3]) for each in shown)


def test_every_title_that_a_page_shows_says_its_language() -> None:
    silent = [
        f"{path.relative_to(TEMPLATES)}:{number}: {line.strip()[:100]}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        if ONE_LANGUAGE.isdisjoint(path.parts)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if not NOT_SHOWN.search(line) and silent_titles(line)
    ]
    assert not silent, "\n".join(silent)
