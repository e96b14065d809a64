"""Every button of the staff is pressed once, on the real draft with 500 responses, with and without scripts: what it sends
is taken, the page says what happened, and nothing that was typed for another button is lost.

A new button without a press fails here, and so does a new staff route that takes what is sent and that no button leads to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page

from consult import clock
from consult.access import ACCESS, anyone, anyone_without_cookie
from consult.consultations.consultation import Consultation
from consult.consultations.party import ConsultedParty
from consult.demo.accounts import DEMO_HOST
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.people.account import Account
from consult.people.person import Person
from consult.people.role import Role
from consult.people.session import COOKIE, Session, person_of
from consult.responses.annex import Annex
from consult.responses.correction import correct
from consult.responses.finding import Finding
from consult.responses.remark import Publicity, Remark, Revision
from consult.responses.response import ResponseKind
from consult.tokens import hash_token, new_token
from tests.importing.picture_files import as_address, png
from tests.journeys.pressing import ROUTES, Kind, Presser
from tests.support.browser import Visits
from tests.support.days import MONTH_AFTER, NEXT_MONTH, NEXT_WEEK, day
from tests.support.factories import documents, responses
from tests.support.server import Server

BIG = "integration-og-medborgerskab-2027"
DRAFT = Path(__file__).parents[2] / "consult" / "sample" / "draft.docx"
PHONE = "12 34 56 78"
# What is typed where any words will not do.
ALWAYS = {
    # The author's words and the literal quote stay; the fields of another button on the page are not its own.
    **dict.fromkeys(("text", "proposed_text", "quote", "quote-", "old", "new", "area-", "slug")),
    **dict.fromkeys(("contact_email", "contact_phone", "keep_months", "public_months")),
}
FILLINGS = {
    Kind("publish_several"): {"remark": "first"},
    Kind("decide_remark", "decision=redact"): {
        "text": lambda text: text.replace(PHONE, f"[[{PHONE}]]"),
    },
}


@pytest.fixture(scope="module", params=[True, False], ids=["script", "no-script"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(scope="module")
def before_serving(javascript: bool) -> list[list[str]]:
    """An installation for each setting: what was pressed with scripts is pressed anew without."""
    return [["demo", "--responses", "500"]]


@dataclass
class Scene:
    """``tokens`` are sessions of one person of each role; ``claimed`` and ``waiting`` are numbers of remarks."""

    persons: dict[Role, tuple[Person, str]] = field(default_factory=dict)
    claimed: str = ""
    waiting: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def scene(server: Server) -> Scene:
    made = Scene()

    async def make() -> None:
        for role in Role:
            made.persons[role] = await signed_in(role)
        text = await big_text()
        made.claimed = await claim(text)
        made.waiting = [await late(text) for _ in range(3)]
        await corrections(text)

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
    version = await Version.get(document__consultation=of).select_related("document")
    return documents.Draft(
        of,
        version.document,
        version,
        await Section.filter(version=version).order_by("position").select_related("identity"),
        await Paragraph.filter(version=version).order_by("position"),
    )


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


@dataclass
class Walk:
    """One journey: who presses, and what was pressed, seen and found wrong so far."""

    visits: Visits
    scene: Scene
    javascript: bool
    folder: Path
    pressed: set[Kind] = field(default_factory=set)
    seen: dict[Kind, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def someone(self, role: Role) -> Presser:
        person, token = self.scene.persons[role]
        page = self.visits.open(javascript=self.javascript)
        page.context.add_cookies(
            [{"name": COOKIE, "value": token, "url": self.visits.base_url}]
        )
        return Presser(
            page, person, FILLINGS, ALWAYS, self.pressed, self.seen, self.faults
        )

    def file(self, name: str, text: str) -> Path:
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.folder / name


def moderate(walk: Walk) -> None:
    moderator, queue = walk.someone(Role.MODERATOR), f"/staff/consultations/{BIG}/queue"
    withhold = Kind("decide_remark", "decision=withhold")
    moderator.walk("/staff")
    moderator.walk(queue)
    moderator.walk(f"{queue}/{walk.scene.claimed}", but=(withhold,))
    for number in walk.scene.waiting:
        moderator.walk(f"{queue}/{number}")


def test_every_button_does_what_it_says(
    visits: Visits, scene: Scene, javascript: bool, tmp_path: Path
) -> None:
    walk = Walk(visits, scene, javascript, tmp_path)
    moderate(walk)
    assert not walk.faults, "\n".join(walk.faults)
    never = {str(kind): page for kind, page in walk.seen.items() if kind not in walk.pressed}
    assert not never, f"nobody pressed: {never}"
    assert not staff_routes() - {each.route for each in walk.pressed}


def staff_routes() -> set[str]:
    """The routes that take what the staff sends."""
    public = (anyone, anyone_without_cookie)
    return {
        each.name
        for each in ROUTES
        if "POST" in (each.methods or ()) and ACCESS[each.name] not in public
    }
