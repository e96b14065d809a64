"""The form of one comment: its fields as they were typed, and what they mean."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from consult.locale import current
from consult.responses.anchor import ResolvedAnchor, fold_spaces
from consult.responses.remark import Stance
from consult.responses.respondent import RespondentKind
from consult.responses.submission import FieldError, RemarkInput, RespondentInput, Submission
from consult.tokens import new_token
from consult.web.forms import Fields

# Where the domain's errors belong in this form.
_FIELD_OF = {
    "respondent.name": "name",
    "respondent.email": "email",
    "respondent.postcode": "postcode",
    "remarks.0.text": "text",
    "remarks.0.proposed_text": "proposed_text",
    "remarks.0.quote": "quote",
}


ABOUT = ("past", "section", "whole")


@dataclass(frozen=True)
class CommentForm:
    """Everything a visitor typed, unchanged. ``key`` makes a double click one response.

    ``version`` is the number of the one they had in view. ``about`` is what they chose where the text that is
    heard now has the place no more: "past", "section" or "whole".
    """

    key: str
    version: str = ""
    about: str = ""
    text: str = ""
    proposed_text: str = ""
    quote: str = ""
    stance: str = Stance.NEUTRAL.value
    name: str = ""
    email: str = ""
    postcode: str = ""
    publish_name: str = ""

    @classmethod
    def blank(cls, quote: str, version: int | None = None) -> CommentForm:
        return cls(key=new_token(), quote=fold_spaces(quote), version=str(version or ""))

    @classmethod
    def posted(cls, fields: Fields) -> CommentForm:
        stance = fields["stance"]
        return cls(
            key=fields.line("key")[:64] or new_token(),
            version=fields["version"][:9],
            about=fields["about"] if fields["about"] in ABOUT else "",
            text=fields["text"],
            proposed_text=fields["proposed_text"],
            quote=fold_spaces(fields["quote"]),
            stance=stance if stance in set(Stance) else Stance.NEUTRAL.value,
            name=fields.line("name"),
            email=fields.line("email"),
            postcode=fields.line("postcode"),
            publish_name="yes" if fields.checked("publish_name") else "",
        )

    def without_quote(self) -> CommentForm:
        """The same with the quoted words in the text: they stand in no paragraph of where it goes now."""
        if not self.quote:
            return self
        return replace(self, quote="", text=f"“{self.quote}”\n\n{self.text}")

    def values(self) -> dict[str, str]:
        """The fields by name, for the hidden fields of the preview."""
        values = asdict(self)
        if not self.about:
            del values["about"]
        return values

    def submission(self, place: ResolvedAnchor) -> Submission:
        """The response this form would send about ``place``."""
        return Submission(
            respondent=RespondentInput(
                name=self.name,
                kind=RespondentKind.CITIZEN,
                email=self.email,
                postcode=self.postcode,
            ),
            remarks=(
                RemarkInput(
                    text=self.text,
                    anchor_type=place.anchor.type,
                    anchor_ref=place.anchor.ref,
                    quote=self.quote,
                    proposed_text=self.proposed_text,
                    stance=Stance(self.stance),
                    version=place.anchor.version,
                ),
            ),
            publish_name=bool(self.publish_name),
            language=current().code,
        )


def by_field(errors: list[FieldError]) -> dict[str, str]:
    """{name of the form's field: message} of the domain's errors."""
    return {_FIELD_OF.get(error.path, "text"): error.message for error in errors}
