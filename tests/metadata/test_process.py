"""Cleaning runs in a process of its own, that has its limits and never harms who asked."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from consult.metadata import NotCleaned, clean_in_process, process
from tests.support.telling_files import AUTHOR, MAKER, everything_in, word


async def test_a_file_is_cleaned_and_counted() -> None:
    copy = await clean_in_process(word(), AUTHOR)
    assert (copy.changes, copy.comments) == (2, 1)
    assert MAKER.encode() not in everything_in(copy.content)


async def test_a_file_that_cannot_be_cleaned_says_why() -> None:
    with pytest.raises(NotCleaned) as refused:
        await clean_in_process(b"%PDF-1.7 nothing", AUTHOR)
    assert refused.value.code == "damaged"


async def test_a_bomb_is_refused_within_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    Image.new("1", (30_000, 10_000)).save(out, "PNG")
    with pytest.raises(NotCleaned) as refused:
        await clean_in_process(out.getvalue(), AUTHOR)
    assert refused.value.code == "too-large"
    monkeypatch.setattr(process, "COMMAND", [*process.COMMAND[:3], "while True: pass"])
    monkeypatch.setattr(process, "SECONDS", 1.0)
    with pytest.raises(NotCleaned) as refused:
        await clean_in_process(b"x", AUTHOR)
    assert refused.value.code == "too-slow"
