"""Divides blocks of lines into paragraphs, list items and headings by how the lines end.

Must not join or drop anything; a block only ever becomes more blocks.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from consult.importing.line import Line
from consult.importing.wrapped_text.block import Block
from consult.importing.wrapped_text.goal_labels import LABEL

_BULLET = re.compile(r"\s*[•▪◦‣*-]\s+(?P<words>\S.*)")
_DASH = re.compile(r"\s*–\s+(?P<words>\S.*)")
_NUMBER = re.compile(r"\s*(?P<marker>\d{1,2}[.)])\s+(?P<words>[A-ZÆØÅ].*)")
_CONTENTS = re.compile(r"(?:\.{3}|…|\t)\s*\d{1,4}\s*$")
# How a rule of a by-law begins, and what stands before one that is only referred to.
_RULE = re.compile(r"(?:§\s?\d{1,3}|Stk\.\s?\d{1,2})\b")
_REFERS = re.compile(r"(?i)\b(?:jf|stk|nr|ifølge|pkt|og|i)\.$")
_REFERENCE_END = 12
_SENTENCE_END = '.!?:”")»'
_OPENING = '“”"»(§'

# Words that end no paragraph.
_UNFINISHED = frozenset(
    [
        "af",
        "at",
        "de",
        "den",
        "der",
        "det",
        "eller",
        "en",
        "et",
        "for",
        "fra",
        "i",
        "med",
        "og",
        "om",
        "på",
        "samt",
        "som",
        "til",
        "ved",
    ]
)
# Words that no heading has.
_RUNNING = frozenset(
    [
        "at",
        "de",
        "den",
        "der",
        "det",
        "som",
        "er",
        "har",
        "skal",
        "vil",
        "kan",
        "bliver",
        "blev",
        "var",
    ]
)
_PREPOSITIONS = frozenset(
    ["af", "efter", "for", "fra", "i", "med", "om", "over", "på", "til", "under", "ved"]
)
# The page number of a contents line is within so many characters from its end.
_CONTENTS_END = 12
# In characters: how much shorter than the width a line may be that is no last line.
_SLACK = 4
# A line without a full stop is a last line only where it is below this share of the width.
_SHORT = 0.8
# A heading is so many times as large as most of the text.
_LARGER = 1.12
# In points: left ends so close are the same.
_ALIGNED = 4.0


@dataclass(frozen=True, slots=True)
class TextMetrics:
    """`width` of a full line in characters; in points, 0 where not given, `right` its end and `size` of most letters.

    `loose` is set where blank lines do not divide paragraphs, `dashes` where a dash begins an item.
    """

    width: int
    loose: bool
    dashes: bool
    size: float = 0.0
    right: float = 0.0

    @classmethod
    def of(cls, lines: list[Line], *, loose: bool) -> "TextMetrics":
        """The metrics of some lines; their width is that of all but the longest twentieth."""
        lengths = sorted(len(line.text.strip()) for line in lines if not line.is_blank)
        width = lengths[len(lengths) * 95 // 100] if lengths else 0
        dashes = sum(bool(_DASH.fullmatch(line.text)) for line in lines) > 1
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[line.size] += len(line.text.strip())
        size = sizes.most_common(1)[0][0] if sizes else 0.0
        rights = sorted(line.right for line in lines if not line.is_blank and not line.cells)
        right = rights[len(rights) * 95 // 100] if rights else 0.0
        return cls(width, loose, dashes, size, right)


def split_into_paragraphs(blocks: list[Block], metrics: TextMetrics) -> Iterator[Block]:
    """The blocks as paragraphs and items; tables, figures and headings stay as they are."""
    for block in blocks:
        if block.heading or block.kind in ("table", "figure"):
            yield block
        else:
            yield from _with_bare_items(list(_parts(block, metrics)))


def _parts(block: Block, metrics: TextMetrics) -> Iterator[Block]:
    """The paragraphs and items of a block; its own kind and warnings go to the first."""
    current: list[Line] = []
    whole = block
    for line in block.lines:
        if current and _begins(line, current, metrics):
            yield _as_item_if_marked(replace(whole, lines=tuple(current)), metrics)
            current, whole = [], Block(())
        current.append(line)
    yield _as_item_if_marked(replace(whole, lines=tuple(current)), metrics)


def _with_bare_items(parts: list[Block]) -> Iterator[Block]:
    """The parts; single lines after a colon are items of a list that has lost its markers."""
    introduced = False
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        if introduced and _is_bare(part):
            yield part.as_item("").with_warning(
                "list-without-signs", f"“{part.first}” is taken as an item."
            )
            continue
        introduced = part.last.endswith(":") and following is not None and _is_bare(following)
        yield part


def _is_bare(block: Block) -> bool:
    is_single = block.kind == "paragraph" and len(block.lines) == 1
    return is_single and block.last[-1] not in _SENTENCE_END


def _as_item_if_marked(block: Block, metrics: TextMetrics) -> Block:
    if block.kind == "item":
        return block
    bullet = _BULLET.fullmatch(block.lines[0].text)
    dash = _DASH.fullmatch(block.lines[0].text) if metrics.dashes else None
    if bullet:
        return block.as_item("•", bullet["words"])
    if dash:
        return block.as_item("–", dash["words"])
    if LABEL.match(block.first):
        return replace(block, kind="item", level=1)
    return block


def _begins(line: Line, current: list[Line], metrics: TextMetrics) -> bool:
    """Whether a line begins a new paragraph after the `current` lines of one."""
    text, before = line.text.strip(), current[-1].text.strip()
    ended = before[-1] in _SENTENCE_END
    if LABEL.match(text) or _is_contents(text) or _is_contents(before):
        return True
    if line.size != current[-1].size:
        return True
    if ended and _RULE.match(text) and not _REFERS.search(before[-_REFERENCE_END:]):
        return True
    if metrics.size and line.size > metrics.size * _LARGER:
        # A title of several lines, none of which need be full.
        return False
    if _begins_item(line, metrics, ended) or _is_next_number(line, current[0]):
        return True
    if not (text[0].isupper() or text[0].isdigit() or text[0] in _OPENING):
        return False
    if line.bold != current[-1].bold:
        return True
    if before.endswith(":") and text[0].isupper():
        return True
    return has_room(current[-1], text, metrics) and _ends(before, text, len(current), line, metrics)


def has_room(before: Line, text: str, metrics: TextMetrics) -> bool:
    """Whether the first word of `text` would have fitted on the line before; a name at a line's start says nothing."""
    length = len(before.text.strip())
    if not before.right or not length:
        return True
    letter = (before.right - before.left) / length
    word = len(text.split()[0]) + 1
    return before.right + word * letter <= metrics.right


