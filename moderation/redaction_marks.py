"""The plain form of redaction: a copy of the text with ``[[double brackets]]`` round the words to hide.

``[[words]]`` hides them, ``[[words|reason-key]]`` says why. A backslash before a bracket, a bar or a
backslash makes it an ordinary character; ``mark`` writes those backslashes itself, so that a text
which holds ``[[`` can be opened, marked and read back. Pure: no database, no request. The reasons
and their words belong to the consultation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

# Marks words for the catalogues; the page that shows them translates.
N_: Callable[[str], str] = str

NESTED = N_("Line %(line)d: a mark begins inside another mark: “%(near)s”.")
UNOPENED = N_("Line %(line)d: “]]” ends a mark that was never begun: “%(near)s”.")
UNCLOSED = N_("Line %(line)d: the mark is never ended with “]]”: “%(near)s”.")
EMPTY = N_("Line %(line)d: the mark has no words in it.")
REASON_UNKNOWN = N_("Line %(line)d: “%(near)s” is none of the reasons.")
REASON_NOT_AMONG = N_(
    "Line %(line)d: “%(near)s” is none of the reasons. Their short names are: %(known)s."
)
CHANGED = N_(
    "Only marks may be added. In line %(line)d the original says “%(original)s”, "
    "but the copy says “%(copy)s”."
)

_TOKEN = re.compile(
    r"\\(?P<escaped>[\[\]|\\])|(?P<open>\[\[)|(?P<close>\]\](?!\]))|(?P<bar>\|)"
    r"|(?P<plain>[^\\\[\]|]++|.)",
    re.DOTALL,
)
_ESCAPABLE = frozenset("[]|\\")
_NEAR = 30


class MarksUnreadable(ValueError):
    """The copy cannot be read. ``message`` is an English msgid, ``values`` fill it.

    The values quote the text that is being hidden: show them to the moderator, log them nowhere.
    """

    def __init__(self, message: str, **values: str | int) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message % self.values


@dataclass(frozen=True, slots=True)
class Span:
    """Hide the original's characters from ``start`` up to, not including, ``end``."""

    start: int
    end: int
    reason: str | None = None


def read_marks(original: str, marked: str, reasons: Collection[str] | None = None) -> list[Span]:
    """The spans, in order, that ``marked`` hides of ``original``; offsets are into ``original``.

    The two may differ in CRLF against LF, since browsers send CRLF. With ``reasons`` a key outside
    them is refused. Raises MarksUnreadable when marks are nested, unbalanced or empty, or when the
    copy without its marks is not the original.
    """
    copy, spans = _Reader(marked.replace("\r\n", "\n"), reasons).read()
    plain = original.replace("\r\n", "\n")
    if copy != plain:
        raise _difference(plain, copy)
    breaks = [match.start() - nth for nth, match in enumerate(re.finditer("\r\n", original))]
    return [
        Span(
            span.start + bisect_left(breaks, span.start),
            span.end + bisect_left(breaks, span.end),
            span.reason,
        )
        for span in spans
    ]


def mark(original: str, spans: Sequence[Span]) -> str:
    """The marked copy of ``original``; ``read_marks`` gives the same spans back, sorted.

    Raises ValueError for spans that are empty, overlap, lie outside the text or part a CRLF.
    """
    written = []
    for start, end, span in _pieces(original, spans):
        words = original[start:end]
        if span:
            reason = f"|{span.reason}" if span.reason else ""
            written.append(f"[[{_escape(words, after=']', bars=True)}{reason}]]")
        else:
            after = "[" if end < len(original) else ""
            written.append(_escape(words, before="]" if start else "", after=after))
    return "".join(written)


def public_text(
    original: str, spans: Sequence[Span], replacement: Callable[[str | None], str]
) -> str:
    """``original`` with every span replaced by what ``replacement`` says for its reason.

    Raises ValueError for spans that ``mark`` would refuse.
    """
    return "".join(
        original[start:end] if span is None else replacement(span.reason)
        for start, end, span in _pieces(original, spans)
    )


