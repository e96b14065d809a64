"""Words with a line drawn through them: a PDF keeps what was deleted, and says so by that alone.

Takes nothing away: what a stroke means, a person must say.
"""

from collections.abc import Iterator

from consult.importing.pdf_layout.shapes import Rule, Sheet, Stretch

# In letters' heights above the base line: where a line goes through the words and not below them.
_THROUGH = (0.12, 0.5)
# Through less of the words than this many letters' heights, and it only touches them.
_SHORTEST = 0.8


def struck_in(sheet: Sheet) -> Iterator[str]:
    """The words on a page that a line goes through, a row at a time."""
    level = [rule for rule in sheet.rules if rule.is_level]
    for one in sheet.stretches if level else ():
        if one.turn == 0:
            words = [_under(one, rule) for rule in level if _goes_through(rule, one)]
            yield from dict.fromkeys(word for word in words if word)


def _goes_through(rule: Rule, one: Stretch) -> bool:
    low, high = (one.base + share * one.size for share in _THROUGH)
    reach = min(rule.right, one.right) - max(rule.left, one.left)
    return low <= rule.foot <= high and reach >= _SHORTEST * one.size


def _under(one: Stretch, rule: Rule) -> str:
    """About as many letters as the line covers, whole words of them."""
    width = (one.right - one.left) / max(len(one.text), 1)
    if width <= 0:
        return ""
    first = round((rule.left - one.left) / width)
    last = round((rule.right - one.left) / width)
    words, at = [], 0
    for word in one.text.split(" "):
        middle = at + len(word) / 2
        words += [word] if first <= middle <= last else []
        at += len(word) + 1
    return " ".join(words)
