"""Response: what somebody sends, with all its remarks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import UNSET, Meta

from consult.locale import gettext as _
from consult.public.api.records.language import Language
from consult.public.api.records.record import Record, doc
from consult.public.api.records.remark import RemarkInput
from consult.public.api.records.respondent import RespondentInput
from consult.responses.response import ResponseKind
from consult.responses.submission import MAX_REMARKS, Submission
from consult.responses.validation import FieldError


class ResponseInput(Record):
    """A response as it is sent."""

    respondent: RespondentInput
    # That there is one is asked by ``submit``, in words for a person.
    remarks: Annotated[
        list[RemarkInput],
        Meta(max_length=MAX_REMARKS),
        doc("At least one, unless it says that there are none (`no_remarks`)."),
    ] = []
    no_remarks: Annotated[
        bool,
        doc(
            "Whether this is the answer that the organisation has no remarks: then there are none, and the organisation "
            "is named."
        ),
    ] = False
    publish_name: Annotated[
        bool,
        doc(
            "Whether a person's name may be published. An organisation's always is. A request for access to "
            "documents may still give a name out."
        ),
    ] = False
    language: Annotated[
        Language, doc("What it is written in; messages about it come in this language.")
    ] = Language.DANISH

    def cleaned(self) -> Submission:
        """The plain data that ``submit`` takes."""
        is_formal = self.respondent.speaks_for_others or self.no_remarks
        return Submission(
            respondent=self.respondent.cleaned(),
            remarks=tuple(each.cleaned() for each in self.remarks),
            publish_name=self.publish_name,
            kind=ResponseKind.FORMAL if is_formal else ResponseKind.COMMENT,
            language=self.language.value,
            no_remarks=self.no_remarks,
        )

    def anchors_without_id(self) -> Iterator[FieldError]:
        """What the schema cannot say: a section or a paragraph is nothing without its id."""
        for index, remark in enumerate(self.remarks):
            anchor = remark.anchor
            if anchor is UNSET or anchor.is_whole:
                continue
            path = f"remarks.{index}.anchor.id"
            if anchor.id is UNSET:
                yield FieldError(path, "required", _("Is missing."))
            elif anchor.id is None:
                yield FieldError(path, "type", _("Must be text."))
