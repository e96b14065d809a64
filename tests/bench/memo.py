"""An answered consultation of 500 points and 5,000 remarks: its outcome page, and its memo in the worker."""

from __future__ import annotations

import resource
import time
from datetime import timedelta
from typing import NamedTuple

from consult import clock
from consult.answers.disposition import Outcome
from consult.answers.editions.content import (
    EditionContent,
    FrozenAnswer,
    FrozenMember,
    FrozenPoint,
    store_content,
)
from consult.answers.editions.edition import Edition
from consult.answers.point import Point
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.documents.document import Version
from consult.documents.memo_file import MemoFile
from consult.public.memo_chores import make_memos
from consult.responses.remark import AnchorType, Publicity, Remark
from consult.responses.respondent import Respondent, RespondentKind
from consult.responses.response import Response, ResponseKind
from consult.settings import Settings
from tests.support.factories import consultations, documents
from tests.support.factories.documents import Draft

POINTS, REMARKS, RESPONSES = 500, 5_000, 2_500
WORDS = "Der mangler træer og bænke ved skolen, og cykelstien er for smal til to ladcykler. " * 4
PAGE, POINT = "/consultations/{}/outcome", "/consultations/{}/points/1"


class Cost(NamedTuple):
    """Seconds of the processor in the worker and in the child that renders the PDF; by how many megabytes each grew."""

    worker_seconds: float
    child_seconds: float
    worker_megabytes: int
    child_megabytes: int


async def store_answered() -> Consultation:
    """With its edition public since an hour ago."""
    now = clock.now()
    draft = await documents.draft(
        await consultations.consultation(
            slug="mange-punkter",
            announced_at=now - timedelta(days=40),
            opens_at=now - timedelta(days=40),
            closes_at=now - timedelta(days=2),
        ),
        areas=5,
    )
    await Version.filter(id=draft.version.id).update(published_at=now - timedelta(days=40))
    committees = [await consultations.committee() for _ in range(3)]
    await documents.owner(draft.sections[0], committees[0], is_lead=True)
    remarks = await _store_remarks(draft)
    await _store_edition(draft, committees, remarks)
    at = now - timedelta(hours=1)
    await Consultation.filter(id=draft.consultation.id).update(answered_at=at)
    return draft.consultation


async def _store_remarks(draft: Draft) -> list[int]:
    """Their ids, in order."""
    at, of = clock.now() - timedelta(days=9), draft.consultation
    await Respondent.bulk_create(
        [
            Respondent(
                kind=RespondentKind.CITIZEN, name=f"Prøve Borger {n}", publish_name=n % 2 == 0
            )
            for n in range(RESPONSES)
        ],
        batch_size=500,
    )
    senders = list(
        await Respondent.all().order_by("-id").limit(RESPONSES).values_list("id", flat=True)
    )
    await Response.bulk_create(
        [
            Response(
                public_id=f"memo{n}", number=n + 1, kind=ResponseKind.COMMENT, received_at=at, stored_at=at,
                status_token_hash=f"memo{n}", idempotency_key=f"memo{n}", body_hash=f"{n:064}",
                consultation_id=of.id, respondent_id=senders[n],
            )
            for n in range(RESPONSES)
        ],
        batch_size=500,
    )  # fmt: skip
    rows = Response.filter(consultation_id=of.id).order_by("number")
    responses = list(await rows.values_list("id", flat=True))
    section = {each.id: each.identity_id for each in draft.sections}
    places = draft.paragraphs
    await Remark.bulk_create(
        [
            Remark(
                consultation_id=of.id, response_id=responses[n // 2], ordinal=n % 2 + 1, version_id=draft.version.id,
                anchor_type=AnchorType.PARAGRAPH, section_id=section[places[n % len(places)].section_id],
                paragraph_id=places[n % len(places)].identity_id, publicity=Publicity.PUBLISHED, text=f"{n} {WORDS}",
                public_text=f"{n} {WORDS}", public_revision=1, published_at=at,
                public_proposed_text="Der plantes ti træer." if n % 10 == 0 else "",
            )
            for n in range(REMARKS)
        ],
        batch_size=500,
    )  # fmt: skip
    found = Remark.filter(consultation_id=of.id).order_by("id")
    return [int(str(each)) for each in await found.values_list("id", flat=True)]


async def _store_edition(draft: Draft, committees: list[Committee], remarks: list[int]) -> None:
    now, of = clock.now(), draft.consultation
    each = len(remarks) // POINTS
    sections = [section.identity_id for section in draft.sections]
    await Point.bulk_create(
        [
            Point(
                consultation_id=of.id, committee_id=committees[0].id, section_id=sections[n % len(sections)],
                number=n + 1, title=f"Punkt om emne {n}", summary=WORDS, created_at=now,
            )
            for n in range(POINTS)
        ],
        batch_size=500,
    )  # fmt: skip
    points = tuple(
        FrozenPoint(
            n + 1, f"Punkt om emne {n}", WORDS, sections[n % len(sections)],
            tuple(
                FrozenMember(remark, WORDS[:80] if place < 2 else "")
                for place, remark in enumerate(remarks[n * each : (n + 1) * each])
            ),
            tuple(FrozenAnswer(by.id, Outcome.PARTLY_MET, WORDS, now) for by in committees),
        )
        for n in range(POINTS)
    )  # fmt: skip
    content = EditionContent(points, {})
    edition = await Edition.create(
        consultation_id=of.id, number=1, publish_at=now - timedelta(hours=1), made_at=now, made_by="account:1",
        checksum=content.checksum(), taken_back_by="", taken_back_reason="",
    )  # fmt: skip
    await store_content(edition, content)


async def make(settings: Settings) -> Cost:
    """The memo of the consultation; all three files must be there."""
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    began = time.process_time()
    assert await make_memos(settings)
    row = await MemoFile.get(consultation__slug="mange-punkter")
    assert row.html
    assert row.docx
    assert row.pdf
    after, done = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    spent = done.ru_utime + done.ru_stime - children.ru_utime - children.ru_stime
    return Cost(
        time.process_time() - began,
        spent,
        (after.ru_maxrss - own.ru_maxrss) // 1024,
        done.ru_maxrss // 1024,
    )
