"""What citizens send: short comments, parents and neighbours together, endorsements."""

from __future__ import annotations

from consult.sample.anchor_pool import shortened
from consult.sample.bodies import DISTRICTS, INSTITUTIONS
from consult.sample.generator_state import WHOLE, GeneratorState, SampleAnchor
from consult.sample.response import (
    ResponseType,
    SampleRemark,
    SampleRespondent,
    SampleResponse,
    Stance,
)
from consult.sample.rewording import reworded
from consult.sample.topics import Theme
from consult.sample.wording import body_wish, citizen_text, next_phrase, roughen

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
_SIGNED = "På vegne af os alle\n{}"
_ENDORSEMENTS = (
    "Jeg tilslutter mig høringssvaret fra {}.",
    "Jeg er helt enig med {} og vil bare støtte deres svar.",
    "Undertegnede bakker op om det, {} har skrevet.",
    "+1 til svaret fra {}.",
)


def short_comment(state: GeneratorState, offset: float) -> SampleResponse:
    """A comment of one to four sentences, some with a quote, a proposed wording or personal data."""
    theme, stance = state.theme(), state.stance(_STANCES)
    anchor = state.anywhere(theme)
    text = citizen_text(state.decks, theme, stance)
    if stance == "against" and state.decks.chance(0.15):
        text = _NO_THANKS + text
    text = _with_reference(state, anchor, text)
    if state.decks.chance(0.22):
        text = roughen(state.decks, text)
    text, planted = state.plants.in_every_ninth(text)
    remark = SampleRemark(
        anchor_type=anchor.type,
        anchor_key=anchor.key,
        quote=anchor.quote,
        text=text,
        proposed_text=_proposal(state, theme, anchor),
        stance=stance,
        area=theme.area,
        theme=theme.tag,
        planted=planted,
    )
    return comment(state.people.citizen(), remark, offset, type_="citizen_short")


def comment(
    respondent: SampleRespondent,
    remark: SampleRemark,
    offset: float,
    *,
    type_: ResponseType = "odd",
    language: str = "da",
    campaign: str = "",
) -> SampleResponse:
    """A response of the kind "comment": one remark, sent on the web."""
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


def _with_reference(state: GeneratorState, anchor: SampleAnchor, text: str) -> str:
    """The text, for some with words that name the quote or the section it is anchored to."""
    if anchor.quote and state.decks.chance(0.4):
        cited = state.marks(shortened(anchor.quote).rstrip("."))
        return state.decks.draw("cited", _CITED).format(cited, text)
    if anchor.type == "section" and anchor.section and state.decks.chance(0.3):
        return state.decks.draw("named", _NAMED).format(state.spoken_title(anchor.section), text)
    return text


def _proposal(state: GeneratorState, theme: Theme, anchor: SampleAnchor) -> str:
    if anchor.quote and state.decks.chance(0.35):
        return reworded(anchor.quote)
    return next_phrase(state.decks, theme, "proposals") if state.decks.chance(0.08) else ""


def group_response(state: GeneratorState, offset: float) -> SampleResponse:
    """A formal response of parents, users or neighbours who write together and name the institution."""
    institution, area, who = state.decks.draw("institution", INSTITUTIONS)
    theme = state.theme(area)
    names = [state.people.name() for _ in range(3)]
    opening = state.decks.draw("together", _TOGETHER).format(
        n=state.decks.rng.randint(4, 31), who=who, place=institution
    )
    text = "\n\n".join((opening, *_group_text(state, theme), _SIGNED.format(", ".join(names))))
    anchor = state.section(theme)
    remark = SampleRemark(
        anchor.type, anchor.key, text, stance="neutral", area=theme.area, theme=theme.tag
    )
    sender = state.people.citizen(names[0])
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


def _group_text(state: GeneratorState, theme: Theme) -> tuple[str, str]:
    """A paragraph of reasons and one of wishes."""
    reasons = [next_phrase(state.decks, theme, field) for field in ("reasons", "bad")]
    wishes = [body_wish(state.decks, theme, "Vi") for _ in range(2)]
    return " ".join(reasons), " ".join(wishes)


def endorsement(state: GeneratorState, offset: float) -> SampleResponse:
    """One sentence that endorses the response of one of the latest bodies."""
    names = state.recent_bodies or [DISTRICTS[0].name]
    name = state.decks.rng.choice(names)
    text = state.decks.draw("endorsement", _ENDORSEMENTS).format(name)
    remark = SampleRemark(WHOLE.type, WHOLE.key, text, stance="for")
    return SampleResponse(
        kind="comment",
        type="endorser",
        respondent=state.people.citizen(),
        offset=offset,
        channel="web",
        language="da",
        remarks=(remark,),
        endorses=name,
    )
