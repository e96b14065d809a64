"""The editor's handbook speaks, in Danish, of the steps and the words that the desk really has."""

from __future__ import annotations

import re

from tests.docs.danish_pages import ROOT, bold_phrases, in_danish, unknown_phrases

HANDBOOK = (ROOT / "docs" / "editor.md").read_text()


def test_what_is_said_to_stand_on_a_page_stands_there() -> None:
    bold = bold_phrases(HANDBOOK)
    assert len(bold) > 15
    assert unknown_phrases(bold, "templates/desk", "templates/staff/home.html") == set()


def test_every_step_of_the_desk_is_explained_in_its_order() -> None:
    desk = (ROOT / "templates" / "desk" / "_desk.html").read_text()
    macro = desk[desk.index("macro step_words") : desk.index("endmacro")]
    explained = re.findall(r"^\| \*\*(.+?)\*\*", HANDBOOK, re.MULTILINE)
    assert explained == [in_danish(each) for each in re.findall(r'_\("(.+?)"\)', macro)]
