"""Published remarks as cards: what each says, where in the text it stands and what it was written on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consult.locale import gettext as _
from consult.public import queries
from consult.public.text.addresses import section_address, written_address
from consult.responses.remark import AnchorType
from consult.web.urls import url


@dataclass(frozen=True)
class AnnexLink:
    """A published file and where to get it. ``size`` in bytes."""

    name: str
    media_type: str
    size: int
    href: str


@dataclass(frozen=True)
class RemarkCard:
    """A remark in the shape the remark macro takes."""

    number: str
    kind: str
    name: str
    verified_by: str
    stance: str
    quote: str
    quote_language: str
    text: str
    proposed_text: str
    published_at: datetime
    href: str
    place: str
    place_href: str
    written: Written | None
    correction_waits: bool
    is_late: bool
    annexes: list[AnnexLink]
    unpublished_annexes: int


def card_of(
    outline: queries.Outline,
    remark: queries.PublicRemark,
    *,
    with_place: bool = True,
    with_annexes: bool = True,
) -> RemarkCard:
    """How a remark is shown, with its permanent address and, unless all share it, its place in the text."""
    place, place_href = place_of(outline, remark)
    annexes = remark.annexes if with_annexes else queries.PublicAnnexes()
    return RemarkCard(
        number=remark.reference,
        kind=remark.kind,
        name=remark.name,
        verified_by=remark.verified_by,
        stance=remark.stance,
        quote=remark.quote,
        quote_language=remark.quote_language,
        text=remark.text,
        proposed_text=remark.proposed_text,
        published_at=remark.published_at,
        href=url("remark", consultation=outline.consultation.slug, reference=remark.reference),
        place=place if with_place else "",
        place_href=place_href,
        written=written_on(outline, remark, with_words=with_place),
        correction_waits=remark.correction_waits,
        is_late=remark.is_late,
        annexes=_links(outline, remark, annexes),
        unpublished_annexes=annexes.unpublished,
    )


def _links(
    outline: queries.Outline, remark: queries.PublicRemark, annexes: queries.PublicAnnexes
) -> list[AnnexLink]:
    return [
        AnnexLink(each.name, each.media_type, each.size, annex_address(outline, remark, each))
        for each in annexes.files
    ]


def annex_address(
    outline: queries.Outline, remark: queries.PublicRemark, annex: queries.PublicAnnex
) -> str:
    """Where a file of the remark's response is to be had."""
    return url(
        "annex",
        consultation=outline.consultation.slug,
        number=remark.response_number,
        ordinal=annex.ordinal,
    )


def cards_of(
    outline: queries.Outline, remarks: list[queries.PublicRemark], *, with_place: bool
) -> list[RemarkCard]:
    """The cards of a list. The files of a response stand once in it, at the first of its remarks."""
    first: dict[int, int] = {}
    for each in remarks:
        first[each.response_number] = min(
            each.ordinal, first.get(each.response_number, each.ordinal)
        )
    return [
        card_of(
            outline,
            each,
            with_place=with_place,
            with_annexes=first[each.response_number] == each.ordinal,
        )
        for each in remarks
    ]


def place_of(outline: queries.Outline, remark: queries.PublicRemark) -> tuple[str, str]:
    """(where in the text it stands, in words; the address of that place)."""
    slug = outline.consultation.slug
    if remark.section is None:
        words = (
            _("a part that is no longer in the draft") if remark.is_gone else _("the whole draft")
        )
        return words, url("consultation", consultation=slug)
    section = f"{remark.section.label} {remark.section.title}".strip()
    if remark.paragraph is not None:
        words = _("paragraph %(number)s in %(section)s") % {
            "number": remark.paragraph_number,
            "section": outline.by_key[remark.section.area].title,
        }
        return words, url("paragraph", consultation=slug, paragraph=remark.paragraph)
    if not remark.is_gone:
        words = section
    elif remark.anchor_type is AnchorType.PARAGRAPH:
        words = _("a paragraph that is no longer in %(section)s") % {"section": section}
    else:
        words = _("a part that is no longer in %(section)s") % {"section": section}
    return words, section_address(slug, remark.section)


@dataclass(frozen=True)
class Written:
    """What a remark of an earlier version was written on: said in ``words``, read at ``href``. ``text`` are the
    paragraph's words where the draft has them no longer."""

    words: str
    href: str
    text: str


def written_on(
    outline: queries.Outline, remark: queries.PublicRemark, *, with_words: bool = True
) -> Written | None:
    """None where what stands there now are the words it was written on. Unless ``with_words`` the page shows what
    is gone itself."""
    was = remark.original
    if was is None:
        return None
    words = (
        _("Written on version %(version)s, paragraph %(number)s")
        % {"version": was.version, "number": was.number}
        if was.number
        else _("Written on version %(version)s") % {"version": was.version}
    )
    lost = was.text if remark.is_gone and with_words else ""
    return Written(words, written_address(outline.consultation.slug, was), lost)
