"""Summary: a section in short and in plain words."""

from __future__ import annotations

from typing import Annotated

from consult.documents.translations.translation import Made
from consult.public import queries
from consult.public.api.records.record import Record, doc
from consult.public.api.records.translation import HOW_MADE


class Summary(Record):
    """A section in short and in plain words. A help, never the text that is heard."""

    language: Annotated[str, doc("A BCP 47 tag.")]
    text: Annotated[str, doc("Plain text; an empty line between paragraphs.")]
    made: Annotated[Made, HOW_MADE]
    outdated: Annotated[
        bool, doc("Whether the words of the section have changed since it was written.")
    ]

    @classmethod
    def of(cls, summary: queries.PublicSummary) -> Summary:
        return cls(
            language=summary.language,
            text=summary.words,
            made=summary.made,
            outdated=summary.outdated,
        )
