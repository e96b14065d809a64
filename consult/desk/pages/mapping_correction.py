"""One pairing corrected: which old paragraphs became which new ones, said by their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from starlette.requests import Request
from starlette.responses import Response

from consult.desk.desk import Desk
from consult.desk.lookup import desk_of
from consult.desk.mapping_list import Counted, counted, selection_in
from consult.desk.pages.mapping import DeskMapping, mapping_on
from consult.desk.pages.step_page import refuse_another, show, then
from consult.desk.paired_words import marked
from consult.desk.readiness import Step
from consult.documents.versions.mapping_approval import ImpossibleLink, draw_link
from consult.documents.versions.mapping_review import Pairing, Side
from consult.lineage import LinkKind, same_text
from consult.locale import gettext as _
from consult.numbers import id_in
from consult.people.account import names_of
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import Fields, number_in, read_form
from consult.web.lookup import found_or_404

APART = "apart"
NEARBY = 3
MOST_FOUND = 20


@dataclass(frozen=True)
class Choice:
    """A paragraph that may be meant, and the number field that would name it: "old" or "new". ``is_alone``: it has
    no counterpart."""

    field: str
    side: Side
    remarks: int
    is_alone: bool


class Unknown(Exception):
    """No paragraph has this number."""

    def __init__(self, field: str, number: str) -> None:
        super().__init__(number)
        self.field, self.number = field, number


async def correction(request: Request) -> Response:
    """The pairing, the form, and paragraphs that may be meant instead."""
    desk = await desk_of(request)
    return await _correction(request, desk, await mapping_on(desk))


async def correct_mapping(request: Request) -> Response:
    """Store what became of the paragraphs that the form names."""
    desk = await desk_of(request)
    known = await mapping_on(desk)
    async with read_form(request) as form:
        try:
            await refuse_another(form, known.version)
            old, new = _sides(known, form)
            kind = _kind(old, new, is_moved=form.checked("moved"))
            await draw_link(
                known.version,
                old=[side.id for side in old],
                new=[side.id for side in new],
                kind=kind,
                lock_version=number_in(form["lock_version"]),
                by=desk.person.actor,
                now=received_at(request),
            )
        except Unknown as unknown:
            return await _correction(request, desk, known, form, _unknown(known, unknown))
        except ImpossibleLink:
            return await _correction(request, desk, known, form, {"new": _cannot_be()})
        except StaleState as stale:
            again = await mapping_on(await desk_of(request))
            return await _correction(request, desk, again, form, conflict=stale)
    query = selection_in(form).query(page=selection_in(form).page)
    return then(desk.url("mapping"), f"{query.removeprefix('?')}&saved=1".removeprefix("&"))


def _sides(known: DeskMapping, form: Fields) -> tuple[list[Side], list[Side]]:
    """The paragraphs that are named. Raises Unknown."""
    old = _named("old", form["old"], [s for each in _everything(known) for s in each.pairing.old])
    if form["do"] == APART:
        return old, []
    return old, _named("new", form["new"], [s for each in known.found for s in each.pairing.new])


def _named(field: str, written: str, sides: Sequence[Side]) -> list[Side]:
    by_number = {side.number.casefold(): side for side in sides}
    found: dict[int, Side] = {}
    for number in written.replace(",", " ").replace(";", " ").split():
        side = by_number.get(number.casefold().rstrip("."))
        if side is None:
            raise Unknown(field, number)
        found[side.id] = side
    return list(found.values())


def _kind(old: Sequence[Side], new: Sequence[Side], *, is_moved: bool) -> LinkKind:
    """What the numbers and the words tell; a person adds whether one alone was moved."""
    if len(new) > 1:
        return LinkKind.SPLIT
    if len(old) > 1:
        return LinkKind.MERGED
    if is_moved:
        return LinkKind.MOVED
    is_same = bool(old and new) and same_text(old[0].text, new[0].text)
    return LinkKind.SAME if is_same else LinkKind.REWORDED


def _unknown(known: DeskMapping, unknown: Unknown) -> dict[str, str]:
    version = known.follows if unknown.field == "old" else known.version
    told_words = _("Version %(version)s has no paragraph %(number)s.")
    return {unknown.field: told_words % {"version": version.number, "number": unknown.number}}


def _cannot_be() -> str:
    return _(
        "Name at least one paragraph, and not several on both sides: several old ones may have become one, or one "
        "old one several."
    )


async def _correction(
    request: Request,
    desk: Desk,
    known: DeskMapping,
    form: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    conflict: StaleState | None = None,
) -> Response:
    """``form`` is what was typed and not stored; the address may bring numbers too."""
    fields = form if form is not None else request.query_params
    which = fields.get("which", "")
    place, shown = _found(known, which)
    return await show(
        request,
        desk,
        Step.TEXT,
        "correction.html",
        status=422 if errors else 200,
        conflict=conflict,
        kept=True,
        known=known,
        shown=shown,
        which=which,
        back=selection_in(fields),
        values=_values(shown, fields, is_typed=form is not None),
        nearby=_nearby(known, place, shown),
        looked_for=fields.get("find", ""),
        hits=_hits(known, fields.get("find", "")),
        most_found=MOST_FOUND,
        marked=marked,
        names=await names_of({shown.pairing.made_by, known.review.approved_by}),
        errors=errors or {},
    )


def _values(shown: Counted, fields: Mapping[str, str], *, is_typed: bool) -> dict[str, str]:
    """The form's fields: as they were typed, else as the pairing is but for the numbers the address brings."""
    if is_typed:
        return {name: fields.get(name, "") for name in ("old", "new", "moved")}
    return {
        "old": fields.get("old", _numbers(shown.pairing.old)),
        "new": fields.get("new", _numbers(shown.pairing.new)),
        "moved": "yes" if shown.pairing.kind == LinkKind.MOVED else "",
    }


