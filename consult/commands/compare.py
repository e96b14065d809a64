"""``consult compare``: read two versions of a draft and say what became of every paragraph."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from consult.commands.trouble import Trouble
from consult.importing import Draft, ImportRefused, read_draft
from consult.lineage import (
    BesideChange,
    Difference,
    LinkKind,
    Mapping,
    Passage,
    TableRow,
    as_json,
    changes_beside,
    diff_words,
    headings_of,
    match,
    passages_of,
    table_differences,
)

_LINE = 70


def run(arguments: argparse.Namespace) -> int:
    """Raises Trouble when a file is missing or refused, with the reason."""
    drafts = _draft(arguments.old, arguments), _draft(arguments.new, arguments)
    old, new = passages_of(drafts[0], "old-"), passages_of(drafts[1], "new-")
    mapping = match(old, new, (headings_of(drafts[0]), headings_of(drafts[1])))
    beside = changes_beside(*drafts)
    if arguments.json:
        printed = as_json(old, new, mapping) | {"beside": [asdict(one) for one in beside]}
        print(json.dumps(printed, ensure_ascii=False, indent=1))
    else:
        _tell(old, new, mapping)
        _tell_beside(beside)
    return 0


def _draft(file: Path, arguments: argparse.Namespace) -> Draft:
    if not file.is_file():
        raise Trouble(f"There is no file {file}.")
    try:
        return read_draft(file, empty_links=arguments.empty_links)
    except ImportRefused as refusal:
        raise Trouble(f"{file.name}: {refusal.message}") from refusal


def _tell(old: Sequence[Passage], new: Sequence[Passage], mapping: Mapping) -> None:
    """How many of each, then everything that is not the same, in the new text's order."""
    counts = Counter(link.kind for link in mapping.links)
    told = [f"{counts[kind]} {kind}" for kind in LinkKind]
    print(", ".join([*told, f"{len(mapping.removed)} removed", f"{len(mapping.added)} added"]))
    texts = {one.id: one.text for one in (*old, *new)}
    for link in mapping.links:
        if link.kind is not LinkKind.SAME:
            print(f"{link.kind} ({link.score:.2f}): {_begin(texts[link.old[0]])}")
    for word, ids in (("removed", mapping.removed), ("added", mapping.added)):
        for one in ids:
            print(f"{word}: {_begin(texts[one])}")


def _tell_beside(changes: Sequence[BesideChange]) -> None:
    """Each table, figure and footnote that is not the same; of a table the rows that are not."""
    for one in changes:
        where = f"{one.kind} {one.change} in {one.section}:"
        if one.change != "changed":
            print(where, _begin(" ".join((one.old or one.new).split())))
        elif one.kind == "table":
            print(where)
            for row in table_differences(one.old, one.new):
                if not _is_same(row):
                    print("  " + " | ".join(map(_marked, row.cells)))
        else:
            print(where, _marked(diff_words(one.old, one.new)))


def _is_same(row: TableRow) -> bool:
    parts = [part for cell in row.cells for part in cell]
    return row.change == "same" and all(part.change == "same" for part in parts)


def _marked(differences: Sequence[Difference]) -> str:
    signs = {"deleted": "[-{}-]", "inserted": "[+{}+]"}
    return "".join(signs.get(one.change, "{}").format(one.text) for one in differences)


def _begin(text: str) -> str:
    return text if len(text) <= _LINE else f"{text[: _LINE - 1]}…"
