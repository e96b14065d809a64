"""The moderator's handbook speaks, in Danish, of the words, buttons and reasons that the queue really has."""

from __future__ import annotations

import re

from consult.consultations.moderation_reason import SHIPPED
from moderation.redaction_marks import read_marks
from tests.docs.danish_pages import ROOT, bold_phrases, in_danish, unknown_phrases

HANDBOOK = (ROOT / "docs" / "moderator.md").read_text()
PAGES = (
    "templates/moderation",
    "templates/people",
    "templates/shared",
    "templates/staff/home.html",
    "templates/public/consultation.html",
    "templates/public/remark.html",
    "consult/consultations/moderation_reason.py",
)


def test_what_is_said_to_stand_on_a_page_stands_there() -> None:
    bold = bold_phrases(HANDBOOK)
    assert len(bold) > 15
    assert unknown_phrases(bold, *PAGES) == set()


def test_every_button_of_a_decision_is_explained() -> None:
    form = (ROOT / "templates" / "moderation" / "_decision.html").read_text()
    bar = form[form.index('class="decision-bar"') :]
    buttons = [each for line in bar.splitlines() if "submit" in line for each in _messages(line)]
    explained = re.findall(r"^\| \*\*(.+?)\*\* \|", HANDBOOK, re.MULTILINE)
    assert sorted(explained) == sorted(in_danish(each) for each in buttons)


def test_the_short_names_are_those_of_the_reasons_in_their_order() -> None:
    named = re.findall(r"^\| `(.+?)` \| \*\*(.+?)\*\* \|", HANDBOOK, re.MULTILINE)
    assert named == [(key, in_danish(words)) for key, words in SHIPPED.items()]


def test_the_examples_of_words_left_out_can_be_read() -> None:
    examples = re.findall(r"`([^`]*\[\[[^`]*)`", HANDBOOK)
    assert len(examples) == 2
    for marked in examples:
        original = re.sub(r"\[\[(.+?)(\|.+?)?\]\]", r"\1", marked)
        assert len(read_marks(original, marked, SHIPPED)) == 1


def _messages(line: str) -> list[str]:
    return re.findall(r'_\("(.+?)"\)', line)
