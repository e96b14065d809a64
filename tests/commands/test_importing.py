from __future__ import annotations

import json
from pathlib import Path

from consult.consultations.consultation import Consultation
from consult.documents.paragraph import Paragraph
from tests.commands.conftest import Consult, Within

DRAFT = """# Politik for havnen

## 1 Vand

Vandet er rent.

## 2 Kajer

Kajen [er åben](#) for alle.
"""


def written(folder: Path, text: str = DRAFT, name: str = "udkast.md") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def test_a_dry_run_stores_nothing_and_gives_the_agreed_shape(
    consult: Consult, within: Within, tmp_path: Path
) -> None:
    code, printed, _ = consult(
        "import", written(tmp_path), "--dry-run", "--json", "--empty-links", "insertion"
    )
    assert code == 0
    draft = json.loads(printed)
    assert set(draft) == {"title", "sections", "warnings"}
    assert draft["title"] == "Politik for havnen"
    runs = [run for s in draft["sections"] for p in s["paragraphs"] for run in p["runs"]]
    assert {"text": "er åben", "change": "insertion"} in runs
    assert within(lambda: Consultation.all().count()) == 0


def test_an_import_makes_a_consultation_nobody_can_see_and_again_another(
    consult: Consult, within: Within, tmp_path: Path
) -> None:
    file = written(tmp_path)
    for slug in ("politik-for-havnen", "politik-for-havnen-2"):
        code, printed, _ = consult("import", file)
        assert code == 0
        assert f"the consultation {slug}." in printed
    stored = within(lambda: Consultation.all().order_by("id"))
    assert [each.announced_at for each in stored] == [None, None]
    assert within(lambda: Paragraph.all().count()) == 4


def test_a_file_that_is_missing_or_no_draft_is_refused_in_one_line(
    consult: Consult, within: Within, tmp_path: Path
) -> None:
    for file in (str(tmp_path / "nothing.docx"), written(tmp_path, "not a zip", "udkast.docx")):
        code, printed, complaint = consult("import", file)
        assert (code, printed, complaint.count("\n")) == (1, "", 1)
    assert within(lambda: Consultation.all().count()) == 0
