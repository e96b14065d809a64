"""Where in the text this browser's own remarks stand, sent or not, for the small script that shows them there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from starlette.requests import Request

from consult.consultations.consultation import Consultation
from consult.documents.current_version import current_version
from consult.locale import gettext as _
from consult.public.responding.cookies import receipt_secrets
from consult.public.responding.my_unsents import MyUnsent
from consult.responses.anchor import Anchor, ResolvedAnchor, resolve_anchors
from consult.responses.attribution import attribution_of
from consult.responses.location import StoredAnchor, location_index
from consult.responses.reading_order import in_reading_order
from consult.responses.remark import VISIBLE, Publicity, Remark, Standing
from consult.tokens import hash_token
from consult.web.urls import url


class MyMark(NamedTuple):
    """One remark beside the text: the id of the element it stands beside, what is said there, and its own page."""

    beside: str
    words: str
    href: str


class _Mine(NamedTuple):
    anchor: StoredAnchor
    words: str
    href: str


async def my_marks(
    request: Request, consultation: Consultation, unsents: Sequence[MyUnsent], version: int | None
) -> list[MyMark]:
    """Those on parts of the current version; none where the page shows another version, whose number this is. A constant
    number of queries for each unsent response; none for who has written nothing."""
    mine = [
        *[each for unsent in unsents for each in await _unsent(unsent)],
        *await _sent(request, consultation),
    ]
    current = await current_version(consultation.id) if mine else None
    if current is None or version != current.number:
        return []
    attribution = await attribution_of(current)
    index = await location_index(attribution, {each.anchor for each in mine})
    found = [(each, index.of(each.anchor).current) for each in mine]
    return [MyMark(at.anchor or f"s-{at.key}", each.words, each.href) for each, at in found if at]


async def _unsent(mine: MyUnsent) -> list[_Mine]:
    consultation_id = mine.unsent.consultation_id
    remarks = await in_reading_order(consultation_id, mine.content.remarks)
    anchors = await resolve_anchors(consultation_id, {each.anchor for each in remarks})
    return list(_unsent_marks(mine, [each.anchor for each in remarks], anchors))


def _unsent_marks(
    mine: MyUnsent, written: Sequence[Anchor], anchors: Mapping[Anchor, ResolvedAnchor]
) -> Iterator[_Mine]:
    """``written``: the anchors of its remarks as its page numbers them."""
    for index, anchor in enumerate(written):
        if at := anchors.get(anchor):
            stored = StoredAnchor(at.version_id, at.section_id, at.paragraph_id)
            yield _Mine(stored, _("your remark, not sent"), f"{mine.address}#remark-{index}")


async def _sent(request: Request, consultation: Consultation) -> list[_Mine]:
    """Those of the responses that this browser can open."""
    tokens = [hash_token(each) for each in receipt_secrets(request)]
    if not tokens:
        return []
    remarks = Remark.filter(
        response__status_token_hash__in=tokens,
        consultation_id=consultation.id,
        standing=Standing.RECEIVED,
    )
    return [
        _Mine(StoredAnchor.of(each), _said_of(each), _page_of(each, consultation.slug))
        for each in await remarks.order_by("id").select_related("response")
    ]


def _page_of(remark: Remark, slug: str) -> str:
    page = url("mine", consultation=slug, public_id=remark.response.public_id)
    return f"{page}#remark-{remark.ordinal}"


def _said_of(remark: Remark) -> str:
    if remark.publicity in VISIBLE:
        return _("your remark, published")
    if remark.publicity is Publicity.WAITING:
        return _("your remark, waits to be read")
    return _("your remark, not published")
