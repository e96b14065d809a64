"""What a text is called that was read from a file."""

from __future__ import annotations

from consult.importing import Draft

LONGEST = 300


def title_of(draft: Draft, otherwise: str) -> str:
    """Its own title; ``otherwise`` where the file says none, and the importer could take only its name."""
    is_missing = any(warning.code == "title-missing" for warning in draft.warnings)
    return ((is_missing and otherwise) or draft.title)[:LONGEST]
