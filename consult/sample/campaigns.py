"""Campaigns: one text from many senders, some with a sentence of their own, some several times."""

from __future__ import annotations

from consult.sample.citizens import comment
from consult.sample.generator_state import WHOLE, GeneratorState, SampleAnchor
from consult.sample.people import SURNAMES
from consult.sample.response import SampleRemark, SampleRespondent, SampleResponse
from consult.sample.topics import Theme
from consult.sample.wording import next_phrase

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
# Share of the senders who add something of their own.
_EDITED = 0.4
# Every fourth response comes from the household of the one before, every ninth from the same person.
_SAME_HOUSEHOLD_EVERY, _SAME_SENDER_EVERY = 4, 9
_CAMPAIGNS = ("boliger-nu", "hold-biblioteket-aabent", "sprog-loenner-sig")
_TAGS = ("almene-boliger", "bibliotek", "dansk-og-arbejde")


class Campaigns:
    """Three campaigns with a fixed text each, and who sent the latest response."""

    def __init__(self, state: GeneratorState) -> None:
        self._state = state
        self._texts = [self._compose(index) for index in range(len(_CAMPAIGNS))]
        self._sent = 0
        self._sender = state.people.citizen()

    def response(self, state: GeneratorState, offset: float) -> SampleResponse:
        """The next response of one of the campaigns: a comment with its text, as it is or lightly edited."""
        self._sent += 1
        index = 0 if self._sent % 3 else self._sent // 3 % len(_CAMPAIGNS)
        text, theme, anchor = self._texts[index]
        remark = SampleRemark(
            anchor_type=anchor.type,
            anchor_key=anchor.key,
            text=self._edited(text) if state.decks.chance(_EDITED) else text,
            stance="against",
            area=theme.area,
            theme=theme.tag,
        )
        return comment(
            self._next_sender(), remark, offset, type_="campaign", campaign=_CAMPAIGNS[index]
        )

    def _next_sender(self) -> SampleRespondent:
        people, latest = self._state.people, self._sender
        if self._sent % _SAME_SENDER_EVERY == 0:
            return latest
        if self._sent % _SAME_HOUSEHOLD_EVERY == 0:
            surname = next((s for s in SURNAMES if latest.name.endswith(s)), SURNAMES[0])
            first = people.name().split()[0]
            self._sender = people.citizen(f"{first} {surname}", latest.postcode)
        else:
            self._sender = people.citizen(people.name())
        return self._sender

    def _edited(self, text: str) -> str:
        draw = self._state.decks.draw
        return f"{draw('before', _BEFORE)}{text}{draw('after', _AFTER)}"

    def _compose(self, index: int) -> tuple[str, Theme, SampleAnchor]:
        """The text of a campaign, its theme and what it is anchored to."""
        decks = self._state.decks
        themes = self._state.anchors.themes
        theme = next((t for t in themes if t.tag == _TAGS[index]), themes[-1])
        text = _CALLS[index].format(
            bad=next_phrase(decks, theme, "bad"),
            reason=next_phrase(decks, theme, "reasons"),
            wish=next_phrase(decks, theme, "wishes"),
            wish2=next_phrase(decks, theme, "wishes"),
            tag=_CAMPAIGNS[index],
            proposal=f"der stå: “{next_phrase(decks, theme, 'proposals')}”",
        )
        anchor = self._state.section(theme) if index else WHOLE
        return text, theme, anchor
