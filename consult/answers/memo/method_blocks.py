"""How the memo was made, in blocks: the period, what came late, and what the numbers count."""

from __future__ import annotations

from collections.abc import Iterator

from consult.answers.memo.blocks import Block, Heading, Text
from consult.answers.memo.memo import Memo, MemoPeriod
from consult.locale import gettext as _
from consult.locale import ngettext, show_datetime


def method_blocks(memo: Memo) -> Iterator[Block]:
    """The section "Period and method"."""
    yield Heading(2, _("Period and method"), "period")
    yield from _period(memo.period)
    yield Text(_late(memo.counts.responses_late))
    yield Text(
        _(
            "Each response was divided into remarks, and remarks that say the same were gathered into points. The committee that answers for a part of the text answers each point on it."
        )
    )
    yield Text(
        _(
            "A person has decided on each remark whether everybody may read it. A remark that is not published counts, and is answered, like any other; only its words are not printed. Remarks that were withdrawn or set aside are counted and not answered."
        )
    )


def _period(period: MemoPeriod) -> Iterator[Block]:
    if period.opens and period.closes and period.days:
        words = {"opens": show_datetime(period.opens), "closes": show_datetime(period.closes)}
        yield Text(
            ngettext(
                "The period for answers is from %(opens)s to %(closes)s: %(n)s day.",
                "The period for answers is from %(opens)s to %(closes)s: %(n)s days.",
                period.days,
            )
            % {**words, "n": period.days}
        )
    for extension in period.extensions:
        words = {"until": show_datetime(extension.until), "reason": extension.reason}
        if extension.party:
            sentence = _("Extended to %(until)s for %(party)s: %(reason)s")
            yield Text(sentence % {**words, "party": extension.party})
        else:
            yield Text(_("Extended to %(until)s for everybody: %(reason)s") % words)


def _late(responses: int) -> str:
    if not responses:
        return _("No response was received after the deadline.")
    sentence = ngettext(
        "%(n)s response was received after the deadline. It is marked and has been read like the others.",
        "%(n)s responses were received after the deadline. They are marked and have been read like the others.",
        responses,
    )
    return sentence % {"n": responses}