def _is_contents(text: str) -> bool:
    # Looking at no more than a line's end keeps very long lines cheap.
    return _CONTENTS.search(text[-_CONTENTS_END:]) is not None


def _begins_item(line: Line, metrics: TextMetrics, ended: bool) -> bool:
    """Whether a line begins with a list marker; `ended` is set behind the end of a sentence."""
    words = _BULLET.fullmatch(line.text) or (_DASH.fullmatch(line.text) if metrics.dashes else None)
    if words is not None:
        is_bullet = line.text.strip()[0] in "•▪◦‣"
        return is_bullet or ended or words["words"][:1].isupper()
    return (ended or line.starts_page) and _NUMBER.fullmatch(line.text) is not None


def _is_next_number(line: Line, first: Line) -> bool:
    """Whether a line has the number after that of the item's `first` line, and begins below it."""
    this, before = _NUMBER.fullmatch(line.text), _NUMBER.fullmatch(first.text)
    if this is None or before is None or this["marker"][-1] != before["marker"][-1]:
        return False
    if not line.size:
        # In plain text such a line may be a heading; in a PDF its left end says more.
        return False
    is_aligned = abs(line.left - first.left) <= _ALIGNED
    return is_aligned and int(this["marker"][:-1]) == int(before["marker"][:-1]) + 1


def _ends(before: str, text: str, lines: int, line: Line, metrics: TextMetrics) -> bool:
    """Whether the line `before` was a last one: the next word would still have fitted on it.

    `text` is that of `line`; `lines` is how many the paragraph has so far.
    """
    with_next = len(before) + 1 + len(text.split()[0])
    fits = with_next <= metrics.width - _SLACK
    if before[-1] in _SENTENCE_END:
        is_question = lines == 1 and before.endswith("?")
        return fits and (is_question or metrics.loose or line.starts_page or _is_numbered(text))
    if not text[0].isupper() or before.split()[-1].lower() in _UNFINISHED or before[-1] in ",-–":
        return False
    if lines > 1:
        return with_next <= metrics.width * _SHORT and (metrics.loose or line.starts_page)
    return fits or (metrics.loose and _could_be_heading(before))


def _is_numbered(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _could_be_heading(text: str) -> bool:
    """Whether a line has no verb, no comma and no preposition in front."""
    words = [word.lower() for word in text.split()]
    is_plain = not any(sign in text for sign in ".,;:()")
    return is_plain and words[0] not in _PREPOSITIONS and not _RUNNING & set(words)
