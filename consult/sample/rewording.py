"""Proposed wordings: a quoted sentence with one word changed."""

from __future__ import annotations

# Most proposals make the draft more binding.
_MORE_BINDING = (
    (" forsøger med ", " indfører "),
    (" kan ", " skal kunne "),
    (" bør ", " skal "),
    (" vil ", " skal "),
    ("så vidt muligt ", ""),
    ("når det er muligt", "hver gang"),
)


def reworded(quote: str) -> str:
    """The quote with its first soft word replaced by a binding one; empty when it has none."""
    for soft, binding in _MORE_BINDING:
        if soft in quote:
            return quote.replace(soft, binding, 1)
    return ""
