"""The lead's handbook speaks, in Danish, of the words and buttons that the pages really have."""

from __future__ import annotations

from tests.docs.danish_pages import ROOT, bold_phrases, unknown_phrases

HANDBOOK = (ROOT / "docs" / "lead.md").read_text()
PAGES = ("templates/answers", "templates/public/outcome.html", "templates/staff/home.html")


def test_what_is_said_to_stand_on_a_page_stands_there() -> None:
    bold = bold_phrases(HANDBOOK)
    assert len(bold) > 10
    assert unknown_phrases(bold, *PAGES) == set()
