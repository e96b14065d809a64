"""Parts blocks of lines into paragraphs, list items and headings by how the lines end.

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
_SENTENCE_END = '.!?:”")»'
_OPENING = '“”"»(§'

# Words after which no line is complete.
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
# Words by which running text tells itself from a heading.
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
_CONTENTS_END = 12
# So many letters a line may fall short of the full width without being a last line.
_SLACK = 4
# A line without a full stop is a paragraph's last one only when it is this much shorter.
_SHORT = 0.8
# Letters so much higher than most are a heading's.
_LARGER = 1.12
# In points: lines that begin so near each other begin at the same place.
_ALIGNED = 4.0


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: `width` in letters, most of them `size` high, 0 where nothing says how high;
    `loose` when blank lines do not part paragraphs.
    """

    width: int
    loose: bool
    dashes: bool
    size: float = 0.0

    @classmethod
    def of(cls, lines: list[Line], *, loose: bool) -> "Setting":
        """The setting of a text's lines."""
        lengths = sorted(len(line.text.strip()) for line in lines if not line.is_blank)
        width = lengths[len(lengths) * 95 // 100] if lengths else 0
        dashes = sum(bool(_DASH.fullmatch(line.text)) for line in lines) > 1
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[line.size] += len(line.text.strip())
        size = sizes.most_common(1)[0][0] if sizes else 0.0
        return cls(width, loose, dashes, size)


def parted(blocks: list[Block], setting: Setting) -> Iterator[Block]:
    """The blocks as paragraphs and items; of tables and headings nothing is parted."""
    for block in blocks:
        if block.heading or block.kind in ("table", "figure"):
            yield block
        else:
            yield from _listed(list(_parts(block, setting)))


def _parts(block: Block, setting: Setting) -> Iterator[Block]:
    current: list[Line] = []
    whole = block
    for line in block.lines:
        if current and _begins(line, current, setting):
            yield _marked(replace(whole, lines=tuple(current)), setting)
            current, whole = [], Block(())
        current.append(line)
    yield _marked(replace(whole, lines=tuple(current)), setting)


def _listed(parts: list[Block]) -> Iterator[Block]:
    """Short lines in a row after a colon are a list that has lost its signs."""
    introduced = False
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        bare = _is_bare(part)
        if introduced and bare:
            yield part.as_item("").noting(
                "list-without-signs", f"“{part.first}” is taken as an item."
            )
            continue
        introduced = part.last.endswith(":") and following is not None and _is_bare(following)
        yield part


def _is_bare(block: Block) -> bool:
    alone = block.kind == "paragraph" and len(block.lines) == 1
    return alone and block.last[-1] not in _SENTENCE_END


def _marked(block: Block, setting: Setting) -> Block:
    if block.kind == "item":
        return block
    bullet = _BULLET.fullmatch(block.lines[0].text)
    dash = _DASH.fullmatch(block.lines[0].text) if setting.dashes else None
    if bullet:
        return block.as_item("•", bullet["words"])
    if dash:
        return block.as_item("–", dash["words"])
    if LABEL.match(block.first):
        return replace(block, kind="item", level=1)
    return block


def _begins(line: Line, current: list[Line], setting: Setting) -> bool:
    """Whether a line begins a paragraph of its own after the lines before it."""
    text, before = line.text.strip(), current[-1].text.strip()
    ended = before[-1] in _SENTENCE_END
    if LABEL.match(text) or _is_contents(text) or _is_contents(before):
        return True
    if line.size != current[-1].size:
        return True
    if setting.size and line.size > setting.size * _LARGER:
        # A title of several lines, none of which need be full.
        return False
    if _item_sign(line, setting, ended) or _is_next_number(line, current[0]):
        return True
    if not (text[0].isupper() or text[0].isdigit() or text[0] in _OPENING):
        return False
    if line.bold != current[-1].bold:
        return True
    if before.endswith(":") and text[0].isupper():
        return True
    return _ends(before, text, len(current), line, setting)


def _is_contents(text: str) -> bool:
    # Only a line's end tells, and looking at no more keeps endless lines cheap.
    return _CONTENTS.search(text[-_CONTENTS_END:]) is not None


def _item_sign(line: Line, setting: Setting, ended: bool) -> bool:
    words = _BULLET.fullmatch(line.text) or (_DASH.fullmatch(line.text) if setting.dashes else None)
    if words is not None:
        glyph = line.text.strip()[0] in "•▪◦‣"
        return glyph or ended or words["words"][:1].isupper()
    return (ended or line.starts_page) and _NUMBER.fullmatch(line.text) is not None


def _is_next_number(line: Line, first: Line) -> bool:
    """Whether an item begins here whose number follows that of the item before it."""
    here, there = _NUMBER.fullmatch(line.text), _NUMBER.fullmatch(first.text)
    if here is None or there is None or here["marker"][-1] != there["marker"][-1]:
        return False
    if not line.size:
        # In plain text such lines may be headings; where lines have places, those tell more.
        return False
    aligned = abs(line.left - first.left) <= _ALIGNED
    return aligned and int(here["marker"][:-1]) == int(there["marker"][:-1]) + 1


def _ends(before: str, text: str, lines: int, line: Line, setting: Setting) -> bool:
    """Whether the line before was a last one: what follows would still have fitted on it."""
    with_next = len(before) + 1 + len(text.split()[0])
    fits = with_next <= setting.width - _SLACK
    if before[-1] in _SENTENCE_END:
        asks = lines == 1 and before.endswith("?")
        return fits and (asks or setting.loose or line.starts_page or _is_numbered(text))
    if not text[0].isupper() or before.split()[-1].lower() in _UNFINISHED or before[-1] in ",-–":
        return False
    if lines > 1:
        return with_next <= setting.width * _SHORT and (setting.loose or line.starts_page)
    return fits or (setting.loose and _could_be_heading(before))


def _is_numbered(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _could_be_heading(text: str) -> bool:
    """A full line that may stand alone: no verb, no comma, no preposition in front."""
    words = [word.lower() for word in text.split()]
    plain = not any(sign in text for sign in ".,;:()")
    return plain and words[0] not in _PREPOSITIONS and not _RUNNING & set(words)
