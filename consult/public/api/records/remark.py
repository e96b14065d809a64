"""Remark: one published remark as everybody may read it, and one as it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from consult.answers.editions.uncovered import UncoveredReason
from consult.public import queries
from consult.public.api.records.anchor import WHOLE, Anchor, AnchorInput
from consult.public.api.records.annex import Annex
from consult.public.api.records.language import Language
from consult.public.api.records.page import AtMostLimit, NextCursor
from consult.public.api.records.record import Address, Moment, Record, clean_text, doc, utc
from consult.public.api.records.respondent import Respondent
from consult.responses import submission
from consult.responses.omission import positions
from consult.responses.remark import Stance
from consult.responses.respondent import VerifiedBy
from consult.responses.submission import MAX_TEXT
from consult.web.urls import absolute

Text = Annotated[str, Meta(max_length=MAX_TEXT)]


class LeftOut(Record):
    """Words of a published remark that were left out, and why. In their place stands U+FFFC, which no author can write."""

    field: Annotated[
        Literal["text", "proposed_text", "quote"], doc("Where: quote is that of the anchor.")
    ]
    position: Annotated[
        int, Meta(ge=0), doc("Of the U+FFFC in the field, in characters (code points) from 0.")
    ]
    reason: Annotated[str, doc("The key of the reason in this consultation.")]
    words: Annotated[str, doc("The reason in words, in the language of the answer.")]


class Remark(Record):
    """A published remark: the public copy and no other word."""

    number: Annotated[
        str,
        doc("What it is cited by: 17.3 is the third of response 17.", pattern=r"^[0-9]+\.[0-9]+$"),
    ]
    respondent: Respondent
    verified_by: Annotated[VerifiedBy, doc("Who vouches that the respondent is who it says.")]
    anchor: Anchor
    section_id: Annotated[
        str | None,
        doc(
            "The lasting id of the section of the heard version that it is listed and counted in; null is the whole."
        ),
    ]
    text: Annotated[
        str,
        doc("As published: plain text. In place of words left out stands U+FFFC, see left_out."),
    ]
    proposed_text: Annotated[str, doc("The wording it proposes, as published; often empty.")]
    stance: Stance
    language: Annotated[
        Language, doc("What it was sent in: that of the form, or what the program said.")
    ]
    redacted: Annotated[bool, doc("Whether words were left out.")]
    left_out: Annotated[
        list[LeftOut], doc("What was left out, field by field, in the order of the text.")
    ]
    late: Annotated[bool, doc("Whether its response was received after the deadline.")]
    annexes: Annotated[
        list[Annex],
        doc("Published files of the response it belongs to: the same at each of its remarks."),
    ]
    points: Annotated[
        list[int],
        doc("The numbers of the points that answer it; none while the answers are not published."),
    ]
    no_point_reason: Annotated[
        UncoveredReason | None,
        doc("Why it is in no point; null where it is in one, and while nothing is published."),
    ]
    published_at: Annotated[
        Moment,
        doc("When it was first published; stays, should it be taken down and published again."),
    ]
    updated_at: Annotated[
        Moment,
        doc(
            "When it last changed for everybody: see `changes`. A new version of the text moves it without changing it."
        ),
    ]
    html_url: Annotated[Address, doc("Its permanent address.")]

    @classmethod
    def of(
        cls,
        consultation: str,
        remark: queries.PublicRemark,
        updated_at: datetime,
        answer: queries.RemarkAnswer | None = None,
    ) -> Remark:
        """``consultation`` is a slug."""
        number = remark.response_number
        return cls(
            number=remark.reference,
            respondent=Respondent.of(remark),
            verified_by=remark.verified_by,
            anchor=Anchor.of(remark),
            section_id=remark.section.lasting_id if remark.section else None,
            text=remark.text,
            proposed_text=remark.proposed_text,
            stance=remark.stance,
            language=Language(remark.language),
            redacted=remark.is_redacted,
            left_out=[each for field in LEFT_OUT_FIELDS for each in _left_out(remark, field)],
            late=remark.is_late,
            annexes=[Annex.of(consultation, number, each) for each in remark.annexes.files],
            points=[each.number for each in answer.points] if answer else [],
            no_point_reason=answer.no_point if answer else None,
            published_at=utc(remark.published_at),
            updated_at=utc(updated_at),
            html_url=absolute("remark", consultation=consultation, reference=remark.reference),
        )


LEFT_OUT_FIELDS: tuple[Literal["text", "proposed_text", "quote"], ...] = (
    "text",
    "proposed_text",
    "quote",
)


def _left_out(
    remark: queries.PublicRemark, field: Literal["text", "proposed_text", "quote"]
) -> Iterator[LeftOut]:
    keys = remark.omissions.get(field, ())
    for position, key in zip(positions(getattr(remark, field)), keys, strict=False):
        reason = remark.reasons.get(key)
        yield LeftOut(
            field=field, position=position, reason=key, words=reason.words if reason else key
        )


class RemarkPage(Record):
    """Some of the published remarks, newest first."""

    items: Annotated[list[Remark], AtMostLimit]
    next_cursor: NextCursor


class RemarkInput(Record):
    """One remark of a response."""

    anchor: AnchorInput | UnsetType = UNSET
    text: Annotated[
        Text | None, doc("Plain text. May only be empty when a wording is proposed.")
    ] = None
    proposed_text: Annotated[Text | None, doc("The wording you would put there instead.")] = None
    stance: Annotated[
        Stance,
        doc(
            "What its writer thinks of the text. Left out it says neutral, and is published and counted so: let people "
            "choose."
        ),
    ] = Stance.NEUTRAL

    def cleaned(self) -> submission.RemarkInput:
        """The plain data that ``submit`` takes."""
        anchor = WHOLE if self.anchor is UNSET else self.anchor
        return submission.RemarkInput(
            text=clean_text(self.text),
            anchor_type=anchor.type,
            anchor_ref=anchor.ref,
            quote=clean_text(anchor.quote),
            proposed_text=clean_text(self.proposed_text),
            stance=self.stance,
            version=anchor.version,
        )
