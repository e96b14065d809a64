"""Loading the sample: the made-up municipality's hearing, or one on a draft of one's own, with its staff."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from consult import audit, clock, sample
from consult.consultations.consultation import Consultation
from consult.consultations.moderation_reason import ModerationReason
from consult.demo.hearing import Hearing
from consult.demo.stored_answers import store_points
from consult.demo.stored_frame import store_frame
from consult.demo.stored_responses import store_responses
from consult.demo.stored_words import store_words
from consult.documents.document import Version
from consult.documents.importing import Draft, read_draft
from consult.documents.paragraph import Paragraph, ParagraphKind
from consult.documents.pictures import keep_pictures
from consult.documents.section import Section
from consult.files import FileStore
from consult.generation import SITE, bump
from consult.people.account import Account, open_account
from consult.people.role import Role, grant
from consult.sample.frame import OPENED_DAYS_AGO, Frame, bundled_frame
from consult.sample.generator import generate
from consult.sample.imported_frame import frame_for_draft
from consult.sample.outline import Outline, OutlineParagraph, OutlineSection
from consult.sample.points import points_for
from consult.settings import Settings

BUNDLED = Path(sample.__file__).with_name("draft.docx")
DEMO_HOST = "demo.example"

# What the header calls whoever is signed in; the made-up municipality is Danish.
DEMO_NAMES = {
    Role.ADMIN: "Administrator",
    Role.EDITOR: "Redaktør",
    Role.MODERATOR: "Moderator",
    Role.COMMITTEE: "Udvalgssekretær",
    Role.READER: "Læser",
}


async def load(
    *, draft: Path | None, responses: int, seed: int, settings: Settings
) -> Consultation:
    """Fill the open database with a hearing on ``draft`` (the bundled one if None) that began weeks ago.

    ``responses`` of them are received and in part decided and answered; the same ``seed`` gives the same.
    Raises importing.ImportRefused for a file that cannot be read.
    """
    now = clock.now()
    source = draft or BUNDLED
    read = read_draft(source, empty_links="insertion")
    files = FileStore(settings.data_dir / "files")
    keep_pictures(read, files)
    frame = frame_for_draft(_outline_of_draft(read), now) if draft else bundled_frame(now)
    consultation, version = await store_frame(
        frame, read, source_name=source.name, source_file=files.save(source.read_bytes())
    )
    if draft is None:
        await store_words(version, frame.opens_at)
    await _open_accounts(frame, now)
    outline = await _outline_of(version, read.title)
    hearing = await _hearing(consultation, version, files, now)
    themed = await store_responses(
        generate(outline, count=responses, seed=seed, days=OPENED_DAYS_AGO), hearing
    )
    await store_points(points_for(frame, outline), themed, consultation, now=now)
    await bump(SITE, consultation.slug)
    return consultation


def _outline_of_draft(draft: Draft) -> Outline:
    """The draft's headings, which is all that a frame is made from."""
    titles: dict[str, tuple[str, ...]] = {}
    sections = []
    for section in draft.sections:
        above = titles.get(section.path.rpartition("/")[0], ())
        titles[section.path] = (*above, section.title)
        sections.append(OutlineSection(section.path, section.number or "", titles[section.path]))
    return Outline(draft.title, tuple(sections))


async def _outline_of(version: Version, title: str) -> Outline:
    """The stored text, keyed as remarks point at it: section keys and paragraph identities."""
    paragraphs: dict[int, list[OutlineParagraph]] = {}
    # People write about words, and seldom about pictures.
    worded = Paragraph.filter(version=version).exclude(text="").exclude(kind=ParagraphKind.FIGURE)
    for p in await worded.order_by("position"):
        key = OutlineParagraph(str(p.identity_id), p.number, p.text)
        paragraphs.setdefault(p.section_id, []).append(key)
    paths: dict[int, tuple[str, ...]] = {}
    sections = []
    for s in await Section.filter(version=version).order_by("position"):
        paths[s.id] = (*(paths.get(s.parent_id, ()) if s.parent_id else ()), s.title)
        sections.append(
            OutlineSection(s.key, s.number, paths[s.id], tuple(paragraphs.get(s.id, ())))
        )
    return Outline(title, tuple(sections))


async def _hearing(
    consultation: Consultation, version: Version, files: FileStore, now: datetime
) -> Hearing:
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
        moderator=await Account.get(email=f"moderator@{DEMO_HOST}"),
        files=files,
        now=now,
    )


async def _open_accounts(frame: Frame, now: datetime) -> None:
    """One account a role, for this machine alone."""
    lead = frame.ownerships[0].committee
    for role in Role:
        account = await open_account(
            f"{role}@{DEMO_HOST}", name=DEMO_NAMES[role], is_demo=True, by=audit.SYSTEM, now=now
        )
        committee = lead if role in (Role.COMMITTEE, Role.READER) else ""
        await grant(account, role, committee=committee, by=audit.SYSTEM, now=now)
