"""What an address names, or the page that says there is no such thing."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from starlette.exceptions import HTTPException

from consult.files import FileStore

Thing = TypeVar("Thing")


def found_or_404(thing: Thing | None) -> Thing:
    """The thing that was looked up. Raises HTTPException 404 where there is none."""
    if thing is None:
        raise HTTPException(404)
    return thing


def path_or_404(files: FileStore, key: str) -> Path:
    """Where a stored file is. Raises HTTPException 404 when its bytes are gone."""
    try:
        return files.path(key)
    except FileNotFoundError:
        raise HTTPException(404) from None
