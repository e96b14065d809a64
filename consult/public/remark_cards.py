"""Published remarks as cards: the remark, its location in the text, and what it was written on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from consult.answers.editions.uncovered import UncoveredReason
from consult.documents.versions.change_sentence import change_words
from consult.documents.versions.text_changes import TextChange
from consult.locale import gettext as _
from consult.public import queries
from consult.public.text.addresses import original_address, section_address
from consult.public.text.comparison_addresses import change_address
from consult.responses.omission import Piece
from consult.responses.remark import AnchorType
from consult.web.urls import url


@dataclass(frozen=True)
class AnnexLink:
    """A published file and where it is downloaded. ``size`` in bytes; ``left_out`` as PublicAnnex has it."""

    name: str
    media_type: str
    size: int
    href: str
    left_out: int


@dataclass(frozen=True)
class OriginalLink:
    """What a remark was written on in an earlier version: named by ``words``, read at ``href``. ``text`` is the
    paragraph's where it is gone, else ""."""

    words: str
    href: str
    text: str


@dataclass(frozen=True)
class ChangeLink:
    """A change of the text: its number as ``words``, what became of it as a ``sentence``, and where it is compared."""

    words: str
    sentence: str
    href: str
    change: TextChange


@dataclass(frozen=True)
class AnswerLink:
    """A point that a remark is in, the committees' answers to it, what was changed because of it, and where it is
    read."""

    number: int
    title: str
    answers: tuple[queries.PublicAnswer, ...]
    changes: tuple[ChangeLink, ...]
    href: str


@dataclass(frozen=True)
class RemarkCard:
    """A remark in the shape that the remark macro takes. ``location`` is "" where the page itself names it. The parts are
    the texts cut where words were left out. ``points`` answer it; ``no_point`` is why it is in none, None also while no
    answer is public."""

    number: str
    kind: str
    name: str
    verified_by: str
    stance: str
    quote: str
    quote_language: str
    text: str
    language: str
    text_language: str
    proposed_text: str
    parts: tuple[Piece, ...]
    proposed_parts: tuple[Piece, ...]
    quote_parts: tuple[Piece, ...]
    published_at: datetime
    href: str
    location: str
    location_href: str
    original: OriginalLink | None
    correction_waits: bool
    is_late: bool
    claims_party: bool
    annexes: list[AnnexLink]
    waiting_annexes: int
    withheld_annexes: int
    points: tuple[AnswerLink, ...] = ()
    no_point: UncoveredReason | None = None


def remark_cards(
    outline: queries.Outline,
    remarks: Sequence[queries.PublicRemark],
    answers: Mapping[int, queries.RemarkAnswer],
    *,
    with_location: bool,
) -> list[RemarkCard]:
    """The cards of a list; ``answers`` by remark id. The annexes of a response are on the first of its remarks in the
    list alone."""
    first: dict[int, int] = {}
    for each in remarks:
        ordinal = first.get(each.response_number, each.ordinal)
        first[each.response_number] = min(each.ordinal, ordinal)
    return [
        remark_card(
            outline,
            each,
            answers.get(each.id),
            with_location=with_location,
            with_annexes=first[each.response_number] == each.ordinal,
        )
        for each in remarks
    ]


def remark_card(
    outline: queries.Outline,
    remark: queries.PublicRemark,
    answer: queries.RemarkAnswer | None = None,
    *,
    with_location: bool = True,
    with_annexes: bool = True,
) -> RemarkCard:
    """One remark with its permanent address. ``with_location`` False: all remarks of the page have the same."""
    slug = outline.consultation.slug
    location, location_href = _location(outline, remark)
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
        language=remark.language,
        text_language=outline.consultation.language,
        proposed_text=remark.proposed_text,
        parts=remark.pieces("text"),
        proposed_parts=remark.pieces("proposed_text"),
        quote_parts=remark.pieces("quote"),
        published_at=remark.published_at,
        href=url("remark", consultation=slug, reference=remark.reference),
        location=location if with_location else "",
        location_href=location_href,
        original=_original(slug, remark, with_text=with_location),
        correction_waits=remark.correction_waits,
        is_late=remark.is_late,
        claims_party=remark.claims_party,
        annexes=_annex_links(slug, remark.response_number, annexes),
        waiting_annexes=annexes.waiting,
        withheld_annexes=annexes.withheld,
        points=answer_links(slug, answer),
        no_point=answer.no_point if answer else None,
    )


def answer_links(slug: str, answer: queries.RemarkAnswer | None) -> tuple[AnswerLink, ...]:
    """The points of an answer with their pages; empty for None."""
    return tuple(
        AnswerLink(
            each.number,
            each.title,
            each.answers,
            change_links(slug, each.changes),
            url("outcome_point", consultation=slug, number=each.number),
        )
        for each in (answer.points if answer else ())
    )


def change_links(slug: str, changes: Iterable[TextChange]) -> tuple[ChangeLink, ...]:
    """The changes with their permanent pages."""
    return tuple(
        ChangeLink(
            _("paragraph %(number)s in version %(version)s")
            % {"number": each.latest[0].number, "version": each.now if each.new else each.since},
            change_words(each),
            change_address(slug, each),
            each,
        )
        for each in changes
    )


def _annex_links(
    slug: str, response_number: int, annexes: queries.PublicAnnexes
) -> list[AnnexLink]:
    return [
        AnnexLink(
            each.name,
            each.media_type,
            each.size,
            url("annex", consultation=slug, number=response_number, ordinal=each.ordinal),
            each.left_out,
        )
        for each in annexes.files
    ]


def _location(outline: queries.Outline, remark: queries.PublicRemark) -> tuple[str, str]:
    """(the name of the remark's location in the text, its address)."""
    slug, section = outline.consultation.slug, remark.section
    if section is None:
        gone, whole = _("a part that is no longer in the draft"), _("the whole draft")
        return gone if remark.is_gone else whole, url("consultation", consultation=slug)
    if remark.paragraph is not None:
        words = _("paragraph %(number)s in %(section)s") % {
            "number": remark.paragraph_number,
            "section": outline.by_key[section.area].title,
        }
        return words, url("paragraph", consultation=slug, paragraph=remark.paragraph)
    return _section_words(remark, section), section_address(slug, section)


def _section_words(remark: queries.PublicRemark, section: queries.PublicSection) -> str:
    """The name of the section that a remark is attributed to, and whether it was written on something that is gone."""
    if not remark.is_gone:
        return section.label_and_title
    if remark.anchor_type is AnchorType.PARAGRAPH:
        return _("a paragraph that is no longer in %(section)s") % {
            "section": section.label_and_title
        }
    return _("a part that is no longer in %(section)s") % {"section": section.label_and_title}


def _original(slug: str, remark: queries.PublicRemark, *, with_text: bool) -> OriginalLink | None:
    """None where the words it was written on are the same now. ``with_text`` False: the page shows what is gone."""
    original = remark.original
    if original is None:
        return None
    words = (
        _("Written on version %(version)s, paragraph %(number)s")
        % {"version": original.version, "number": original.number}
        if original.number
        else _("Written on version %(version)s") % {"version": original.version}
    )
    text = original.text if remark.is_gone and with_text else ""
    return OriginalLink(words, original_address(slug, original), text)
