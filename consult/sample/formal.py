"""Formal responses of bodies: local committees, councils, associations, experts, authorities."""

from __future__ import annotations

from dataclasses import dataclass, replace

from consult.sample.bodies import (
    AUTHORITIES,
    CONTENT,
    COUNCILS,
    DISTRICTS,
    EXPERTS,
    ORGANISATIONS,
    Body,
)
from consult.sample.formal_remarks import General, general_remark, text_remark
from consult.sample.pen import WHOLE, Pen
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
class _Sort:
    """How one sort of body writes. `themes` is how many remarks on the text it sends."""

    type: ResponseType
    subject: str
    themes: tuple[int, ...]
    roles: tuple[str, ...]


_SORTS = {
    "district": _Sort("district", "Lokaludvalget", (4, 5, 6), ("formand",)),
    "council": _Sort("council", "Rådet", (3, 4, 5), ("formand", "næstformand")),
    "organisation": _Sort("organisation", "Vi", (1, 2, 3, 4), ("formand",)),
    "authority": _Sort("authority", "Vi", (1, 2), ("kontorchef",)),
}


def district(pen: Pen, offset: float) -> SampleResponse:
    """A local committee: praise first, then wishes, a remark for nearly every area."""
    body = pen.decks.draw("district", DISTRICTS)
    areas = list(pen.places.areas())
    pen.decks.rng.shuffle(areas)
    return _response(pen, offset, body, areas)


def council(pen: Pen, offset: float) -> SampleResponse:
    """A council: overall remarks, then place by place; signed by chair and vice-chair."""
    body = pen.decks.draw("council", COUNCILS)
    return _response(pen, offset, body, [body.area] * 3)


def organisation(pen: Pen, offset: float) -> SampleResponse:
    """An association; some write with another, point to an annex only, or send once more."""
    if pen.last_association and pen.decks.chance(1 / 12):
        return _replacement(pen, offset, pen.last_association)
    body = pen.decks.draw("organisation", ORGANISATIONS)
    other = pen.decks.draw("partner", ORGANISATIONS)
    if other != body and pen.decks.chance(1 / 9):
        body = replace(body, name=f"{body.name} og {other.name}")
    pen.last_association = body
    response = _response(pen, offset, body, [body.area, body.area])
    if pen.decks.chance(1 / 6):
        text = pen.decks.draw("annex only", _ANNEX_ONLY)
        remark = SampleRemark(WHOLE.type, WHOLE.key, text)
        return replace(response, remarks=(remark,), annexes=_annexes(body.name, "pdf"))
    return response


def _replacement(pen: Pen, offset: float, body: Body) -> SampleResponse:
    response = _response(pen, offset, body, [body.area, body.area])
    general, *others = response.remarks
    general = replace(general, text=f"{_REPLACES}\n\n{general.text}")
    return replace(response, remarks=(general, *others))


def authority(pen: Pen, offset: float) -> SampleResponse:
    """Another authority: short, old wording against new."""
    body = pen.decks.draw("authority", AUTHORITIES)
    return _response(pen, offset, body, [body.area])


def expert(pen: Pen, offset: float) -> SampleResponse:
    """Experts in a joint name, with page references and corrections."""
    name = pen.decks.draw("experts", EXPERTS)
    themes = [pen.theme() for _ in range(3)]
    chairs = _chairs(pen, 3)
    general = general_remark(
        pen, General(name, "Vi", chairs, ("seniorforsker", "forsker", "forsker"))
    )
    remarks = (general, *(text_remark(pen, theme, "Vi") for theme in themes))
    respondent = SampleRespondent("other", chairs[0], name, email=address(name, 1, "example.org"))
    return SampleResponse("formal", "expert", respondent, offset, "web", "da", remarks)


def no_remarks(pen: Pen, offset: float) -> SampleResponse:
    """A body that has nothing to say, and says so."""
    body = pen.decks.draw("content", CONTENT)
    text = pen.decks.draw("no remarks", _NO_REMARKS).format(name=body.name)
    if body.kind == "authority":
        text += "\n\n" + _LETTER_BLANK.format(n=pen.decks.rng.randint(1000, 9999))
    return SampleResponse(
        kind="formal",
        type="no_remarks",
        respondent=_respondent(pen, body, _chairs(pen, 1)[0]),
        offset=offset,
        channel=pen.decks.draw("channel", _CHANNELS),
        language="da",
        remarks=(SampleRemark(WHOLE.type, WHOLE.key, text),),
        no_remarks=True,
    )


def _response(pen: Pen, offset: float, body: Body, areas: list[str]) -> SampleResponse:
    sort = _SORTS[body.kind]
    count = pen.decks.draw(f"count {body.kind}", sort.themes)
    themes = [pen.theme(areas[i] if i < len(areas) else "") for i in range(count)]
    chairs = _chairs(pen, len(sort.roles))
    general = general_remark(pen, General(body.name, sort.subject, chairs, sort.roles))
    remarks = (general, *(text_remark(pen, theme, sort.subject) for theme in themes))
    pen.hear(body.name)
    return SampleResponse(
        kind="formal",
        type=sort.type,
        respondent=_respondent(pen, body, chairs[0]),
        offset=offset,
        channel=pen.decks.draw("channel", _CHANNELS),
        language="da",
        remarks=remarks,
        annexes=_annexes(body.name, pen.decks.draw("annex", ("", "pdf", "", "docx", "", "jpg"))),
    )


def _respondent(pen: Pen, body: Body, contact: str) -> SampleRespondent:
    asked = body.kind in {"district", "council"}
    return SampleRespondent(
        kind="authority" if body.kind != "organisation" else "organisation",
        name=contact,
        organisation=body.name,
        cvr=body.cvr,
        email=address(body.name, 1, "example.org"),
        verified_by="invitation" if asked else "email",
    )


def _chairs(pen: Pen, count: int) -> list[str]:
    return [pen.people.name() for _ in range(count)]


def _annexes(name: str, kind: str) -> tuple[tuple[str, str], ...]:
    """None, one, or a scanned page; names as people's machines make them."""
    if not kind:
        return ()
    stem = "Underskrevet side 1" if kind == "jpg" else f"Høringssvar {name}"
    return ((f"{stem}.{kind}", kind),)
