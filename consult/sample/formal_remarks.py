"""The remarks inside a formal response: the general one, and those on places in the text."""

from __future__ import annotations

from dataclasses import dataclass

from consult.sample.anchor_pool import shortened
from consult.sample.pen import WHOLE, Anchor, Pen
from consult.sample.response import SampleRemark, Stance
from consult.sample.rewording import reworded
from consult.sample.topics import GENERAL, Theme
from consult.sample.wording import body_criticism, body_praise, body_wish, said

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

_POINTERS = (
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
class General:
    """Who speaks, by which word it speaks of itself ("Vi", "Rådet" …), and who signs."""

    name: str
    subject: str
    chairs: list[str]
    roles: tuple[str, ...] = ("formand", "næstformand")


def general_remark(pen: Pen, body: General) -> SampleRemark:
    """Thanks, overall verdict, one general wish, an offer, signatures. About the whole."""
    draw, subject = pen.decks.draw, body.subject
    theme = pen.theme(GENERAL)
    inside = "os" if subject == "Vi" else subject.lower()
    verdict = draw("verdict", _VERDICTS).format(
        S=subject, s=f"{inside}s side" if inside != "os" else "vores side"
    )
    opening = f"{draw('thanks', _THANKS).format(name=body.name)} {verdict}"
    wish = (
        f"{body_praise(pen.decks, theme, subject)} {said(pen.decks, theme, 'arguments')} "
        + body_wish(pen.decks, theme, subject)
    )
    if pen.decks.chance(0.2):
        wish = _AGAIN.format(S=subject) + wish
    offer = draw("offer", _OFFERS).format(S=subject)
    roles = zip(body.chairs, body.roles, strict=False)
    signature = "\n".join(f"{name}, {role}" for name, role in roles)
    return SampleRemark(
        anchor_type=WHOLE.type,
        anchor_key=WHOLE.key,
        text="\n\n".join((opening, " ".join(wish.split()), offer, signature)),
        area=theme.area,
        theme=theme.tag,
    )


def text_remark(pen: Pen, theme: Theme, subject: str) -> SampleRemark:
    """One remark on an area or a paragraph, often with a wording of its own."""
    stance = pen.stance(_STANCES)
    anchor = pen.paragraph(theme, quoting=0.6) if pen.decks.chance(0.6) else pen.section(theme)
    text = _argument(pen, theme, subject, stance)
    proposal = ""
    if pen.decks.chance(0.55):
        proposal = _proposal(pen, theme, anchor)
    if anchor.type == "section" and pen.decks.chance(0.12):
        # Six chapters bear this title, so nobody can tell which one is meant.
        anchor, text = WHOLE, _AMBIGUOUS.format(theme.title.lower()) + text
    else:
        text = _pointer(pen, anchor) + text
    if proposal and pen.decks.chance(0.25):
        inline = pen.decks.draw("inline", _INLINE).format(pen.marks(proposal))
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


def _argument(pen: Pen, theme: Theme, subject: str, stance: Stance) -> str:
    decks = pen.decks
    praise = body_praise(decks, theme, subject)
    reason = said(decks, theme, "arguments")
    wish = body_wish(decks, theme, subject)
    if stance == "for":
        parts = [praise, reason, wish] if decks.chance(0.6) else [praise, reason]
    elif stance == "against":
        parts = [body_criticism(decks, theme, subject), reason, wish]
    else:
        parts = [praise, f"Samtidig bemærkes: {reason}" if reason else "", wish]
        parts.append(body_wish(decks, theme, subject))
    return " ".join(filter(None, parts))


def _pointer(pen: Pen, anchor: Anchor) -> str:
    if anchor.section is None:
        return ""
    if anchor.quote and pen.decks.chance(0.5):
        return f"Til {pen.marks(shortened(anchor.quote).rstrip('.'))}: "
    section = anchor.section
    pointer = pen.decks.draw("pointer", _POINTERS).format(
        page=pen.pages[section.key],
        line=pen.decks.rng.randint(1, 38),
        title=pen.spoken_title(section),
    )
    return pointer[:1].upper() + pointer[1:]


def _proposal(pen: Pen, theme: Theme, anchor: Anchor) -> str:
    addition = said(pen.decks, theme, "proposals")
    if not anchor.quote or pen.decks.chance(0.4):
        return addition
    return reworded(anchor.quote) or f"{anchor.quote} {addition}".strip()
