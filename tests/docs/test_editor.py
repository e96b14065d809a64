"""The editor's handbook speaks of the steps and the words that the desk really has."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent.parent
HANDBOOK = (ROOT / "docs" / "editor.md").read_text()


def words_of_the_site() -> set[str]:
    with (ROOT / "locales" / "da" / "LC_MESSAGES" / "messages.po").open("rb") as catalogue:
        return {str(message.id) for message in read_po(catalogue) if message.id}


def test_what_is_said_to_stand_on_a_page_stands_there() -> None:
    bold = {
        " ".join(each.split()).rstrip(".")
        for each in re.findall(r"\*\*(.+?)\*\*", HANDBOOK, re.DOTALL)
    }
    assert len(bold) > 15
    assert bold - words_of_the_site() == set()


def test_every_step_of_the_desk_is_explained_in_its_order() -> None:
    desk = (ROOT / "templates" / "desk" / "_desk.html").read_text()
    macro = desk[desk.index("macro step_words") : desk.index("endmacro")]
    explained = re.findall(r"^\| \*\*(.+?)\*\*", HANDBOOK, re.MULTILINE)
    assert explained == re.findall(r'_\("(.+?)"\)', macro)
