"""Respondent: who answers, as everybody may see it and as it is sent."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from consult.public import queries
from consult.public.api.records.record import Record, clean_line, doc
from consult.responses import submission
from consult.responses.respondent import RespondentKind
from consult.responses.submission import MAX_LENGTHS

Name = Annotated[str, Meta(max_length=MAX_LENGTHS["name"])]
Email = Annotated[str, Meta(max_length=MAX_LENGTHS["email"])]
Organisation = Annotated[str, Meta(max_length=MAX_LENGTHS["organisation"])]
# With the spaces and prefixes that people write a CVR number with.
Cvr = Annotated[str, Meta(max_length=20)]

# Whoever speaks for one of these must name it, and its answer is a formal one.
SPEAKING_FOR_OTHERS = (RespondentKind.ORGANISATION, RespondentKind.AUTHORITY)


class Respondent(Record):
    """Who wrote a published remark."""

    kind: RespondentKind
    name: Annotated[
        str | None,
        doc("An organisation's name, or a person's who let it be published; else null."),
    ]

    @classmethod
    def of(cls, remark: queries.PublicRemark) -> Respondent:
        return cls(kind=remark.kind, name=remark.name or None)


class RespondentInput(Record):
    """Who answers."""

    kind: Annotated[RespondentKind, doc("An organisation or authority must be named.")]
    # An empty name is refused by ``submit``, in words for a person.
    name: Annotated[Name, doc("Who writes.", extra_json_schema={"minLength": 1})]
    email: Annotated[
        Email | None, doc("Never published. Gets a letter with a link to confirm it.")
    ] = None
    organisation: Annotated[Organisation | None, doc("Published.")] = None
    cvr: Annotated[Cvr | None, doc("Company number: eight digits that fit its check.")] = None

    @property
    def speaks_for_others(self) -> bool:
        return self.kind in SPEAKING_FOR_OTHERS

    def cleaned(self) -> submission.RespondentInput:
        """The plain data that ``submit`` takes."""
        return submission.RespondentInput(
            kind=self.kind,
            name=clean_line(self.name),
            email=clean_line(self.email),
            organisation=clean_line(self.organisation),
            cvr=clean_line(self.cvr),
        )
