"""The form of one comment: its fields as they were typed, and the submission they mean."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from starlette.requests import Request

from consult.locale import current
from consult.numbers import whole_number
from consult.responses.anchor import ResolvedAnchor
from consult.responses.quotation import fold_spaces
from consult.responses.remark import Stance
from consult.responses.respondent import RespondentKind
from consult.responses.submission import RemarkInput, RespondentInput, Submission
from consult.responses.validation import FieldError
from consult.tokens import new_token
from consult.web.field_message import FieldMessage
from consult.web.forms import Fields, read_form
from consult.web.plain_text import plain_text

ABOUT = ("past", "section", "whole")

# The path of a domain error → the field of this form beside which it is shown, in the order of the form.
_FIELD_OF = {
    "remarks.0.stance": "stance",
    "remarks.0.text": "text",
    "remarks.0.proposed_text": "proposed_text",
    "remarks.0.quote": "quote",
    "respondent.name": "name",
    "respondent.email": "email",
    "respondent.postcode": "postcode",
}


@dataclass(frozen=True)
class CommentForm:
    """Everything a visitor typed, unchanged. ``key`` makes a double click one response.

    ``step`` is the button pressed: "preview", "edit", "send" or "keep", "" for a page that is opened. ``scripted``: our
    script runs in this browser, and says on every page what is not sent. ``version`` is the
    number of the version in view. ``about`` is the visitor's choice where the current version does not have the
    target any more: "past", "section" or "whole". ``unquoted``: words that are not found in the text shall stand in the
    comment instead. ``stance`` is "" until one is chosen: nobody is counted for what they did not say.
    """

    key: str
    step: str = ""
    version: int | None = None
    about: str = ""
    text: str = ""
    proposed_text: str = ""
    quote: str = ""
    unquoted: str = ""
    stance: str = ""
    name: str = ""
    email: str = ""
    postcode: str = ""
    publish_name: str = ""
    scripted: str = ""

    @classmethod
    def opened(cls, request: Request) -> CommentForm:
        """The empty form, with the quote and the version that the address carries."""
        query = request.query_params
        return cls(
            key=new_token(),
            version=whole_number(query.get("version", "")),
            quote=fold_spaces(plain_text(query.get("quote", ""))),
        )

    @classmethod
    def posted(cls, fields: Fields) -> CommentForm:
        stance = fields["stance"]
        return cls(
            key=fields.line("key")[:64] or new_token(),
            step=fields["step"],
            version=whole_number(fields["version"]),
            about=fields["about"] if fields["about"] in ABOUT else "",
            text=fields["text"],
            proposed_text=fields["proposed_text"],
            quote=fields["quote"].strip(),
            unquoted="yes" if fields.checked("unquoted") else "",
            stance=stance if stance in set(Stance) else "",
            name=fields.line("name"),
            email=fields.line("email"),
            postcode=fields.line("postcode"),
            publish_name="yes" if fields.checked("publish_name") else "",
            scripted="yes" if fields["scripted"] else "",
        )

    def in_version(self, number: int) -> CommentForm:
        """The same, written with this version in view."""
        return replace(self, version=number)

    def on(self, anchor: ResolvedAnchor, viewed: ResolvedAnchor) -> CommentForm:
        """The same as it is sent to ``anchor``: the quote in the text's own words. Away from the target in view it goes
        into the comment, because it stands in no paragraph there; as it does where its writer says so."""
        if not self.quote:
            return self
        quotation = viewed.quotation(self.quote)
        if quotation and anchor is viewed:
            return replace(self, quote=quotation.words, unquoted="")
        if quotation or anchor is not viewed or self.unquoted:
            words = quotation.words if quotation else fold_spaces(self.quote)
            return replace(self, quote="", unquoted="", text=f"“{words}”\n\n{self.text}")
        return self

    def with_new_key(self) -> CommentForm:
        """The same as another response than the one that was stored under its key."""
        return replace(self, key=new_token())

    def values(self) -> dict[str, str]:
        """The fields by name, for the hidden fields of the preview."""
        values = {name: str(value or "") for name, value in asdict(self).items()}
        del values["step"]
        for choice in ("about", "unquoted"):
            if not values[choice]:
                del values[choice]
        return values

    def submission(self, anchor: ResolvedAnchor) -> Submission:
        """The response this form sends, about ``anchor``."""
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
                    anchor_type=anchor.anchor.type,
                    anchor_ref=anchor.anchor.ref,
                    quote=self.quote,
                    proposed_text=self.proposed_text,
                    stance=Stance(self.stance) if self.stance else None,
                    version=anchor.anchor.version,
                ),
            ),
            publish_name=bool(self.publish_name),
            language=current().code,
        )


async def comment_form(request: Request) -> CommentForm:
    """The form as it was posted, or empty for a page that is opened. Raises HTTPException 400, see ``read_form``."""
    if request.method != "POST":
        return CommentForm.opened(request)
    async with read_form(request) as fields:
        return CommentForm.posted(fields)


def by_field(errors: list[FieldError]) -> dict[str, FieldMessage]:
    """{name of the form's field: message} of the domain's errors, in the order of the form."""
    found = {_FIELD_OF.get(error.path, "text"): error.for_reader for error in errors}
    return {name: found[name] for name in _FIELD_OF.values() if name in found}
