"""The generator's results: plain responses with remarks, for others to store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ResponseType = Literal[
    "citizen_short",
    "citizen_story",
    "user_group",
    "endorser",
    "campaign",
    "district",
    "council",
    "organisation",
    "expert",
    "authority",
    "no_remarks",
    "odd",
]
AnchorType = Literal["consultation", "section", "paragraph"]
Stance = Literal["for", "against", "neutral"]
Outcome = Literal["waiting", "published", "redacted", "withheld", "set_aside", "withdrawn"]
PlantKind = Literal[
    "cpr", "cpr_implausible", "phone", "email", "address", "health", "ethnicity", "person"
]


@dataclass(frozen=True, slots=True)
class Planted:
    """Sensitive information that a moderator should notice; `text` is literally in the remark's text."""

    kind: PlantKind
    text: str


@dataclass(frozen=True, slots=True)
class SampleRespondent:
    """Who sent a response. `cvr` is empty or has a valid check digit; `email` is under example.dk or .org."""

    kind: Literal["citizen", "organisation", "authority", "other"]
    name: str
    organisation: str = ""
    cvr: str = ""
    email: str = ""
    postcode: str = ""
    publish_name: bool = True
    verified_by: Literal["none", "email", "invitation", "staff", "eid"] = "none"


@dataclass(frozen=True, slots=True)
class SampleRemark:
    """One remark. `anchor_key` is a key of the outline, empty for the whole consultation.

    `quote` is empty or a literal part of the paragraph's text. Points gather remarks by `area`
    and `theme`, which are empty for a remark that belongs to no point.
    """

    anchor_type: AnchorType
    anchor_key: str
    text: str
    quote: str = ""
    proposed_text: str = ""
    stance: Stance = "neutral"
    area: str = ""
    theme: str = ""
    planted: tuple[Planted, ...] = ()


Channel = Literal["web", "email", "letter"]


@dataclass(frozen=True, slots=True)
class SampleResponse:
    """One response.

    `offset` is the moment of receipt as a share of the time from the opening to the deadline, or
    to now if that is earlier, 0 ≤ offset < 1. `outcome` is what the loader is to store: *redacted*
    means that the planted texts are redacted, and `reason` is then the key of one of the frame's
    moderation reasons. `annexes` are (file name, kind). `endorses` is the name of a body,
    `campaign` that of a campaign, each empty for none.
    """

    kind: Literal["comment", "formal"]
    type: ResponseType
    respondent: SampleRespondent
    offset: float
    channel: Channel
    language: str
    remarks: tuple[SampleRemark, ...]
    no_remarks: bool = False
    annexes: tuple[tuple[str, str], ...] = ()
    endorses: str = ""
    campaign: str = ""
    outcome: Outcome = "published"
    reason: str = ""