def _pieces(original: str, spans: Sequence[Span]) -> Iterator[tuple[int, int, Span | None]]:
    """The text from start to end, cut at the spans: (start, end, the span or None between them)."""
    ordered = sorted(spans, key=lambda span: span.start)
    for span in ordered:
        if not 0 <= span.start < span.end <= len(original):
            raise ValueError(f"span {span.start}-{span.end} is empty or outside the text")
        if any(
            original[place - 1 : place + 1] == "\r\n" for place in (span.start, span.end) if place
        ):
            raise ValueError(f"span {span.start}-{span.end} parts a line ending")
    if any(left.end > right.start for left, right in pairwise(ordered)):
        raise ValueError("spans overlap")
    place = 0
    for span in ordered:
        yield place, span.start, None
        yield span.start, span.end, span
        place = span.end
    yield place, len(original), None


def _escape(piece: str, *, before: str = "", after: str, bars: bool = False) -> str:
    """``piece`` so that it reads as plain characters between ``before`` and ``after``."""
    written = []
    for place, character in enumerate(piece):
        previous = piece[place - 1] if place else before
        following = piece[place + 1] if place + 1 < len(piece) else after
        if (
            (character == "\\" and following in _ESCAPABLE)
            or (character in "[]" and character in (previous, following))
            or (character == "|" and bars)
        ):
            written.append("\\")
        written.append(character)
    return "".join(written)


class _Reader:
    """Reads one marked copy, a token at a time."""

    def __init__(self, marked: str, reasons: Collection[str] | None) -> None:
        self.marked = marked
        self.reasons = reasons
        self.words: list[str] = []
        self.length = 0
        self.spans: list[Span] = []
        self.opened: re.Match[str] | None = None
        self.began = 0
        self.reason: list[str] | None = None

    def read(self) -> tuple[str, list[Span]]:
        """The copy without its marks, and the spans on it."""
        for token in _TOKEN.finditer(self.marked):
            match token.lastgroup:
                case "open":
                    self._open(token)
                case "close":
                    self._close(token)
                case "bar" if self.opened and self.reason is None:
                    self.reason = []
                case _:
                    self._keep(token["escaped"] or token[0])
        if self.opened:
            raise self._wrong(UNCLOSED, self.opened)
        return "".join(self.words), self.spans

    def _open(self, token: re.Match[str]) -> None:
        if self.opened:
            raise self._wrong(NESTED, token)
        self.opened, self.began = token, self.length

    def _close(self, token: re.Match[str]) -> None:
        if self.opened is None:
            raise self._wrong(UNOPENED, token)
        if self.length == self.began:
            raise self._wrong(EMPTY, self.opened)
        reason = None if self.reason is None else "".join(self.reason).strip()
        if reason is not None and (not reason or not self._is_known(reason)):
            raise self._unknown(reason, token)
        self.spans.append(Span(self.began, self.length, reason))
        self.opened = self.reason = None

    def _keep(self, characters: str) -> None:
        if self.reason is not None:
            self.reason.append(characters)
        else:
            self.words.append(characters)
            self.length += len(characters)

    def _unknown(self, reason: str, token: re.Match[str]) -> MarksUnreadable:
        wrong = self._wrong(REASON_UNKNOWN, token, near=reason)
        if not self.reasons:
            return wrong
        return MarksUnreadable(REASON_NOT_AMONG, **wrong.values, known=", ".join(self.reasons))

    def _is_known(self, reason: str) -> bool:
        if self.reasons is not None:
            return reason in self.reasons
        return re.fullmatch(r"[\w-]{1,40}", reason) is not None

    def _wrong(
        self, message: str, token: re.Match[str], near: str | None = None
    ) -> MarksUnreadable:
        place = token.start()
        if near is None:
            near = self.marked[max(0, place - _NEAR // 2) : place + _NEAR]
        return MarksUnreadable(message, line=self.marked.count("\n", 0, place) + 1, near=near)


def _difference(original: str, copy: str) -> MarksUnreadable:
    """The first place where the copy without marks leaves the original, a few words of each."""
    shorter = min(len(original), len(copy))
    place = next((at for at in range(shorter) if original[at] != copy[at]), shorter)
    begin = max(0, place - _NEAR // 2)
    return MarksUnreadable(
        CHANGED,
        line=original.count("\n", 0, place) + 1,
        original=original[begin : place + _NEAR],
        copy=copy[begin : place + _NEAR],
    )
