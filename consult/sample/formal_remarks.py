"""The remarks of a formal response: the general one, and those on sections and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from consult.sample.anchor_pool import shortened
from consult.sample.generator_state import WHOLE, GeneratorState, SampleAnchor
from consult.sample.response import SampleRemark, Stance
from consult.sample.rewording import reworded
from consult.sample.topics import GENERAL, Theme
from consult.sample.wording import body_criticism, body_praise, body_wish, next_phrase

_THANKS = (
    "{name} takker for muligheden for at afgive høringssvar.",
    "{name} har på sit seneste møde drøftet udkastet og fremsender hermed sine bemærkninger.",
    "Tak for et gennemarbejdet udkast, som {name} har læst med stor interesse.",
    "{name} kvitterer for inddragelsen og har følgende bemærkninger.",
    "Hermed bemærkninger fra {name}.",
)
_VERDICTS = (
    "{S} ser overordnet positivt på politikken, men savner flere konkrete mål.",
    "{S} støtter retningen og har en række ønsker til, hvordan den bliver til virkelighed.",
    "Udkastet er ambitiøst. Netop derfor peger vi på de steder, hvor det kan blive klarere.",
    "{S} bakker op om hovedparten af udkastet.",
    "{S} finder udkastet velskrevet, men for forsigtigt.",
    "Set fra {s} er det vigtigste, at gode hensigter bliver fulgt af handling.",
)
_AGAIN = "{S} har tidligere fremført dette og gentager det gerne. "
_OFFERS = (
    "{S} uddyber gerne på et møde.",
    "{S} bidrager gerne til det videre arbejde.",
    "{S} ser frem til at følge sagen og høre, hvad bemærkningerne førte til.",
    "Vi håber, at bemærkningerne kan bruges, og bidrager gerne igen.",
)

_REFERENCES = (
    "Side {page}, linje {line}: ",
    "I afsnittet om {title}: ",
    "Vedr. {title}: ",
    "{title} (s. {page}): ",
    "(jf. s. {page}) ",
    "",
)
_AMBIGUOUS = "Under 'Det gør vi allerede' mangler der noget om {}. "
_INLINE = ("Forslag til ny formulering: {}", "Efter afsnittet tilføjes: {}", "Ændres til: {}")
_STANCES: tuple[Stance, ...] = ("neutral",) * 5 + ("for",) * 3 + ("against",) * 2


@dataclass(frozen=True)
class Sender:
    """Who sends a formal response, what it calls itself ("Vi", "Rådet" …), and who signs in which role."""

    name: str
    subject: str
    chairs: list[str]
    roles: tuple[str, ...] = ("formand", "næstformand")


def general_remark(state: GeneratorState, sender: Sender) -> SampleRemark:
    """A remark on the whole: thanks, overall verdict, one general wish, an offer, signatures."""
    draw, subject = state.decks.draw, sender.subject
    theme = state.theme(GENERAL)
    inside = "os" if subject == "Vi" else subject.lower()
    verdict = draw("verdict", _VERDICTS).format(
        S=subject, s=f"{inside}s side" if inside != "os" else "vores side"
    )
    opening = f"{draw('thanks', _THANKS).format(name=sender.name)} {verdict}"
    wish = (
        f"{body_praise(state.decks, theme, subject)} {next_phrase(state.decks, theme, 'arguments')} "
        + body_wish(state.decks, theme, subject)
    )
    if state.decks.chance(0.2):
        wish = _AGAIN.format(S=subject) + wish
    offer = draw("offer", _OFFERS).format(S=subject)
    roles = zip(sender.chairs, sender.roles, strict=False)
    signature = "\n".join(f"{name}, {role}" for name, role in roles)
    return SampleRemark(
        anchor_type=WHOLE.type,
        anchor_key=WHOLE.key,
        text="\n\n".join((opening, " ".join(wish.split()), offer, signature)),
        area=theme.area,
        theme=theme.tag,
    )


def text_remark(state: GeneratorState, theme: Theme, subject: str) -> SampleRemark:
    """One remark on an area or a paragraph, often with a proposed wording."""
    stance = state.stance(_STANCES)
    anchor = (
        state.paragraph(theme, quoting=0.6) if state.decks.chance(0.6) else state.section(theme)
    )
    text = _argument(state, theme, subject, stance)
    proposal = ""
    if state.decks.chance(0.55):
        proposal = _proposal(state, theme, anchor)
    if anchor.type == "section" and state.decks.chance(0.12):
        # Six chapters have this title, so nobody can know which one is meant.
        anchor, text = WHOLE, _AMBIGUOUS.format(theme.title.lower()) + text
    else:
        text = _reference(state, anchor) + text
    if proposal and state.decks.chance(0.25):
        inline = state.decks.draw("inline", _INLINE).format(state.marks(proposal))
        text, proposal = f"{text}\n\n{inline}", ""
    return SampleRemark(
        anchor_type=anchor.type,
        anchor_key=anchor.key,
        text=text,
        quote=anchor.quote,
        proposed_text=proposal,
        stance=stance,
        area=theme.area,
        theme=theme.tag,
    )


def _argument(state: GeneratorState, theme: Theme, subject: str, stance: Stance) -> str:
    decks = state.decks
    praise = body_praise(decks, theme, subject)
    reason = next_phrase(decks, theme, "arguments")
    wish = body_wish(decks, theme, subject)
    if stance == "for":
        parts = [praise, reason, wish] if decks.chance(0.6) else [praise, reason]
    elif stance == "against":
        parts = [body_criticism(decks, theme, subject), reason, wish]
    else:
        parts = [praise, f"Samtidig bemærkes: {reason}" if reason else "", wish]
        parts.append(body_wish(decks, theme, subject))
    return " ".join(filter(None, parts))


def _reference(state: GeneratorState, anchor: SampleAnchor) -> str:
    if anchor.section is None:
        return ""
    if anchor.quote and state.decks.chance(0.5):
        return f"Til {state.marks(shortened(anchor.quote).rstrip('.'))}: "
    section = anchor.section
    reference = state.decks.draw("reference", _REFERENCES).format(
        page=state.pages[section.key],
        line=state.decks.rng.randint(1, 38),
        title=state.spoken_title(section),
    )
    return reference[:1].upper() + reference[1:]


def _proposal(state: GeneratorState, theme: Theme, anchor: SampleAnchor) -> str:
    addition = next_phrase(state.decks, theme, "proposals")
    if not anchor.quote or state.decks.chance(0.4):
        return addition
    return reworded(anchor.quote) or f"{anchor.quote} {addition}".strip()
