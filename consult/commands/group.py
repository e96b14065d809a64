"""``consult group``: the near-identical texts of a file."""

from __future__ import annotations

import argparse
import json

from consult.commands.json_lines import read_texts


def run(arguments: argparse.Namespace) -> int:
    """Group the texts. Raises Trouble when the file is missing, or a line has no id or text."""
    from moderation.likeness.near_identical import near_identical

    lines = read_texts(arguments.file)
    groups = [
        [lines[each].id for each in group]
        for group in near_identical([line.text for line in lines])
    ]
    if arguments.json:
        print(json.dumps({"groups": [{"ids": ids} for ids in groups]}, ensure_ascii=False))
    else:
        for ids in groups:
            print(f"{len(ids)} texts: {', '.join(map(str, ids))}")
    return 0
