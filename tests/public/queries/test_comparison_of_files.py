"""Two published versions compared give the counts that ``consult compare`` gives over their files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from consult.cli import main
from consult.documents.publication import publish_version
from consult.documents.versions.mapping_approval import approve_lineage
from consult.importing import Draft, read_draft
from consult.lineage import ChangeKind, Passage, passages_of
from consult.public import queries
from consult.settings import Settings
from tests.lineage.edits import Editor
from tests.support.factories import NOW, consultations
from tests.support.factories.drafts import EDITOR, store
from tests.support.factories.versions import follow

pytestmark = pytest.mark.anyio

SAMPLE = Path(__file__).parents[3] / "consult" / "sample" / "draft.docx"
BODY = ("paragraph", "item")


async def published_counts(old: Draft, new: Draft) -> dict[str, int]:
    """How many changes of each kind are shown between body paragraphs and items; the files' command knows no
    others."""
    first = await store(await consultations.consultation(), old)
    second = await follow(first, new)
    await approve_lineage(second, lock_version=1, by=EDITOR, now=NOW)
    await publish_version(second, by=EDITOR, now=NOW)
    outlines = [await queries.outline(first.consultation, number) for number in (2, 1)]
    later, earlier = (each for each in outlines if each is not None)
    found = await queries.comparison(later, earlier)
    counts = Counter(
        str(change.kind)
        for section in found.sections
        for change in section.changes
        if not change.at_old_position
        and all(each.kind in BODY for each in (*change.old, *change.new))
    )
    return {kind: counts[kind] for kind in ChangeKind if kind is not ChangeKind.REGROUPED}


def counts_of_files(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, int]:
    """What the command prints first: "4 same, 2 reworded, …"."""
    assert main(["compare", *arguments]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    return {kind: int(count) for count, kind in re.findall(r"(\d+) (\w+)", first)}


async def test_of_the_real_revision_pair(
    db: Settings, shared_drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = (next(shared_drafts.glob(f"{number}_*.txt")) for number in ("002", "000"))
    told = counts_of_files(capsys, str(old), str(new), "--empty-links", "link")
    assert (told["reworded"], told["added"], told["removed"]) == (4, 3, 0)
    shown = await published_counts(
        read_draft(old, empty_links="link"), read_draft(new, empty_links="link")
    )
    assert shown == told


@pytest.mark.parametrize("seed", [1, 2])
async def test_of_the_sample_with_known_edits(
    db: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    editor = Editor(passages_of(read_draft(SAMPLE)), seed)
    editor.move(between=True)
    editor.split()
    editor.merge()
    for _ in range(6):
        editor.reword(0.05)
    for _ in range(2):
        editor.delete()
        editor.add()
    edited = editor.done()
    files = [tmp_path / "old.md", tmp_path / "new.md"]
    for file, passages in zip(files, (edited.old, edited.new), strict=True):
        file.write_text(as_markdown(passages), encoding="utf-8")
    told = counts_of_files(capsys, *map(str, files))
    truth = Counter(str(kind) for kind in edited.truth.values())
    assert told == {
        **{kind: truth[kind] for kind in ("same", "reworded", "moved", "split", "merged")},
        "removed": len(edited.removed),
        "added": len(edited.added),
    }
    assert await published_counts(*(read_draft(file) for file in files)) == told


def as_markdown(passages: Sequence[Passage]) -> str:
    """The passages under their headings, each heading once in a row."""
    lines, above = [], tuple[str, ...]()
    for one in passages:
        for depth, title in enumerate(one.titles):
            if one.titles[: depth + 1] != above[: depth + 1]:
                lines.append(f"{'#' * (depth + 1)} {title or 'Uden titel'}")
        above = one.titles
        lines.append(re.sub(r"([*_#\[\]~`|<>])", r"\\\1", one.text))
    return "\n\n".join(lines)
