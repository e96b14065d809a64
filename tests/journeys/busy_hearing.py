"""The sample's hearing in the middle of its work: a party that somebody says to be, files, late ones, corrections, staff."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from consult import clock
from consult.answers.approval import Doubt
from consult.answers.contribution import approve, contribution_status
from consult.answers.point import Point, PointRemark
from consult.answers.point_register import points_of
from consult.answers.remark_list import unpointed_ids
from consult.answers.remit import owning_committees, remit_of
from consult.audit import SYSTEM
from consult.consultations.consultation import Consultation
from consult.consultations.party import ConsultedParty
from consult.demo.accounts import DEMO_HOST
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.files import FileStore
from consult.people.account import Account
from consult.people.person import Person
from consult.people.role import Role
from consult.people.session import Session, person_of
from consult.responses.annex import Annex
from consult.responses.annex_copies import ensure_copy
from consult.responses.correction import correct
from consult.responses.finding import Finding
from consult.responses.remark import Publicity, Remark, Revision
from consult.responses.response import Response, ResponseKind
from consult.settings import load
from consult.tokens import hash_token, new_token
from tests.journeys.fillings import PHONE
from tests.support import telling_files
from tests.support.factories import documents, responses
from tests.support.server import Server

BIG, TREES = "integration-og-medborgerskab-2027", "byens-traeer-2026"
WITHHELD = "Min nabo Karl Emil Hansen larmer om natten."


@dataclass
class Scene:
    """``persons`` by role with the token of a session, of which the reader has more; ``claimed`` and ``waiting`` are numbers of
    remarks, ``annotated`` is the id of a Word file with tracked changes."""

    persons: dict[Role, tuple[Person, str]] = field(default_factory=dict)
    claimed: str = ""
    annotated: int = 0
    waiting: list[str] = field(default_factory=list)


def fill_the_hearing(server: Server) -> Scene:
    """Into the sample: what it has none of, and a session for everybody."""
    made = Scene()

    async def make() -> None:
        for role in Role:
            made.persons[role] = await signed_in(role)
        for _ in range(2):  # other browsers, whose sign-ins are ended
            await signed_in(Role.READER)
        text = await big_text()
        made.claimed = await claim(text)
        made.annotated = await annotate(text, FileStore(load(server.environ).data_dir / "files"))
        made.waiting = [await late(text) for _ in range(3)]
        await corrections(text)
        await unpublished_answers()

    server.within(make)
    return made


async def signed_in(role: Role) -> tuple[Person, str]:
    token, now = new_token(), clock.now()
    await Session.create(
        token_hash=hash_token(token),
        account=await Account.get(email=f"{role}@{DEMO_HOST}"),
        created_at=now,
        seen_at=now,
        expires_at=now + timedelta(hours=1),
    )
    person = await person_of(token, now)
    assert person is not None
    return person, token


async def big_text() -> documents.Draft:
    of = await Consultation.get(slug=BIG)
    return await text_of(of, await Version.get(document__consultation=of, number=1))


async def text_of(of: Consultation, version: Version) -> documents.Draft:
    await version.fetch_related("document")
    return documents.Draft(
        of,
        version.document,
        version,
        await Section.filter(version=version).order_by("position").select_related("identity"),
        await Paragraph.filter(version=version).order_by("position"),
    )


async def annotate(text: documents.Draft, files: FileStore) -> int:
    """Somebody sent a Word file with tracked changes and a comment; its id."""
    content = telling_files.word()
    remark = await responses.remark(text, queued_at=clock.now())
    response = await Response.get(id=remark.response_id)
    made = await responses.annex(
        response, name="svar.docx", size=len(content), file_key=files.save(content)
    )
    copied = await Annex.get(id=made.id).select_related("response__respondent")
    await ensure_copy(copied, files, now=clock.now())
    return int(made.id)


async def claim(text: documents.Draft) -> str:
    """Somebody says to be a consulted party, and sent three files; the number of the remark."""
    party = await ConsultedParty.filter(consultation=text.consultation).first()
    said = await responses.response(text, kind=ResponseKind.FORMAL, party=party)
    remark = await responses.remark(
        text, text.paragraphs[0], within=said, text=f"Ring på {PHONE}, så siger vi mere."
    )
    stored = await Annex.filter(response__consultation=text.consultation).first()
    assert stored is not None
    for _ in range(3):
        await responses.annex(said, file_key=stored.file_key)
    await remark_is_found(remark)
    return f"{said.number}.1"


async def remark_is_found(remark: Remark) -> None:
    revision = await Revision.get(remark=remark)
    start = remark.text.index(PHONE)
    await Finding.create(
        revision=revision, field="text", rule="phone", start=start, end=start + len(PHONE),
        confidence="high",
    )  # fmt: skip


async def late(text: documents.Draft) -> str:
    said = await responses.response(text, is_late=True)
    await responses.remark(
        text, text.paragraphs[1], within=said, text=f"For sent, og {PHONE} er mit nummer."
    )
    return f"{said.number}.1"


async def corrections(text: documents.Draft) -> None:
    for remark in await Remark.filter(
        consultation=text.consultation, publicity=Publicity.PUBLISHED, response__withdrawn_at=None
    ).order_by("id")[:3]:
        await correct(
            remark,
            consultation=text.consultation,
            seen_revision=remark.revision,
            text=f"{remark.text} Rettet.",
            proposed_text=remark.proposed_text,
            received_at=clock.now(),
            now=clock.now(),
        )


async def unpublished_answers() -> None:
    """The finished hearing gets two remarks in no point, and a point with words that nobody may read; all is approved."""
    of = await Consultation.get(slug=TREES)
    text = await text_of(of, await Version.get(document__consultation=of, number=1))
    point = await Point.filter(consultation=of).order_by("number").first()
    assert point is not None
    withheld = await responses.remark(text, text=WITHHELD, publicity=Publicity.WITHHELD)
    await PointRemark.create(point=point, remark=withheld, quote="")
    await Point.filter(id=point.id).update(summary=f"{point.summary} {WITHHELD}")
    for _ in range(2):
        await responses.remark(text, publicity=Publicity.PUBLISHED)
    for committee in await owning_committees(of):
        remit = await remit_of(of, committee)
        part = await contribution_status(remit, await points_of(remit), await unpointed_ids(remit))
        await approve(
            remit,
            checksum=part.checksum,
            acknowledged=True,
            despite=list(Doubt),
            by=SYSTEM,
            now=clock.now(),
        )
