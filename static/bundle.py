"""Join the house's own styles and scripts into one file each, with the design system beneath them.

Holds the order in which they stand. Holds no styles or scripts, and fetches nothing: build.py has
put the design system into static/vendor first, and calls this every time, because it costs
milliseconds. Standard library only.
"""

from __future__ import annotations

from pathlib import Path

STATIC = Path(__file__).resolve().parent
VENDOR = STATIC / "vendor"

# A later layer wins over an earlier one whatever the selectors weigh, so dkfds never needs to be
# fought with !important, and a municipality's theme stands above every component.
LAYERS = ["dkfds", "tokens", "base", "components", "theme", "print"]

# Which stylesheet of the design system each reading direction starts from.
DIRECTIONS = {"ltr": "dkfds.css", "rtl": "dkfds.rtl.css"}


def write_bundles() -> None:
    """Write vendor/consult.ltr.css, consult.rtl.css and consult.js, each only when it changed."""
    for direction, design_system in DIRECTIONS.items():
        below = (VENDOR / design_system).read_text(encoding="utf-8")
        write(VENDOR / f"consult.{direction}.css", stylesheet(below))
    write(VENDOR / "consult.js", script())


def stylesheet(design_system: str) -> str:
    """The whole stylesheet: font faces and dkfds in their layer, then ours in theirs."""
    below = design_system.removeprefix('@charset "UTF-8";')
    parts = [f"@layer {', '.join(LAYERS)};", layer("dkfds", [below])]
    css = STATIC / "css"
    for name in ["tokens", "base", "components", "theme", "print"]:
        files = sorted((css / name).glob("*.css")) or [css / f"{name}.css"]
        parts.append(layer(name, [file.read_text(encoding="utf-8") for file in files]))
    return '@charset "UTF-8";\n' + "\n".join(parts)


def layer(name: str, texts: list[str]) -> str:
    """One cascade layer round some stylesheets."""
    return f"@layer {name} {{\n" + "\n".join(texts) + "\n}\n"


def script() -> str:
    """Our behaviours one after the other, each in a function of its own so names never meet."""
    files = sorted((STATIC / "js").glob("*.js"))
    wrapped = (f"(() => {{\n{file.read_text(encoding='utf-8')}}})();\n" for file in files)
    return '"use strict";\n' + "".join(wrapped)


def write(target: Path, text: str) -> None:
    """Replace a file unless it already says this (its hashed address stays)."""
    if not target.exists() or target.read_text(encoding="utf-8") != text:
        target.write_text(text, encoding="utf-8")
