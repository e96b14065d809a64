"""Submissions: what somebody wants to send, as plain values. Validated in validation.py, stored by submitting.py."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, astuple, dataclass, field

from consult.responses.anchor import Anchor
from consult.responses.remark import AnchorType, Stance
from consult.responses.respondent import RespondentKind
from consult.responses.response import ResponseKind

MAX_REMARKS = 100
# In characters.
MAX_TEXT = 20_000
MAX_QUOTE = 5_000
# All texts of a response together: sixty pages.
MAX_TOTAL = 200_000
MAX_LENGTHS = {"name": 200, "organisation": 300, "email": 254, "phone": 40, "postcode": 10}


@dataclass(frozen=True)
class RemarkInput:
    """One remark as it was written. ``anchor_ref`` is a section's key ("5-2"), a paragraph's identity as
    digits, or "" for the whole draft; ``version`` is the number of the version it was written on, None: the current
    one. ``stance`` is None in a form where none is chosen yet; a program that names none says neutral, as the API's
    description tells it."""

    text: str
    anchor_type: AnchorType = AnchorType.CONSULTATION
    anchor_ref: str = ""
    quote: str = ""
    proposed_text: str = ""
    stance: Stance | None = Stance.NEUTRAL
    version: int | None = None

    @property
    def anchor(self) -> Anchor:
        return Anchor(self.anchor_type, self.anchor_ref, self.version)

    @property
    def length(self) -> int:
        """All that it says, in characters."""
        return len(self.text) + len(self.proposed_text) + len(self.quote)

    @property
    def digest(self) -> str:
        """Tells it from another remark, in 16 hexadecimal characters."""
        written = json.dumps(astuple(self), ensure_ascii=True)
        return hashlib.sha256(written.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class RespondentInput:
    """Who answers. All but the name may be empty; whoever speaks for an organisation also names it."""

    name: str
    kind: RespondentKind = RespondentKind.CITIZEN
    organisation: str = ""
    cvr: str = ""
    email: str = ""
    phone: str = ""
    postcode: str = ""


@dataclass(frozen=True)
class AnnexInput:
    """A file already in the file store. ``size`` in bytes."""

    name: str
    media_type: str
    size: int
    file_key: str


@dataclass(frozen=True)
class Submission:
    """A whole response before it is one. Texts must already have gone through ``plain_text``."""

    respondent: RespondentInput
    remarks: tuple[RemarkInput, ...]
    publish_name: bool = False
    kind: ResponseKind = ResponseKind.COMMENT
    language: str = "da"
    no_remarks: bool = False
    annexes: tuple[AnnexInput, ...] = field(default=())

    @property
    def length(self) -> int:
        """All that its remarks say, in characters."""
        return sum(each.length for each in self.remarks)

    def screened_texts(self) -> list[str]:
        """What is screened, as it is stored: the wordings and the names, not the quotes."""
        who = self.respondent
        wordings = [text for r in self.remarks for text in (r.text, r.proposed_text)]
        return [text.strip() for text in (*wordings, who.name, who.organisation)]

    def body_hash(self) -> str:
        """Tells a repetition from another text under the same key: 64 hexadecimal characters."""
        values = asdict(self)
        for remark in values["remarks"]:
            # What names no version hashes as it did before a remark could name one.
            if remark["version"] is None:
                del remark["version"]
        body = json.dumps(values, sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(body.encode()).hexdigest()
