"""Compares the letters of the draft with those of the lines, so that no step loses words unseen.

Must not know the steps: it has the lines before the first one and the finished draft.
"""

from collections import Counter
from collections.abc import Iterable

from consult.importing.draft import Draft, DraftWarning, Run
from consult.importing.line import Line


def letter_count_warnings(
    lines: Iterable[Line], draft: Draft, left_out: Iterable[str], name: str
) -> list[DraftWarning]:
    """A warning when the draft has more or fewer letters than its lines, else none.

    `left_out` are texts that other warnings quote whole; `name` is the file's, which the lines do
    not have.
    """
    before = _letters(line.text for line in lines)
    words = [*left_out, *_words(draft)]
    if draft.title != name:
        words.append(draft.title)
    after = _letters(words)
    lost, added = (before - after).total(), (after - before).total()
    # A warning that quotes what was left out adds a few words of its own.
    if not lost and (added == 0 or left_out):
        return []
    message = f"The draft lacks {lost} letters of the file and has {added} more; compare the two."
    return [DraftWarning("letter-count", message)]


def _letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(sign for text in texts for sign in text if sign.isalpha())


def _words(draft: Draft) -> Iterable[str]:
    for section in draft.sections:
        yield from _run_words(section.title_runs)
        for paragraph in section.paragraphs:
            yield from _run_words(paragraph.runs)


def _run_words(runs: tuple[Run, ...]) -> Iterable[str]:
    for run in runs:
        yield run.text
        yield run.href or ""
