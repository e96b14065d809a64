"""The sample is loaded as it would stand after weeks of hearing, and its numbers are sound."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.types import ASGIApp

from consult import clock, database
from consult.answers.disposition import Disposition
from consult.answers.point import Point, PointRemark
from consult.audit import Actor
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation, Phase
from consult.consultations.party import ConsultedParty, PartyState
from consult.demo.loading import load
from consult.documents.section import Section
from consult.people.account import Account
from consult.people.role import Role, RoleGrant
from consult.responses.finding import Finding
from consult.responses.publicity import RemarkState
from consult.responses.remark import VISIBLE, Publicity, Remark, Revision, Standing
from consult.responses.response import Response
from consult.responses.screening import finding_rows, screen_texts, screened_fields
from consult.responses.tally import recount
from consult.settings import Settings
from consult.settings import load as settings_of
from moderation.decision import Decision, Redaction, decide
from moderation.decision_input import DecisionInput
from moderation.redaction_marks import Span, mark
from tests.support.databases import SECRET_KEY, Databases, environment, in_a_thread

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def loaded(
    all_databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Settings, Consultation]]:
    """An installation with the sample, loaded once for the tests that only look at it."""
    folder = tmp_path_factory.mktemp("sample")
    url = all_databases.fresh(folder)
    settings = settings_of(environment(url, folder))

    async def fill() -> Consultation:
        async with database.opened(settings):
            return await load_sample(settings)

    yield settings, in_a_thread(fill)
    all_databases.discard(url)


@pytest.fixture
async def sample(loaded: tuple[Settings, Consultation]) -> AsyncIterator[Consultation]:
    settings, found = loaded
    async with database.opened(settings):
        yield found


@pytest.fixture
async def own_sample(db: Settings) -> Consultation:
    """One that the test may change."""
    return await load_sample(db)


async def load_sample(settings: Settings) -> Consultation:
    return await load(draft=None, responses=200, seed=1, settings=settings)


async def test_the_hearing_is_open_and_every_response_is_in(sample: Consultation) -> None:
    assert sample.phase(clock.now()) is Phase.OPEN
    responses = await Response.all().order_by("received_at", "id")
    assert [response.number for response in responses] == list(range(1, 201))


async def test_every_tally_agrees_with_the_remarks_it_counts(sample: Consultation) -> None:
    assert await Remark.filter(publicity__in=VISIBLE).exists()
    assert await recount(sample.id) == {}


async def test_what_waits_is_queued_and_what_is_shown_was_decided(sample: Consultation) -> None:
    waiting = Remark.filter(publicity=Publicity.WAITING)
    assert await waiting.count() == await Remark.exclude(queued_at=None).count() > 0
    shown = set(await Remark.filter(publicity__in=VISIBLE).values_list("id", flat=True))
    decided = set(await Decision.all().values_list("remark_id", flat=True))
    assert shown <= decided
    assert await Remark.filter(publicity=Publicity.WAITING, id__in=decided).count() == 0
    assert set(await Remark.filter(decisions=1).values_list("id", flat=True)) == decided


async def test_redacted_words_are_in_no_public_copy(sample: Consultation) -> None:
    redactions = await Redaction.all().select_related("decision__remark")
    assert redactions
    for redaction in redactions:
        remark = redaction.decision.remark
        hidden = remark.text[redaction.start : redaction.end]
        assert hidden not in remark.public_text
        assert remark.publicity is Publicity.REDACTED


@pytest.mark.parametrize("publicity", [Publicity.REDACTED, Publicity.WITHHELD, Publicity.PUBLISHED])
async def test_what_was_decided_stands_as_the_real_verb_writes_it(
    own_sample: Consultation, app: ASGIApp, publicity: Publicity
) -> None:
    """``app``, because letters hold the addresses of its pages."""
    decided = Decision.filter(
        remark__publicity=publicity, remark__standing=Standing.RECEIVED
    ).select_related("remark", "reason")
    decisions = await decided.order_by("-id").limit(5)
    assert decisions
    for decision in decisions:
        stored = await as_it_stands(decision.remark)
        spans = [Span(r.start, r.end, None) for r in await Redaction.filter(decision=decision)]
        await undo(decision)
        await decide(
            DecisionInput(
                decision.kind,
                reason=decision.reason.key if decision.reason else "",
                marked={"text": mark(decision.remark.text, spans)} if spans else {},
            ),
            RemarkState.of(await Remark.get(id=decision.remark_id)),
            by=Actor(decision.decided_by), now=decision.decided_at, secret_key=SECRET_KEY,
        )  # fmt: skip
        assert await as_it_stands(decision.remark) == stored
        again = await Decision.get(remark_id=decision.remark_id)
        assert (again.kind, again.reason_id) == (decision.kind, decision.reason_id)


async def as_it_stands(remark: Remark) -> dict[str, Any]:
    [row] = await Remark.filter(id=remark.id).values()
    # The sample's authors were told long ago: a demo mails nobody.
    del row["untold_since"]
    redactions = Redaction.filter(decision__remark_id=remark.id).order_by("start")
    return {**row, "redactions": await redactions.values_list("field", "start", "end", "reason_id")}


async def undo(decision: Decision) -> None:
    """The remark as it waited before this decision."""
    await Redaction.filter(decision_id=decision.id).delete()
    await Decision.filter(id=decision.id).delete()
    await Remark.filter(id=decision.remark_id).update(
        publicity=Publicity.WAITING, decisions=0, queued_at=decision.decided_at, kept_back_at=None,
        published_at=None, public_revision=None, public_text="", public_proposed_text="",
        public_quote="",
    )  # fmt: skip


async def test_what_screening_sees_stands_beside_each_wording_and_its_sender_s_names(
    sample: Consultation,
) -> None:
    seen = {(f.revision_id, f.field, f.rule, f.start) for f in await Finding.all()}
    expected = set()
    revisions = await Revision.all().select_related("remark__response__respondent")
    for revision in revisions:
        first = revision.remark.ordinal == 1
        who = revision.remark.response.respondent if first else None
        findings = await screen_texts(screened_fields(revision, who).values())
        rows = finding_rows([(revision, who)], findings)
        expected |= {(revision.id, f.field, f.rule, f.start) for f in rows}
    assert seen == expected != set()


async def test_nothing_public_is_kept_of_what_is_not_shown(sample: Consultation) -> None:
    hidden = Remark.exclude(publicity__in=VISIBLE)
    assert await hidden.exists()
    assert not await hidden.exclude(public_text="").exists()


async def test_every_wording_was_screened(sample: Consultation) -> None:
    assert not await Revision.filter(screened_at=None).exists()


async def test_points_gather_remarks_and_have_their_answers(sample: Consultation) -> None:
    points = await Point.filter(consultation=sample)
    assert len(points) > 5
    for point in points:
        assert await PointRemark.filter(point=point).exists()
        assert await Disposition.filter(point=point).exists()


async def test_quotes_stand_literally_in_what_is_public(sample: Consultation) -> None:
    quoted = await PointRemark.exclude(quote="").select_related("remark")
    assert quoted
    assert all(member.quote in member.remark.public_text for member in quoted)


async def test_quotes_are_sentences_and_not_references(sample: Consultation) -> None:
    quotes = await PointRemark.exclude(quote="").values_list("quote", flat=True)
    for quote in quotes:
        words = str(quote)
        assert words.endswith((".", "!", "?"))
        assert len(words.split()) >= 4
        assert not words.startswith(("Vedr", "Side ", "(jf", "Til afsnittet"))


async def test_some_remark_with_a_finding_waits(sample: Consultation) -> None:
    waiting = Remark.filter(queued_at__isnull=False, standing=Standing.RECEIVED)
    assert await waiting.filter(revisions__findings__rule__in=["cpr", "phone", "email"]).exists()


async def test_every_committee_has_somebody_to_sign_in_as(sample: Consultation) -> None:
    committees = {str(slug) for slug in await Committee.all().values_list("slug", flat=True)}
    grants = RoleGrant.filter(role=Role.COMMITTEE, account__is_demo=True)
    assert {given.committee for given in await grants} == committees
    assert "sou" in committees


async def test_consulted_parties_have_answered_or_are_silent(sample: Consultation) -> None:
    states = {party.state for party in await ConsultedParty.all()}
    assert states == {PartyState.ANSWERED, PartyState.NO_REMARKS, PartyState.SILENT}


async def test_there_is_a_demo_account_for_each_role(sample: Consultation) -> None:
    assert not await Account.filter(is_demo=False).exists()
    assert {given.role for given in await RoleGrant.all()} == set(Role)


async def test_demo_accounts_have_danish_names(sample: Consultation) -> None:
    names = {account.email.partition("@")[0]: account.name for account in await Account.all()}
    assert (names["editor"], names["committee"]) == ("Redaktør", "Udvalgssekretær")


async def test_one_s_own_draft_comes_beside_the_sample(
    own_sample: Consultation, db: Settings, shared_drafts: Path
) -> None:
    draft = shared_drafts / "politik-2027-2030.docx"
    real = await load(draft=draft, responses=60, seed=2, settings=db)
    areas = (
        await Section.filter(version__document__consultation=real).exclude(number="").order_by("id")
    )
    assert [area.number for area in areas] == ["1", "2", "3", "4", "5", "6"]
    assert await recount(real.id) == {}
    elsewhere = Remark.filter(consultation=own_sample, version__document__consultation=real)
    assert await elsewhere.count() == 0
