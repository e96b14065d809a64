"""The hearing that sample responses are stored into: what their rows point at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from consult.consultations.consultation import Consultation
from consult.consultations.moderation_reason import ModerationReason
from consult.demo.accounts import MODERATOR
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.files import FileStore
from consult.people.account import Account

READ_AFTER = timedelta(hours=20)


@dataclass(frozen=True)
class Hearing:
    """What the responses are stored into. ``sections`` gives a paragraph's section, both by identity."""

    consultation: Consultation
    version: Version
    section_of_key: Mapping[str, int]
    section_of_paragraph: Mapping[int, int]
    reasons: Mapping[str, ModerationReason]
    moderator: Account
    files: FileStore
    now: datetime

    def read_at(self, received_at: datetime) -> datetime:
        """When a moderator decided on something that came in then."""
        return min(received_at + READ_AFTER, self.now)


async def hearing_on(
    consultation: Consultation, version: Version, files: FileStore, now: datetime
) -> Hearing:
    """The hearing of a stored version. The moderator's account must be open."""
    sections = await Section.filter(version=version)
    identities = {section.id: section.identity_id for section in sections}
    places = await Paragraph.filter(version=version).values_list("identity_id", "section_id")
    reasons = await ModerationReason.filter(consultation=consultation)
    return Hearing(
        consultation=consultation,
        version=version,
        section_of_key={section.key: section.identity_id for section in sections},
        section_of_paragraph={paragraph: identities[section] for paragraph, section in places},
        reasons={reason.key: reason for reason in reasons},
        moderator=await Account.get(email=MODERATOR),
        files=files,
        now=now,
    )
