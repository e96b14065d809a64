"""A second version in preparation, beside the published one that it follows."""

from __future__ import annotations

from dataclasses import dataclass

from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.publication import publish_version
from consult.documents.versions.mapping_approval import approve_lineage
from consult.documents.versions.next_version import store_version
from consult.importing import Draft
from tests.support.factories import NOW
from tests.support.factories.consultations import consultation
from tests.support.factories.documents import Draft as StoredDraft
from tests.support.factories.drafts import EDITOR, paragraph, section, store

HARBOUR = "Havnen skal være åben for alle, og ingen skal betale for at gå en tur langs vandet."
SCHOOL = "Hver skole får en voksen mere i de første tre klasser, så alle børn lærer at læse."
BUS = "Bussen kører hvert tiende minut fra stationen til sygehuset, også om aftenen."
LIBRARY = "Biblioteket låner bøger ud på tolv sprog og hjælper med breve fra kommunen."
FOREST = "Skoven øst for byen bliver dobbelt så stor, og der bliver plantet eg og bøg."
TENANTS = "Lejere, der skal flytte, mens deres hus bliver renoveret, kan altid vende tilbage."

FIRST = Draft(
    "Politik for byen",
    (
        section("1", "Byen", number="1"),
        section("1/1", "Fremover", paragraph(HARBOUR), paragraph(SCHOOL)),
        section("2", "Trafik", number="2"),
        section("2/1", "Fremover", paragraph(BUS), paragraph(LIBRARY), paragraph(FOREST)),
    ),
    (),
)
# A chapter comes first, so all numbers move; harbour and school are one, the bus is reworded, the forest goes.
SECOND = Draft(
    "Politik for byen, anden udgave",
    (
        section("1", "Bolig", paragraph(TENANTS), number="1"),
        section("2", "Byen", number="2"),
        section("2/1", "Fremover", paragraph(f"{HARBOUR} {SCHOOL}")),
        section("3", "Trafik", number="3"),
        section("3/1", "Fremover", paragraph(BUS.replace("tiende", "femte")), paragraph(LIBRARY)),
    ),
    (),
)


@dataclass(frozen=True)
class Followed:
    """A published first version and the second in preparation; another consultation stands beside them."""

    first: StoredDraft
    second: Version

    async def rows(self) -> list[Paragraph]:
        return await Paragraph.filter(version=self.second).order_by("position")

    def identity(self, text: str) -> int:
        return next(each.identity_id for each in self.first.paragraphs if each.text == text)

    async def approve(self, lock_version: int = 1) -> None:
        await approve_lineage(self.second, lock_version=lock_version, by=EDITOR, now=NOW)

    async def publish(self) -> None:
        await publish_version(self.second, by=EDITOR, now=NOW)

    async def approve_and_publish(self) -> None:
        await self.approve()
        await self.publish()

    def address(self, *steps: str) -> str:
        """A page of the first's consultation."""
        return "/".join(["/consultations", self.first.consultation.slug, *steps])


async def follow(first: StoredDraft, draft: Draft = SECOND) -> Version:
    return await store_version(
        draft, document=first.document, by=EDITOR, now=NOW, source_name="2.docx", source_file=""
    )


async def followed() -> Followed:
    await store(await consultation(), FIRST)
    first = await store(await consultation(), FIRST)
    return Followed(first, await follow(first))


def on(made: Followed, text: str) -> Paragraph:
    return next(each for each in made.first.paragraphs if each.text == text)
