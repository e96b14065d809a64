"""``consult similar``: the texts of a file by how like they are to one of them, also in other words."""

from __future__ import annotations

import argparse

from consult.commands.json_lines import read_texts, write_line
from consult.commands.trouble import Trouble

_SHOWN = 10


def run(arguments: argparse.Namespace) -> int:
    """Rank the texts. Raises Trouble when the file is missing, a line has no id or text, or an id is in no line."""
    from moderation.likeness.reworded import reworded

    lines = read_texts(arguments.file)
    places = {str(line.id): place for place, line in enumerate(lines)}
    if unknown := [each for each in arguments.to if each not in places]:
        raise Trouble(f"{arguments.file.name} has no text with the id {unknown[0]}.")
    ranked = reworded([line.text for line in lines], [places[each] for each in arguments.to])
    for name, others in zip(arguments.to, ranked, strict=True):
        ids = [lines[each].id for each in others]
        if arguments.json:
            write_line({"to": lines[places[name]].id, "ids": ids})
        else:
            print(f"{name}: {', '.join(map(str, ids[:_SHOWN]))}")
    return 0
