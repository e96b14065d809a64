"""The import rules leave nothing out."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
# Not code of ours that could import the wrong way: Tortoise writes these files.
UNRULED = {"consult.migrations"}


def test_every_module_at_the_top_has_its_layer() -> None:
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = rules["tool"]["importlinter"]["contracts"][0]["layers"]
    ruled = {name.strip("() ") for layer in layers for name in layer.replace("|", ":").split(":")}
    there = {
        f"consult.{path.stem}"
        for path in (ROOT / "consult").iterdir()
        if path.stem != "__init__" and (path.suffix == ".py" or (path / "__init__.py").exists())
    }
    assert there - UNRULED <= ruled, "name the new module in pyproject.toml's first contract"
