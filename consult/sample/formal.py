"""Formal responses of bodies: local committees, councils, associations, experts, authorities."""

from __future__ import annotations

from dataclasses import dataclass, replace

from consult.sample.bodies import (
    AUTHORITIES,
    BODIES_WITHOUT_REMARKS,
    COUNCILS,
    DISTRICTS,
    EXPERTS,
    ORGANISATIONS,
    Body,
)
from consult.sample.formal_remarks import Sender, general_remark, text_remark
from consult.sample.generator_state import WHOLE, GeneratorState
from consult.sample.people import address
from consult.sample.response import (
    Channel,
    ResponseType,
    SampleRemark,
    SampleRespondent,
    SampleResponse,
)

_NO_REMARKS = (
    "{name} har ingen bemærkninger til udkastet.",
    "Ingen bemærkninger.",
    "{name} har modtaget høringen og har ikke bemærkninger.",
    "Tak for høringen. Vi har ingen bemærkninger.",
)
_LETTER_BLANK = "Journalnummer: 27-{n}\nCpr.nr.: \nÅbningstid: mandag-fredag 10-14"
_ANNEX_ONLY = ("Høringssvar vedlagt som pdf-fil.", "Se vedhæftede.", "Vores svar er vedlagt.")
_REPLACES = "Dette svar erstatter det, vi sendte tidligere. Der var fejl i det første."
_CHANNELS: tuple[Channel, ...] = ("web", "web", "email", "web", "letter", "email")


@dataclass(frozen=True)
class _BodyStyle:
    """How one kind of body writes: `subject` is what it calls itself, `remark_counts` how many remarks on the text
    it may send, `roles` are those of who signs."""

    type: ResponseType
    subject: str
    remark_counts: tuple[int, ...]
    roles: tuple[str, ...]


_STYLES = {
    "district": _BodyStyle("district", "Lokaludvalget", (4, 5, 6), ("formand",)),
    "council": _BodyStyle("council", "Rådet", (3, 4, 5), ("formand", "næstformand")),
    "organisation": _BodyStyle("organisation", "Vi", (1, 2, 3, 4), ("formand",)),
    "authority": _BodyStyle("authority", "Vi", (1, 2), ("kontorchef",)),
}


def district(state: GeneratorState, offset: float) -> SampleResponse:
    """The response of a local committee: a remark for nearly every area."""
    body = state.decks.draw("district", DISTRICTS)
    areas = list(state.anchors.areas())
    state.decks.rng.shuffle(areas)
    return _response(state, offset, body, areas)


def council(state: GeneratorState, offset: float) -> SampleResponse:
    """The response of a council: a general remark, then some on its area; signed by chair and vice-chair."""
    body = state.decks.draw("council", COUNCILS)
    return _response(state, offset, body, [body.area] * 3)


def organisation(state: GeneratorState, offset: float) -> SampleResponse:
    """The response of an association; some write with another, send only an annex, or replace an earlier response."""
    if state.last_association and state.decks.chance(1 / 12):
        return _replacement(state, offset, state.last_association)
    body = state.decks.draw("organisation", ORGANISATIONS)
    partner = state.decks.draw("partner", ORGANISATIONS)
    if partner != body and state.decks.chance(1 / 9):
        body = replace(body, name=f"{body.name} og {partner.name}")
    state.last_association = body
    response = _response(state, offset, body, [body.area, body.area])
    if state.decks.chance(1 / 6):
        text = state.decks.draw("annex only", _ANNEX_ONLY)
        remark = SampleRemark(WHOLE.type, WHOLE.key, text)
        return replace(response, remarks=(remark,), annexes=_annexes(body.name, "pdf"))
    return response


def _replacement(state: GeneratorState, offset: float, body: Body) -> SampleResponse:
    response = _response(state, offset, body, [body.area, body.area])
    general, *others = response.remarks
    general = replace(general, text=f"{_REPLACES}\n\n{general.text}")
    return replace(response, remarks=(general, *others))


def authority(state: GeneratorState, offset: float) -> SampleResponse:
    """The short response of another authority."""
    body = state.decks.draw("authority", AUTHORITIES)
    return _response(state, offset, body, [body.area])


def expert(state: GeneratorState, offset: float) -> SampleResponse:
    """The response of three experts in a joint name."""
    name = state.decks.draw("experts", EXPERTS)
    themes = [state.theme() for _ in range(3)]
    chairs = _chairs(state, 3)
    general = general_remark(
        state, Sender(name, "Vi", chairs, ("seniorforsker", "forsker", "forsker"))
    )
    remarks = (general, *(text_remark(state, theme, "Vi") for theme in themes))
    respondent = SampleRespondent("other", chairs[0], name, email=address(name, 1, "example.org"))
    return SampleResponse("formal", "expert", respondent, offset, "web", "da", remarks)


def no_remarks(state: GeneratorState, offset: float) -> SampleResponse:
    """The response of a body that has no remarks."""
    body = state.decks.draw("content", BODIES_WITHOUT_REMARKS)
    text = state.decks.draw("no remarks", _NO_REMARKS).format(name=body.name)
    if body.kind == "authority":
        text += "\n\n" + _LETTER_BLANK.format(n=state.decks.rng.randint(1000, 9999))
    return SampleResponse(
        kind="formal",
        type="no_remarks",
        respondent=_respondent(state, body, _chairs(state, 1)[0]),
        offset=offset,
        channel=state.decks.draw("channel", _CHANNELS),
        language="da",
        remarks=(SampleRemark(WHOLE.type, WHOLE.key, text),),
        no_remarks=True,
    )


def _response(state: GeneratorState, offset: float, body: Body, areas: list[str]) -> SampleResponse:
    style = _STYLES[body.kind]
    count = state.decks.draw(f"count {body.kind}", style.remark_counts)
    themes = [state.theme(areas[i] if i < len(areas) else "") for i in range(count)]
    chairs = _chairs(state, len(style.roles))
    general = general_remark(state, Sender(body.name, style.subject, chairs, style.roles))
    remarks = (general, *(text_remark(state, theme, style.subject) for theme in themes))
    state.record_body(body.name)
    return SampleResponse(
        kind="formal",
        type=style.type,
        respondent=_respondent(state, body, chairs[0]),
        offset=offset,
        channel=state.decks.draw("channel", _CHANNELS),
        language="da",
        remarks=remarks,
        annexes=_annexes(body.name, state.decks.draw("annex", ("", "pdf", "", "docx", "", "jpg"))),
    )


def _respondent(state: GeneratorState, body: Body, contact: str) -> SampleRespondent:
    is_invited = body.kind in {"district", "council"}
    return SampleRespondent(
        kind="authority" if body.kind != "organisation" else "organisation",
        name=contact,
        organisation=body.name,
        cvr=body.cvr,
        email=address(body.name, 1, "example.org"),
        verified_by="invitation" if is_invited else "email",
    )


def _chairs(state: GeneratorState, count: int) -> list[str]:
    return [state.people.name() for _ in range(count)]


def _annexes(name: str, kind: str) -> tuple[tuple[str, str], ...]:
    """(file name, kind) of the annexes: none for "", a scanned page for "jpg", else the response as a file."""
    if not kind:
        return ()
    stem = "Underskrevet side 1" if kind == "jpg" else f"Høringssvar {name}"
    return ((f"{stem}.{kind}", kind),)