def _found(known: DeskMapping, which: str) -> tuple[int, Counted]:
    """The pairing of this name. Raises HTTPException 404."""
    side, _dash, written = which.partition("-")
    sides = {"old": attrgetter("pairing.old"), "new": attrgetter("pairing.new")}
    of, wanted = found_or_404(sides.get(side)), found_or_404(id_in(written))
    named = (
        (place, each)
        for place, each in enumerate(known.found)
        if any(one.id == wanted for one in of(each))
    )
    return found_or_404(next(named, None))


def _numbers(sides: Sequence[Side]) -> str:
    return ", ".join(side.number for side in sides)


def _nearby(known: DeskMapping, place: int, shown: Counted) -> list[Choice]:
    """What stands around it, and the nearest that have no counterpart, on the side that it lacks or on both."""
    by_distance = sorted(enumerate(known.found), key=lambda each: abs(each[0] - place))[1:]
    alone = [at for at, each in by_distance if not (each.pairing.old and each.pairing.new)]
    near = {at for at, _ in by_distance[: 2 * NEARBY]} | set(alone[: 2 * NEARBY])
    p = shown.pairing
    fields = {"old": bool(p.new), "new": bool(p.old)}
    found = [choice for at in sorted(near) for choice in _choices(known.found[at])]
    wanted = [choice for choice in found if fields[choice.field]]
    return sorted(wanted, key=lambda choice: not choice.is_alone)


def _everything(known: DeskMapping) -> list[Counted]:
    """What became of every paragraph, and what is gone since before the followed version: each may be brought back."""
    back = {side.id for each in known.found for side in each.pairing.old if side.version}
    gone = [Pairing("removed", 1.0, "", (s,), ()) for s in known.review.gone if s.id not in back]
    return [*known.found, *counted(gone, known.received)]


def _hits(known: DeskMapping, looked_for: str) -> list[Choice]:
    """The paragraphs with this number or with all these words."""
    words = looked_for.casefold().split()
    if not words:
        return []
    found = [
        choice
        for each in _everything(known)
        for choice in _choices(each)
        if words == [choice.side.number.casefold()]
        or all(word in choice.side.text.casefold() for word in words)
    ]
    return found[:MOST_FOUND]


def _choices(each: Counted) -> list[Choice]:
    p = each.pairing
    is_alone = not (p.old and p.new)
    old = [Choice("old", side, each.remarks, is_alone) for side in p.old]
    return old + [Choice("new", side, 0, is_alone) for side in p.new]
