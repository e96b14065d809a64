"""What citizens send: short comments, parents and neighbours together, endorsements."""

from __future__ import annotations

from consult.sample.anchor_pool import shortened
from consult.sample.bodies import DISTRICTS, INSTITUTIONS
from consult.sample.pen import WHOLE, Anchor, Pen
from consult.sample.response import (
    ResponseType,
    SampleRemark,
    SampleRespondent,
    SampleResponse,
    Stance,
)
from consult.sample.rewording import reworded
from consult.sample.topics import Theme
from consult.sample.wording import body_wish, citizen_text, roughen, said

_STANCES: tuple[Stance, ...] = ("for",) * 4 + ("against",) * 3 + ("neutral",) * 3
_CITED = (
    "I skriver {}. {}",
    "{} står der. {}",
    "Om {}: {}",
    "Jeg hæfter mig ved {}. {}",
)
_NAMED = ("Vedr. {}. {}", "Til afsnittet om {}: {}", "{}: {}")
_NO_THANKS = "Nej tak. "
_TOGETHER = (
    "Vi er {n} {who} {place}, og vi har skrevet det her sammen.",
    "Som {who} {place} vil {n} af os gerne svare i fællesskab.",
    "Her kommer et fælles svar fra {n} {who} {place}.",
)
_ENDORSEMENTS = (
    "Jeg tilslutter mig høringssvaret fra {}.",
    "Jeg er helt enig med {} og vil bare støtte deres svar.",
    "Undertegnede bakker op om det, {} har skrevet.",
    "+1 til svaret fra {}.",
)


def short_comment(pen: Pen, offset: float) -> SampleResponse:
    """A comment of one to four sentences, perhaps with a quote, a wording or a CPR number."""
    theme, stance = pen.theme(), pen.stance(_STANCES)
    anchor = pen.anywhere(theme)
    text = citizen_text(pen.decks, theme, stance)
    if stance == "against" and pen.decks.chance(0.15):
        text = _NO_THANKS + text
    text = _pointing(pen, anchor, text)
    if pen.decks.chance(0.22):
        text = roughen(pen.decks, text)
    text, planted = pen.plants.perhaps(text)
    remark = SampleRemark(
        anchor_type=anchor.type,
        anchor_key=anchor.key,
        quote=anchor.quote,
        text=text,
        proposed_text=_proposal(pen, theme, anchor),
        stance=stance,
        area=theme.area,
        theme=theme.tag,
        planted=planted,
    )
    return comment(pen.people.citizen(), remark, offset, type_="citizen_short")


def comment(
    respondent: SampleRespondent,
    remark: SampleRemark,
    offset: float,
    *,
    type_: ResponseType = "odd",
    language: str = "da",
    campaign: str = "",
) -> SampleResponse:
    """A comment made in place: one remark, on the web."""
    return SampleResponse(
        kind="comment",
        type=type_,
        respondent=respondent,
        offset=offset,
        channel="web",
        language=language,
        remarks=(remark,),
        campaign=campaign,
    )


def _pointing(pen: Pen, anchor: Anchor, text: str) -> str:
    """Some say in words, too, where they point at."""
    if anchor.quote and pen.decks.chance(0.4):
        cited = pen.marks(shortened(anchor.quote).rstrip("."))
        return pen.decks.draw("cited", _CITED).format(cited, text)
    if anchor.type == "section" and anchor.section and pen.decks.chance(0.3):
        return pen.decks.draw("named", _NAMED).format(pen.spoken_title(anchor.section), text)
    return text


def _proposal(pen: Pen, theme: Theme, anchor: Anchor) -> str:
    if anchor.quote and pen.decks.chance(0.35):
        return reworded(anchor.quote)
    return said(pen.decks, theme, "proposals") if pen.decks.chance(0.08) else ""


def group_response(pen: Pen, offset: float) -> SampleResponse:
    """Parents, users or neighbours who write together and name the institution."""
    institution, area, who = pen.decks.draw("institution", INSTITUTIONS)
    theme = pen.theme(area)
    names = [pen.people.name() for _ in range(3)]
    opening = pen.decks.draw("together", _TOGETHER).format(
        n=pen.decks.rng.randint(4, 31), who=who, place=institution
    )
    body = [said(pen.decks, theme, "reasons"), said(pen.decks, theme, "bad")]
    wishes = [body_wish(pen.decks, theme, "Vi") for _ in range(2)]
    signature = f"På vegne af os alle\n{', '.join(names)}"
    text = "\n\n".join((opening, " ".join(body), " ".join(wishes), signature))
    anchor = pen.section(theme)
    remark = SampleRemark(
        anchor.type, anchor.key, text, stance="neutral", area=theme.area, theme=theme.tag
    )
    sender = pen.people.citizen(names[0])
    respondent = SampleRespondent(
        kind="other",
        name=sender.name,
        organisation=f"{who.capitalize()} {institution}",
        email=sender.email,
        postcode=sender.postcode,
        verified_by=sender.verified_by,
    )
    return SampleResponse(
        "formal", "user_group", respondent, offset, "web", "da", remarks=(remark,)
    )


def endorsement(pen: Pen, offset: float) -> SampleResponse:
    """One sentence in support of what a body has said, the latest ones first."""
    names = pen.heard or [DISTRICTS[0].name]
    name = pen.decks.rng.choice(names)
    text = pen.decks.draw("endorsement", _ENDORSEMENTS).format(name)
    remark = SampleRemark(WHOLE.type, WHOLE.key, text, stance="for")
    return SampleResponse(
        kind="comment",
        type="endorser",
        respondent=pen.people.citizen(),
        offset=offset,
        channel="web",
        language="da",
        remarks=(remark,),
        endorses=name,
    )
