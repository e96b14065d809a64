"""Words with a line drawn through them: a PDF has deleted words so, and says nothing else about it.

Takes nothing away: what a line means, a person must say.
"""

from collections.abc import Iterator

from consult.importing.pdf_layout.shapes import Page, Rule, TextRun

# In font sizes above the baseline: where a line goes through words and not below them.
_THROUGH = (0.12, 0.5)
# In font sizes: a shorter line through words only touches them.
_SHORTEST = 0.8


def struck_words(page: Page) -> Iterator[str]:
    """The words on a page that a line goes through, a run at a time."""
    rules = [rule for rule in page.rules if rule.is_horizontal]
    for run in page.runs if rules else ():
        if run.angle == 0:
            words = [_covered_words(run, rule) for rule in rules if _goes_through(rule, run)]
            yield from dict.fromkeys(word for word in words if word)


def _goes_through(rule: Rule, run: TextRun) -> bool:
    low, high = (run.baseline + share * run.size for share in _THROUGH)
    length = min(rule.right, run.right) - max(rule.left, run.left)
    return low <= rule.bottom <= high and length >= _SHORTEST * run.size


def _covered_words(run: TextRun, rule: Rule) -> str:
    """The words whose middle the line covers, as if all letters were equally wide."""
    letter_width = (run.right - run.left) / max(len(run.text), 1)
    if letter_width <= 0:
        return ""
    first = round((rule.left - run.left) / letter_width)
    last = round((rule.right - run.left) / letter_width)
    words, at = [], 0
    for word in run.text.split(" "):
        middle = at + len(word) / 2
        words += [word] if first <= middle <= last else []
        at += len(word) + 1
    return " ".join(words)
