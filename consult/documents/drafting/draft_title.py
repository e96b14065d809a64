"""The title of a text that was read from a file."""

from __future__ import annotations

from consult.importing import Draft

LONGEST = 300


def title_of(draft: Draft, fallback: str) -> str:
    """The draft's own title; ``fallback`` where the file has none and the importer took the file's name."""
    is_missing = any(warning.code == "title-missing" for warning in draft.warnings)
    return ((is_missing and fallback) or draft.title)[:LONGEST]
