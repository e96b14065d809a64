"""One point of the memo in blocks: its summary, its quotes, the answers, and what became of the text.

Words are in the current language. Holds no markup.
"""

from __future__ import annotations

from collections.abc import Iterator

from consult.answers.labels import label
from consult.answers.memo.blocks import Block, Changes, Heading, Quotation, Text, Words, runs_of
from consult.answers.memo.links import remark_links, remark_url
from consult.answers.memo.memo import CommitteeAnswer, MemoQuote, PointPart, QuoteLoss
from consult.documents.versions.change_sentence import change_words
from consult.locale import gettext as _
from consult.locale import ngettext
from consult.responses.location import Fate


def point_blocks(point: PointPart, slug: str, *, level: int, href: str = "") -> Iterator[Block]:
    """The whole point of the consultation ``slug``; ``level`` is that of its heading, ``href`` its page, "" for none."""
    yield Heading(level, point_title(point), f"point-{point.number}", href)
    yield Text(_point_facts(point, slug))
    for paragraph in point.summary.split("\n"):
        if paragraph.strip():
            yield Text(paragraph)
    for quote in point.quotes:
        yield _quote(quote, slug)
    for answer in point.answers:
        yield from _answer(answer)
    if point.text_changes:
        yield Text(
            _("This is a fact of the text, and says nothing of why."), _("The text since then")
        )
    for change in point.text_changes:
        yield Text(change_words(change))
        pieces = change.differences()
        if any(piece.change != "same" for piece in pieces):
            yield Changes(pieces)


def point_title(point: PointPart) -> str:
    """Its number and title."""
    return _("Point %(number)s: %(title)s") % {"number": point.number, "title": point.title}


def _point_facts(point: PointPart, slug: str) -> Words:
    """How many remarks, where, and which of them anybody can look up."""
    count = ngettext("%(n)s remark", "%(n)s remarks", point.received) % {"n": point.received}
    if point.published < point.received:
        count = _("%(remarks)s, %(published)s of them published") % {
            "remarks": count,
            "published": point.published,
        }
    facts = [count]
    if point.section and point.section_version:
        words = {"section": point.section, "number": point.section_version}
        facts.append(_("on “%(section)s” of version %(number)s, no longer in the text") % words)
    elif point.section:
        facts.append(_("on “%(section)s”") % {"section": point.section})
    if not point.sources:
        return "; ".join(facts) + "."
    before, after = _("numbers %(numbers)s").split("%(numbers)s")
    numbers = runs_of(remark_links(slug, point.sources))
    return ("; ".join([*facts, before]), *numbers, after + ".")


def _quote(quote: MemoQuote, slug: str) -> Block:
    source = _source(quote)
    if quote.loss is None:
        return Quotation(quote.text, source, remark_url(slug, quote.reference))
    return Text(f"{source}: [{loss_words(quote.loss)}]")


def _source(quote: MemoQuote) -> str:
    """The remark's number and its original location; with the current one, where it was written on an earlier version."""
    if not quote.reference:
        return _("A remark")
    at, words = quote.location, {"number": quote.reference}
    if at is None or at.original is None:
        return _("Remark %(number)s") % words
    words |= {"place": at.original.words, "now": at.current.words if at.current else ""}
    if not at.is_earlier:
        return _("Remark %(number)s, on %(place)s") % words
    words |= {"version": str(at.original.version)}
    if at.is_as_it_was:
        return _("Remark %(number)s, on %(place)s of version %(version)s") % words
    if at.fate is Fate.GONE:
        return (
            _("Remark %(number)s, on %(place)s of version %(version)s, no longer in the text")
            % words
        )
    if at.fate is Fate.MERGED:
        return (
            _("Remark %(number)s, on %(place)s of version %(version)s, now part of %(now)s") % words
        )
    return _("Remark %(number)s, on %(place)s of version %(version)s, now %(now)s") % words


def loss_words(loss: QuoteLoss) -> str:
    """What stands in place of words that can no longer be quoted."""
    return {
        QuoteLoss.WITHDRAWN: _("the quote is left out: its author has withdrawn the remark"),
        QuoteLoss.SET_ASIDE: _("the quote is left out: the remark was set aside"),
        QuoteLoss.WAITING: _("the quote is left out: the remark is not yet published"),
        QuoteLoss.WITHHELD: _("the quote is left out: the remark is not published"),
        QuoteLoss.LEFT_OUT: _(
            "the quote is left out: the published text no longer has these words"
        ),
    }[loss]


def _answer(answer: CommitteeAnswer) -> Iterator[Block]:
    if answer.outcome is None:
        yield Text(_("Not yet answered."), answer.committee)
        return
    outcome = label("disposition", answer.outcome)
    mark = "" if answer.approved else " " + _("(not yet approved)")
    yield Text(f"{outcome}.{mark} {answer.reason}", answer.committee)
