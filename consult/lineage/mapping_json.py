"""A mapping as `compare OLD NEW --json` prints it: exactly these keys, nothing more."""

from collections.abc import Sequence
from typing import Any

from consult.lineage.mapping import Mapping
from consult.lineage.passage import Passage


def as_json(old: Sequence[Passage], new: Sequence[Passage], mapping: Mapping) -> dict[str, Any]:
    """{"old", "new", "links", "removed", "added"}; a passage's "section" is its path by position ("4/5/2")."""
    return {
        "old": [_passage(one) for one in old],
        "new": [_passage(one) for one in new],
        "links": [
            {
                "old": list(link.old),
                "new": list(link.new),
                "kind": link.kind.value,
                "score": link.score,
            }
            for link in mapping.links
        ],
        "removed": list(mapping.removed),
        "added": list(mapping.added),
    }


def _passage(passage: Passage) -> dict[str, str]:
    return {"id": passage.id, "section": passage.section, "text": passage.text}
