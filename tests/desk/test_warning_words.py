"""Every warning the reader of files can give has words of its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from consult import importing
from consult.desk.warning_list import list_warnings
from consult.desk.warning_words import warning_words
from consult.importing import Draft, DraftWarning
from consult.locale import speaking

# Written like a warning's code, and something else.
_CODE = re.compile(r"[a-z]+(-[a-z]+)+")
_OTHERS = {
    "comment-start",
    "custom-style",
    "paragraph-deletion",
    "paragraph-insertion",
    "too-large",
    "too-many-pages",
    # Names of OpenDocument.
    *(
        "default-outline-level",
        "display-levels",
        "graphic-properties",
        "list-level-style-number",
        "list-style",
        "list-style-name",
        "num-format",
        "num-list-format",
        "num-prefix",
        "num-suffix",
        "outline-level-style",
        "outline-style",
        "parent-style-name",
        "start-value",
        "text-position",
        "text-properties",
    ),
}


def _written() -> Iterator[str]:
    """The words joined by hyphens in the reader's own code that are no refusal's code."""
    for file in Path(importing.__file__).parent.rglob("*.py"):
        if file.name == "file_kind.py":
            # Which kinds of file are refused, and nothing else.
            continue
        nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
        refusals = {id(refusal) for node in nodes for refusal in _refusals(node)}
        texts = [node for node in nodes if isinstance(node, ast.Constant)]
        for text in texts:
            if id(text) not in refusals and _CODE.fullmatch(str(text.value)):
                yield str(text.value)


def _refusals(node: ast.AST) -> list[ast.expr | None]:
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ImportRefused":
        return [*node.args[:1]]
    if isinstance(node, ast.Dict) and any(
        isinstance(key, ast.Constant) and key.value == "encrypted" for key in node.keys
    ):
        return node.keys
    return []


def test_every_code_of_the_reader_has_words_of_its_own() -> None:
    codes = set(_written()) - _OTHERS
    assert len(codes) > 50
    with speaking("en"):
        nameless = {code for code in codes if warning_words(code) == "Something else to look at"}
    assert nameless == set()


def notes_in_danish(*messages: str) -> list[tuple[str, bool]]:
    with speaking("da"):
        warnings = tuple(DraftWarning("letter-count", message) for message in messages)
        notes = list_warnings(Draft("", (), warnings), dismissed=())
    return [(note.message, note.is_foreign) for note in notes.warnings]


def test_a_sentence_of_the_reader_is_said_in_the_editors_language_with_its_facts() -> None:
    said = notes_in_danish(
        "The sign ⍰ (U+2370) may be a damaged letter; kept as it stands.",
        "The draft lacks 3 letters of the file and has 1 more; compare the two.",
    )
    assert not any(is_foreign for _, is_foreign in said)
    assert "⍰ (U+2370)" in said[0][0]
    assert [word for word in said[1][0].split() if word.isdecimal()] == ["3", "1"]
    assert not any("letter" in words for words, _ in said)


def test_a_sentence_that_nobody_translated_stands_as_it_was_written_and_says_so() -> None:
    assert notes_in_danish("A sentence of tomorrow.") == [("A sentence of tomorrow.", True)]
