"""Loading the sample's hearing that is over: from the first version to the answers, and to the text they changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from consult import audit, clock
from consult.answers.cause import CauseInput, decide_cause
from consult.answers.cause_register import change_entries
from consult.answers.contribution import approve, contribution_status
from consult.answers.editions.answer_letter import note_letters, unwritten_responses
from consult.answers.editions.publishing import EditionIntent, publish_edition
from consult.answers.editions.readiness import readiness_of
from consult.answers.point import Point
from consult.answers.point_register import points_of
from consult.answers.remit import remit_of
from consult.cache_version import SITE, bump
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.demo.hearing import hearing_on
from consult.demo.stored_answers import store_points
from consult.demo.stored_frame import store_frame
from consult.demo.stored_outline import outline_of
from consult.demo.stored_responses import store_responses
from consult.documents.document import Document, Version
from consult.documents.publication import publish_version
from consult.documents.versions.mapping_approval import approve_lineage
from consult.documents.versions.next_version import store_version
from consult.documents.versions.stored_lineage import Lineage
from consult.documents.versions.version_note import describe_version
from consult.files import FileStore
from consult.importing import read_draft
from consult.sample.concluded import (
    ANSWERED_DAYS_AGO,
    FIRST,
    SECOND,
    ConcludedContent,
    concluded_content,
    concluded_frame,
)
from consult.sample.frame import SampleFrame
from consult.sample.points import SamplePoint
from consult.settings import Settings


async def load_concluded(settings: Settings) -> Consultation:
    """Fill the open database with it, through the verbs that people's pages call. The accounts must be open."""
    now = clock.now()
    files = FileStore(settings.data_dir / "files")
    frame = concluded_frame(now)
    consultation, first = await store_frame(
        frame, read_draft(FIRST), source_name=FIRST.name, source_file=_kept(FIRST, files)
    )
    content = await _say_and_answer(frame, consultation, first, files, now)
    followed = now - timedelta(days=ANSWERED_DAYS_AGO - 1)
    second = await _follow(first, files, content.note, followed)
    await _say_causes(consultation, second, content.points, followed)
    await _publish(consultation, now - timedelta(days=ANSWERED_DAYS_AGO - 2))
    await bump(SITE, consultation.slug)
    return consultation


def _kept(path: Path, files: FileStore) -> str:
    return files.save(path.read_bytes())


async def _say_and_answer(
    frame: SampleFrame,
    consultation: Consultation,
    version: Version,
    files: FileStore,
    now: datetime,
) -> ConcludedContent:
    """What was said and answered."""
    assert consultation.closes_at is not None
    content = concluded_content(await outline_of(version, frame.title))
    hearing = await hearing_on(consultation, version, files, consultation.closes_at)
    themed = await store_responses(content.responses, hearing)
    answered = now - timedelta(days=ANSWERED_DAYS_AGO)
    await store_points(content.points, themed, consultation, now=answered)
    for committee in frame.committees:
        await _approve(consultation, committee.slug, answered)
    return content


async def _approve(consultation: Consultation, slug: str, now: datetime) -> None:
    remit = await remit_of(consultation, await Committee.get(slug=slug))
    part = await contribution_status(remit, await points_of(remit), ())
    await approve(remit, checksum=part.checksum, acknowledged=False, by=audit.SYSTEM, now=now)


async def _publish(consultation: Consultation, now: datetime) -> None:
    """The answers, together with the text that they changed."""
    ready = await readiness_of(consultation, now)
    intent = EditionIntent(ready.number, ready.record.content.checksum())
    edition = await publish_edition(consultation, intent, by=audit.SYSTEM, now=now)
    # Nobody is written to: the addresses are made up.
    responses = await unwritten_responses(consultation.id).values_list("id", flat=True)
    await note_letters(edition, [(int(str(each)), None) for each in responses], now=now)


async def _say_causes(
    consultation: Consultation, version: Version, points: Iterable[SamplePoint], now: datetime
) -> None:
    """Which points each change of the version answers."""
    entries = await change_entries(consultation, version)
    by_number = {each.change.new[0].number: each for each in entries if each.change.new}
    for sample in points:
        point = await Point.get(consultation_id=consultation.id, title=sample.title)
        for entry in (by_number[number] for number in sample.changes):
            said = CauseInput(entry.change.key, True, None, entry.digest)
            await decide_cause(point, version, said, by=audit.SYSTEM, now=now)


async def _follow(first: Version, files: FileStore, note: str, now: datetime) -> Version:
    """The second version, with what became of each paragraph as it was proposed."""
    version = await store_version(
        read_draft(SECOND),
        document=await Document.get(id=first.document_id),
        by=audit.SYSTEM,
        now=now,
        source_name=SECOND.name,
        source_file=_kept(SECOND, files),
    )
    await describe_version(version, title=version.title, note=note, by=audit.SYSTEM, now=now)
    lineage = await Lineage.get(version=version)
    await approve_lineage(version, lock_version=lineage.lock_version, by=audit.SYSTEM, now=now)
    await publish_version(version, by=audit.SYSTEM, now=now)
    return version
