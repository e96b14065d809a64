"""A hearing with two areas, three committees and noise of every kind, for the tests of this package."""

from __future__ import annotations

from dataclasses import dataclass

from consult.answers.point import Point, PointInput, make_point
from consult.answers.remit import Remit, remit_of
from consult.audit import Actor
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.documents.section import SectionIdentity
from consult.responses.remark import Publicity, Remark, Stance, Standing
from consult.responses.respondent import Respondent, RespondentKind
from tests.support.factories import NOW, consultations, documents, responses
from tests.support.factories.documents import Draft

BY = Actor("account:1")


@dataclass
class Scene:
    """``lead`` leads and owns area 1, ``town`` owns area 2, ``money`` owns area 2 beside it."""

    consultation: Consultation
    draft: Draft
    lead: Committee
    town: Committee
    money: Committee

    async def remit(self, committee: Committee) -> Remit:
        return await remit_of(self.consultation, committee)

    async def point(
        self, *remarks: Remark, area: int = 2, title: str = "Flere grønne byrum"
    ) -> Point:
        """A point of area 1 (the lead's) or 2 (the town's and the money's)."""
        identity = await SectionIdentity.get(id=self.draft.sections[area - 1].identity_id)
        return await make_point(
            await self.remit(self.lead if area == 1 else self.town),
            PointInput(
                title, "Flere ønsker grønne byrum.", identity, [remark.id for remark in remarks]
            ),
            by=BY,
            now=NOW,
        )

    async def remark(
        self,
        area: int | None,
        *,
        kind: RespondentKind = RespondentKind.CITIZEN,
        name: str = "",
        publicity: Publicity = Publicity.PUBLISHED,
        stance: Stance = Stance.NEUTRAL,
        text: str = "",
        standing: Standing = Standing.RECEIVED,
    ) -> Remark:
        """A remark on the first paragraph of an area, or on the whole."""
        sender = await Respondent.create(
            kind=kind, name="Prøve Person", organisation=name if kind != "citizen" else ""
        )
        on = None if area is None else self.draft.paragraphs[(area - 1) * 3]
        return await responses.remark(
            self.draft, on, publicity=publicity, stance=stance, text=text, standing=standing,
            within=await responses.response(self.draft, respondent=sender),
        )  # fmt: skip


async def scene(**given: str) -> Scene:
    """The hearing without remarks of its own, beside another one that has some."""
    made = await bare(**given)
    noise = await bare()
    for area in (None, 1, 2):
        await noise.remark(area)
    return made


async def bare(**given: str) -> Scene:
    """One hearing with its draft and owners."""
    draft = await documents.draft(await consultations.consultation(**given))
    lead, town, money = [await consultations.committee() for _ in range(3)]
    await documents.owner(draft.sections[0], lead, is_lead=True)
    await documents.owner(draft.sections[1], town)
    await documents.owner(draft.sections[1], money)
    return Scene(draft.consultation, draft, lead, town, money)


async def with_noise(area: int) -> Scene:
    """A hearing with, in this area, a withdrawn remark and one that was set aside."""
    made = await scene()
    await made.remark(area, standing=Standing.WITHDRAWN, publicity=Publicity.WITHHELD)
    await made.remark(area, standing=Standing.SET_ASIDE, publicity=Publicity.WITHHELD)
    return made


def desk(hearing: Scene, rest: str = "") -> str:
    """An address of the desk of the committee that owns area 2."""
    return f"/staff/consultations/{hearing.consultation.slug}/committees/{hearing.town.slug}{rest}"
