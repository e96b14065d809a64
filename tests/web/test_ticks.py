"""Boxes to tick: a browser that goes back fills them again by name, so each row's has a name of its own."""

from __future__ import annotations

import re

from consult.web.rendering import TEMPLATES
from consult.web.ticks import tick_name, ticked

LOOPS = re.compile(r"\{%-? (for|endfor)\b")
BOXES = re.compile(r'type="checkbox"[^>]*? name="([^"]*)"|forms\.checkbox\(("[^,]*),')


def names_in_loops(page: str) -> list[str]:
    """The names of the boxes that a template draws once a row, as they are written there."""
    depth = lambda at: sum(1 if m[1] == "for" else -1 for m in LOOPS.finditer(page[:at]))  # noqa: E731
    return [found[1] or found[2] for found in BOXES.finditer(page) if depth(found.start())]


def test_the_keys_of_the_ticked_rows_come_once_each_in_their_order() -> None:
    names = ["remark-3", "section", "remark", tick_name("remark", 1), "remark-3", "remarks-2"]
    assert ticked(names, "remark") == ["3", "1"]


def test_no_list_has_boxes_of_one_name() -> None:
    pages = {
        each.name: names_in_loops(each.read_text("utf-8")) for each in TEMPLATES.rglob("*.html")
    }
    named = {page: names for page, names in pages.items() if names and page != "forms.html"}
    assert {"owners.html", "uncovered.html", "committee_remarks.html"} <= set(named)
    alike = [
        (page, name)
        for page, names in named.items()
        for name in names
        if not re.search(r"\{\{|~", name)
    ]
    assert not alike
