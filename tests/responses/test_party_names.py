"""By which names a response counts as a consulted party's, where that shows, and that it vouches for nobody."""

from __future__ import annotations

import secrets

import pytest

from consult.answers.counts import count_remit
from consult.answers.headline import headline_of
from consult.answers.memo_frame import frame_of
from consult.app import create_app
from consult.consultations.party import ConsultedParty, PartyState
from consult.responses.remark import AnchorType
from consult.responses.respondent import RespondentKind, VerifiedBy
from consult.responses.response import Response, ResponseKind
from consult.responses.submission import RemarkInput, RespondentInput, Submission
from consult.responses.submitting import submit
from consult.settings import Settings
from tests.answers.scene import Scene, scene
from tests.support.databases import SECRET_KEY
from tests.support.factories import NOW, consultations


@pytest.fixture
async def hearing(db: Settings) -> Scene:
    create_app(db)
    return await scene()


@pytest.fixture
async def council(hearing: Scene) -> ConsultedParty:
    """A party, beside a silent one, and one of the same name that another consultation asked."""
    await consultations.party(hearing.consultation, name="Ældrerådet i Fjordby Nord")
    await consultations.party(await consultations.consultation(), name="Ældrerådet i Fjordby")
    return await consultations.party(hearing.consultation, name="Ældrerådet i Fjordby")


async def send(
    hearing: Scene,
    organisation: str,
    *,
    kind: ResponseKind = ResponseKind.FORMAL,
) -> Response:
    remarks = (RemarkInput("Godt.", AnchorType.CONSULTATION),)
    who = RespondentInput("Prøve Person", RespondentKind.ORGANISATION, organisation)
    receipt = await submit(
        Submission(who, remarks, kind=kind),
        consultation=hearing.consultation,
        received_at=NOW,
        now=NOW,
        idempotency_key=secrets.token_hex(8),
        secret_key=SECRET_KEY,
    )
    return await Response.get(public_id=receipt.public_id).select_related("respondent")


async def state(party: ConsultedParty) -> PartyState:
    return (await ConsultedParty.get(id=party.id)).state


@pytest.mark.parametrize(
    "written", ["Ældrerådet i Fjordby", "  ÆLDRERÅDET  I FJORDBY. ", "Ældre-rådet, i\u00adFjordby"]
)
async def test_case_spaces_and_punctuation_do_not_hide_a_party(
    hearing: Scene, council: ConsultedParty, written: str
) -> None:
    response = await send(hearing, written)
    assert response.party_id == council.id
    assert await state(council) == PartyState.ANSWERED
    assert response.respondent.verified_by == VerifiedBy.NONE
    assert await ConsultedParty.filter(state=PartyState.SILENT).count() == 2


@pytest.mark.parametrize("written", ["Ældrerådet", "Ældrerådet i Fjordby Syd", "..."])
async def test_another_name_is_no_party(
    hearing: Scene, council: ConsultedParty, written: str
) -> None:
    assert (await send(hearing, written)).party_id is None
    assert await state(council) == PartyState.SILENT


async def test_a_comment_in_place_is_not_the_party_s_answer(
    hearing: Scene, council: ConsultedParty
) -> None:
    assert (await send(hearing, council.name, kind=ResponseKind.COMMENT)).party_id is None
    assert await state(council) == PartyState.SILENT


async def test_a_name_that_two_parties_have_is_left_to_a_person(
    hearing: Scene, council: ConsultedParty
) -> None:
    await consultations.party(hearing.consultation, name="ÆLDRERÅDET I FJORDBY")
    assert (await send(hearing, council.name)).party_id is None


async def test_the_memo_and_the_headline_count_it(hearing: Scene, council: ConsultedParty) -> None:
    response = await send(hearing, council.name)
    headline = await headline_of(
        hearing.consultation, await count_remit(await hearing.remit(hearing.lead))
    )
    assert (headline.silent, headline.consulted) == (1, 2)
    [line, other] = (await frame_of(hearing.consultation)).parties
    assert (line.name, line.state, line.responses) == (
        council.name, PartyState.ANSWERED, (response.number,),
    )  # fmt: skip
    assert (other.state, other.responses) == (PartyState.SILENT, ())
