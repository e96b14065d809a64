from __future__ import annotations

import json
from pathlib import Path

from tests.commands.conftest import Consult

OLD = """# Politik for havnen

## Vand

Vandet i havnen er så rent, at alle kan bade i det hele sommeren.

- Badebroen får flere stiger.

| Bro | Stiger |
|---|---|
| Nord | 2 |
"""
NEW = """# Politik for havnen

## Vand

Vandet i havnen er så rent, at alle kan bade i det hele året.

- Badebroen får flere stiger.

Om vinteren bliver isen målt hver eneste morgen.
"""


def written(folder: Path) -> tuple[str, str]:
    (folder / "old.md").write_text(OLD, encoding="utf-8")
    (folder / "new.md").write_text(NEW, encoding="utf-8")
    return str(folder / "old.md"), str(folder / "new.md")


def test_two_files_are_compared_in_the_agreed_shape_without_their_tables(
    consult: Consult, tmp_path: Path
) -> None:
    code, printed, _ = consult("compare", *written(tmp_path), "--json")
    assert code == 0
    told = json.loads(printed)
    texts = {one["id"]: one["text"] for one in (*told["old"], *told["new"])}
    assert len(told["old"]) == 2, "the table is no passage"
    assert [link["kind"] for link in told["links"]] == ["reworded", "same"]
    assert texts[told["links"][0]["new"][0]].endswith("hele året.")
    assert told["removed"] == []
    assert [texts[one][:10] for one in told["added"]] == ["Om vintere"]
    assert {one["section"] for one in told["old"]} == {"1"}


def test_for_a_person_it_counts_and_shows_only_what_changed(
    consult: Consult, tmp_path: Path
) -> None:
    code, printed, _ = consult("compare", *written(tmp_path))
    assert code == 0
    counts, *changes = printed.splitlines()
    assert counts == "1 same, 1 reworded, 0 moved, 0 split, 0 merged, 0 removed, 1 added"
    assert [line.split(" ")[0] for line in changes] == ["reworded", "added:", "table"]


def test_changes_in_tables_and_footnotes_are_told_and_the_same_ones_are_not(
    consult: Consult, tmp_path: Path
) -> None:
    text = "# A\n\nBygger.[^1]\n\n| År | Kr. |\n|---|---|\n| 2026 | 100 |\n| 2027 | 200 |\n\n[^1]: Se bilag.\n"
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text(text, "utf-8")
    new.write_text(text.replace("200", "900").replace("bilag.", "tabel."), "utf-8")
    _, printed, _ = consult("compare", str(old), str(new))
    assert printed.splitlines()[1:] == [
        "table changed in 1:",
        "  2027 | [-200-][+900+]",
        "footnote changed in 1: ¹ Se [-bilag-][+tabel+].",
    ]
    _, printed, _ = consult("compare", str(old), str(new), "--json")
    beside = json.loads(printed)["beside"]
    assert [(one["kind"], one["change"], one["section"]) for one in beside] == [
        ("table", "changed", "1"),
        ("footnote", "changed", "1"),
    ]
    _, printed, _ = consult("compare", str(old), str(old))
    assert len(printed.splitlines()) == 1


def test_a_missing_or_refused_file_is_named(consult: Consult, tmp_path: Path) -> None:
    old, new = written(tmp_path)
    code, printed, complaint = consult("compare", old, f"{new}.gone", "--json")
    assert (code, printed) == (1, "")
    assert "new.md.gone" in complaint
    (tmp_path / "empty.md").write_text("", encoding="utf-8")
    code, _, complaint = consult("compare", str(tmp_path / "empty.md"), new)
    assert code == 1
    assert complaint == "consult: empty.md: The file is empty.\n"
