"""Campaigns: one text, many senders, some with a word of their own, some several times."""

from __future__ import annotations

from consult.sample.citizens import comment
from consult.sample.pen import WHOLE, Anchor, Pen
from consult.sample.people import SURNAMES
from consult.sample.response import SampleRemark, SampleRespondent, SampleResponse
from consult.sample.topics import Theme
from consult.sample.wording import said

_CALLS = (
    "Kære kommune. {bad} {reason} Vi kræver, at {wish}. Lyt til os, inden det er for sent!",
    "Jeg støtter kampagnen {tag}. {reason} Derfor skal {proposal} Det haster.",
    "Til politikerne: {reason} {bad} Sørg for, at {wish}, og at {wish2}. Tak.",
)
_BEFORE = ("Jeg kan kun tilslutte mig: ", "Kopieret fra min forening, men jeg mener det: ", "")
_AFTER = (
    " Hilsen en, der har boet her hele livet.",
    " Og husk de unge!",
    " P.S. Jeg har stemt på jer hver gang.",
    " Det er mine egne ord, selv om andre skriver det samme.",
)
_EDITED = 0.4
_HOUSEHOLD_EVERY, _AGAIN_EVERY = 4, 9
_CAMPAIGNS = ("boliger-nu", "hold-biblioteket-aabent", "sprog-loenner-sig")
_TAGS = ("almene-boliger", "bibliotek", "dansk-og-arbejde")


class Campaigns:
    """Three campaigns with a fixed text each, and the people who send them in."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen
        self._texts = [self._compose(order) for order in range(len(_CAMPAIGNS))]
        self._sent = 0
        self._sender = pen.people.citizen()

    def response(self, pen: Pen, offset: float) -> SampleResponse:
        """One sending: the same text, or lightly edited; now and then from the same household
        as the one before, or from the very same person with another text."""
        self._sent += 1
        order = 0 if self._sent % 3 else self._sent // 3 % len(_CAMPAIGNS)
        text, theme, anchor = self._texts[order]
        remark = SampleRemark(
            anchor_type=anchor.type,
            anchor_key=anchor.key,
            text=self._edited(text) if pen.decks.chance(_EDITED) else text,
            stance="against",
            area=theme.area,
            theme=theme.tag,
        )
        return comment(
            self._next_sender(), remark, offset, type_="campaign", campaign=_CAMPAIGNS[order]
        )

    def _next_sender(self) -> SampleRespondent:
        people, before = self._pen.people, self._sender
        if self._sent % _AGAIN_EVERY == 0:
            return before
        if self._sent % _HOUSEHOLD_EVERY == 0:
            surname = next((s for s in SURNAMES if before.name.endswith(s)), SURNAMES[0])
            first = people.name().split()[0]
            self._sender = people.citizen(f"{first} {surname}", before.postcode)
        else:
            self._sender = people.citizen(people.name())
        return self._sender

    def _edited(self, text: str) -> str:
        draw = self._pen.decks.draw
        return f"{draw('before', _BEFORE)}{text}{draw('after', _AFTER)}"

    def _compose(self, order: int) -> tuple[str, Theme, Anchor]:
        decks = self._pen.decks
        themes = self._pen.places.themes
        theme = next((t for t in themes if t.tag == _TAGS[order]), themes[-1])
        text = _CALLS[order].format(
            bad=said(decks, theme, "bad"),
            reason=said(decks, theme, "reasons"),
            wish=said(decks, theme, "wishes"),
            wish2=said(decks, theme, "wishes"),
            tag=_CAMPAIGNS[order],
            proposal=f"der stå: “{said(decks, theme, 'proposals')}”",
        )
        anchor = self._pen.section(theme) if order else WHOLE
        return text, theme, anchor
