"""Every file that is refused is refused in words that say what to do."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from consult import importing
from consult.desk.import_refusals import refusal_words
from consult.importing import file_kind, pdf


def _codes() -> Iterator[str]:
    for file in Path(importing.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            is_refusal = (
                isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ImportRefused"
            )
            if is_refusal and isinstance(node, ast.Call) and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value)
    yield from (code for code, _ in file_kind._REFUSED.values())
    yield from pdf._REFUSALS


def test_every_refusal_has_words_of_its_own() -> None:
    codes = set(_codes()) - {"unreadable"}
    assert len(codes) > 18
    assert {code for code in codes if refusal_words(code) == refusal_words("unreadable")} == set()
