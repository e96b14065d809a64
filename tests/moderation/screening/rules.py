"""What one rule of the screening makes of a text."""

from __future__ import annotations

from moderation.screening import screen


def found_by(rule: str, text: str) -> list[tuple[str, str]]:
    """The words that the rule found, each with how sure it is of them."""
    return [(text[f.start : f.end], f.confidence) for f in screen(text) if f.rule == rule]
