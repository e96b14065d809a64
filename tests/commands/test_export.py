from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.commands.conftest import Consult, Within
from tests.support.factories import consultations
from tests.support.factories.documents import draft


async def one_consultation() -> None:
    await draft(await consultations.consultation(slug="havnen", title="Havnens politik"))


def test_the_memo_is_a_word_file_or_a_page(
    consult: Consult, within: Within, tmp_path: Path
) -> None:
    within(one_consultation)
    word, web = tmp_path / "memo.docx", tmp_path / "memo.html"
    for file in (word, web):
        assert consult("export", "memo", "--consultation", "havnen", "--to", str(file))[0] == 0
    assert "Havnens politik" in zipfile.ZipFile(word).read("word/document.xml").decode()
    assert "Havnens politik" in web.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "what, slug, to, complaint",
    [
        ("memo", "broen", "memo.docx", "There is no consultation broen."),
        ("memo", "havnen", "memo.exe", "The memo cannot be written as .exe"),
        ("responses", "havnen", "svar", "The responses cannot be written as"),
        ("memo", "havnen", "nowhere/memo.docx", "There is no folder"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line(
    consult: Consult, within: Within, tmp_path: Path, what: str, slug: str, to: str, complaint: str
) -> None:
    within(one_consultation)
    code, _, said = consult("export", what, "--consultation", slug, "--to", str(tmp_path / to))
    assert code == 1
    assert said.count("\n") == 1
    assert complaint in said
    assert not (tmp_path / to).exists()
