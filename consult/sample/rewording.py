"""A quoted sentence as somebody would rather have it."""

from __future__ import annotations

# Most proposals bind the municipality harder than the draft does.
_HARDER = (
    (" forsøger med ", " indfører "),
    (" kan ", " skal kunne "),
    (" bør ", " skal "),
    (" vil ", " skal "),
    ("så vidt muligt ", ""),
    ("når det er muligt", "hver gang"),
)


def reworded(quote: str) -> str:
    """The quote with one binding word in place of a soft one; empty when it has no soft word."""
    for soft, hard in _HARDER:
        if soft in quote:
            return quote.replace(soft, hard, 1)
    return ""
