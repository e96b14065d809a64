"""Unusual responses: other languages, abuse, remarks on something else, spam, tests."""

from __future__ import annotations

from dataclasses import dataclass, replace

from consult.sample.citizens import comment
from consult.sample.generator_state import WHOLE, GeneratorState
from consult.sample.response import Outcome, SampleRemark, SampleResponse, Stance


@dataclass(frozen=True)
class _Oddity:
    """One such text, with the moderator's decision and its reason; `area` and `theme` where it has them."""

    kind: str
    text: str
    language: str = "da"
    stance: Stance = "neutral"
    outcome: Outcome = "published"
    reason: str = ""
    area: str = ""
    theme: str = ""


_ODDITIES = (
    _Oddity(
        "language",
        "I moved here for work in 2021 and I read the draft with a translator. The language "
        "café is wonderful, but every letter I get is in Danish only. Please say clearly where "
        "newcomers can ask a simple question.",
        language="en",
        area="kultur",
        theme="bibliotek",
    ),
    _Oddity(
        "language",
        "أسكن هنا منذ ثماني سنوات وأعمل في المطبخ. أريد أن أتعلم اللغة الدنماركية، لكن الدروس "
        "تبدأ وأنا في العمل. أرجو أن تكون هناك دروس في المساء مع رعاية للأطفال.",
        language="ar",
        stance="for",
        area="beskaeftigelse",
        theme="dansk-og-arbejde",
    ),
    _Oddity("test", "test", outcome="set_aside", reason="not-a-response"),
    _Oddity(
        "language",
        "Я приїхала з двома дітьми і дуже вдячна школі. Але ніхто не пояснив, як працює "
        "електронна пошта від громади. Будь ласка, дайте інформацію українською мовою.",
        area="boern",
        theme="foraeldre",
    ),
    _Oddity(
        "blunt",
        "NU STOPPER I!!! HVERT ÅR NYE FINE ORD OG VI ANDRE BETALER. HVORNÅR ER DET VORES TUR???",
        stance="against",
    ),
    _Oddity(
        "abuse",
        "I er nogle udygtige klovne hele bundtet, og ham, der har skrevet det her, burde skamme "
        "sig og finde et andet job, din idiot.",
        stance="against",
        outcome="withheld",
        reason="abuse",
    ),
    _Oddity(
        "elsewhere",
        "Hvornår bliver hullet i Attrapgade lavet? Jeg har punkteret to gange nu.",
        outcome="withheld",
        reason="off-topic",
    ),
    _Oddity(
        "spam",
        "Hurtige lån uden spørgsmål! Klik på https://laan.example.org og få svar på 5 minutter.",
        outcome="set_aside",
        reason="advertising",
    ),
    _Oddity(
        "abuse",
        "Det er altid den slags mennesker, der laver ballade. Send dem hjem alle sammen.",
        stance="against",
        outcome="withheld",
        reason="hate",
        area="social",
    ),
    _Oddity(
        "elsewhere",
        "Dette er et svar til lokalplanen for Havnegrunden: Bygningen er fire etager for høj.",
        outcome="set_aside",
        reason="wrong-consultation",
    ),
    _Oddity(
        "language",
        "The municipality writes 'citizens with integration needs'. I have lived here for "
        "nineteen years. When does the need end?",
        language="en",
        stance="against",
    ),
    _Oddity(
        "test", "asdf asdf prøver lige om det virker", outcome="set_aside", reason="not-a-response"
    ),
    _Oddity("blunt", "Hej. Jeg syntes det er fint nok. mvh", stance="for"),
)


# 150 responses contain seven of these: one of each kind, and a second foreign language.
_KINDS = ("language", "test", "blunt", "abuse", "elsewhere", "spam", "language")


def oddity(state: GeneratorState, offset: float) -> SampleResponse:
    """A comment with the next unusual text."""
    kind = state.decks.draw("oddity", _KINDS)
    odd = state.decks.draw(kind, [one for one in _ODDITIES if one.kind == kind])
    head = state.anchors.head(odd.area) if odd.area else None
    remark = SampleRemark(
        anchor_type="section" if head else WHOLE.type,
        anchor_key=head.key if head else WHOLE.key,
        text=odd.text,
        stance=odd.stance,
        area=odd.area if head else "",
        theme=odd.theme if head else "",
    )
    response = comment(state.people.citizen(), remark, offset, language=odd.language)
    return replace(response, outcome=odd.outcome, reason=odd.reason)
