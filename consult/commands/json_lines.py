"""Files with one JSON object a line, as the commands about texts read and write them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from consult.commands.trouble import Trouble


def read_lines(file: Path) -> Iterator[dict[str, object]]:
    """The objects of the file in order; empty lines are passed over. Raises Trouble when there is no such file or a
    line is no object."""
    if not file.is_file():
        raise Trouble(f"There is no file {file}.")
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _object(line, f"{file.name}, line {number}")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A text with its id as the file has it, mostly a string or a number."""

    id: object
    text: str


def read_texts(file: Path) -> list[TextLine]:
    """Lines with ``id`` and ``text``, in order. Raises Trouble when a line lacks one, or an id comes twice."""
    lines: list[TextLine] = []
    seen: set[str] = set()
    for line in read_lines(file):
        if "id" not in line or not isinstance(line.get("text"), str):
            raise Trouble(f"{file.name}: every line needs an id and a text.")
        if str(line["id"]) in seen:
            raise Trouble(f"{file.name}: the id {line['id']} comes twice.")
        seen.add(str(line["id"]))
        lines.append(TextLine(line["id"], str(line["text"])))
    return lines


def write_line(value: Mapping[str, object]) -> None:
    """Print one object on a line of its own."""
    print(json.dumps(value, ensure_ascii=False))


def _object(line: str, where: str) -> dict[str, object]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise Trouble(f"{where}: this is no JSON.") from error
    if not isinstance(value, dict):
        raise Trouble(f"{where}: this is no object.")
    return value
