"""The memo is made of the record, and says nothing that everybody may not read."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable

import pytest
from docx import Document
from docx.oxml.ns import qn

from consult.answers.approval import Doubt
from consult.answers.contribution import Approval, approve, contribution_status
from consult.answers.disposition import DispositionInput, Outcome, dispose
from consult.answers.editions.uncovered import UncoveredReason, give_reason
from consult.answers.export import Readers, export_memo
from consult.answers.memo.builder import build_memo
from consult.answers.memo.memo import Memo, QuoteLoss, UncoveredLine
from consult.answers.point import quote
from consult.answers.point_register import points_of
from consult.consultations.extension import Extension
from consult.consultations.moderation_reason import ModerationReason
from consult.consultations.party import PartyState
from consult.responses.publicity import RemarkState, retract, take_down
from consult.responses.remark import Publicity, Remark
from consult.responses.respondent import RespondentKind
from consult.responses.response import Response
from consult.settings import Settings
from moderation.decision import Decision
from moderation.decision_input import DecisionKind
from tests.answers.scene import BY, Scene, scene, with_noise
from tests.support.factories import DAY, NOW, consultations, people, responses
from tests.support.queries import queries

Change = Callable[[Remark], Awaitable[None]]

SECRET = "Mit barn Prøvine er syg."


async def memo_of(hearing: Scene) -> Memo:
    return await build_memo(hearing.consultation, now=NOW)


async def quoted(hearing: Scene) -> Remark:
    remark = await hearing.remark(2, text=f"Flere bænke i parken. {SECRET}")
    point = await hearing.point(remark)
    await quote(point, remark.id, SECRET, by=BY, now=NOW)
    return remark


async def answer(hearing: Scene, outcome: Outcome, reason: str = "Fordi.") -> None:
    for entry in await points_of(await hearing.remit(hearing.town)):
        remit = await hearing.remit(hearing.town)
        await dispose(entry.point, remit, DispositionInput(outcome, reason), by=BY, now=NOW)


async def test_the_period_counts_both_its_first_and_its_last_day(db: Settings) -> None:
    hearing = await scene()
    party = await consultations.party(hearing.consultation, name="Prøverådet")
    for of in (party, None):
        await Extension.create(
            consultation=hearing.consultation, party=of, until=NOW + 25 * DAY, reason="Møde",
            decided_at=NOW, decided_by=BY,
        )  # fmt: skip
    period = (await memo_of(hearing)).period
    assert period.days == 31
    assert {extension.party for extension in period.extensions} == {"Prøverådet", ""}


async def test_numbers_say_what_was_received_published_and_kept_back_and_why(db: Settings) -> None:
    hearing = await with_noise(1)
    await hearing.remark(1)
    await hearing.remark(2, publicity=Publicity.WAITING)
    withheld = [await hearing.remark(2, publicity=Publicity.WITHHELD) for _ in range(3)]
    reason = await ModerationReason.create(consultation=hearing.consultation, key="abuse", title="")
    other = await consultations.reason(hearing.consultation)
    by = await people.account()
    given = ((withheld[0], other), (withheld[0], reason), (withheld[1], reason))
    for number, (remark, why) in enumerate(given):
        await Decision.create(
            remark=remark, number=number, revision=1, kind=DecisionKind.WITHHOLD, reason=why,
            decided_by=by, decided_at=NOW,
        )  # fmt: skip
    counts = (await memo_of(hearing)).counts
    assert (counts.responses, counts.responses_published) == (7, 1)
    assert (counts.remarks, counts.remarks_published, counts.remarks_waiting) == (5, 1, 1)
    assert [(line.key, line.remarks) for line in counts.withheld] == [("abuse", 2), ("", 1)]
    assert (counts.withdrawn, counts.set_aside) == (1, 1)
    await Remark.filter(id=withheld[2].id).update(unexplained_since=NOW)
    counts = (await memo_of(hearing)).counts
    assert (counts.remarks, counts.remarks_waiting, counts.unexplained) == (5, 1, 1)
    assert [(line.key, line.remarks) for line in counts.withheld] == [("abuse", 2)]
    text = await printed(hearing, ".html", "public")
    assert "Bemærkninger, der er taget ned, begrundelse ikke givet endnu<" in text
    await Remark.filter(id=withheld[2].id).update(unexplained_since=None)
    text = await printed(hearing, ".html", "public")
    assert "Bemærkninger, der ikke er offentliggjort: ingen begrundelse registreret<" in text
    assert "Plural-Forms" not in text


async def test_parties_are_listed_alphabetically_with_what_came_of_them(db: Settings) -> None:
    hearing = await scene()
    answered = await consultations.party(
        hearing.consultation, name="Ældrerådet", state=PartyState.ANSWERED
    )
    await consultations.party(hearing.consultation, name="Cyklisterne", state=PartyState.NO_REMARKS)
    await consultations.party(hearing.consultation, name="Beboerne")
    of_party = await responses.response(hearing.draft, party=answered, party_confirmed=True)
    await responses.remark(hearing.draft, within=of_party)
    await hearing.remark(1, kind=RespondentKind.ORGANISATION, name="Andelsforeningen")
    await hearing.remark(
        1, kind=RespondentKind.ORGANISATION, name="Skjulte", publicity=Publicity.WITHHELD
    )
    claims = await responses.response(hearing.draft, party=answered)
    await responses.remark(hearing.draft, within=claims, publicity=Publicity.WITHHELD)
    parties = (await memo_of(hearing)).parties
    assert [(p.name, str(p.state), p.invited) for p in parties] == [
        ("Andelsforeningen", "answered", False),
        ("Beboerne", "silent", True),
        ("Cyklisterne", "no_remarks", True),
        ("Ældrerådet", "answered", True),
    ]
    assert parties[3].responses == (of_party.number,)


async def test_points_stand_by_area_with_each_owners_answer(db: Settings) -> None:
    hearing = await scene()
    await hearing.point(await hearing.remark(1), area=1, title="Nævn sprogcaféerne")
    await hearing.point(
        await hearing.remark(2), await hearing.remark(2, publicity=Publicity.WITHHELD)
    )
    await answer(hearing, Outcome.PARTLY_MET)
    memo = await memo_of(hearing)
    assert [area.title for area in memo.areas] == ["Område 1", "Område 2"]
    [part] = memo.areas[1].committees
    [point] = part.points
    assert (part.committee, point.received, point.published) == (hearing.town.name, 2, 1)
    assert [(a.committee, a.outcome) for a in point.answers] == [
        (hearing.town.name, Outcome.PARTLY_MET),
        (hearing.money.name, None),
    ]
    assert memo.changes == (point,)


async def _take_down(remark: Remark) -> None:
    assert await take_down(RemarkState.of(await Remark.get(id=remark.id)), now=NOW)


async def _withdraw(remark: Remark) -> None:
    assert await retract(remark.response_id, now=NOW)


async def _redact(remark: Remark) -> None:
    await Remark.filter(id=remark.id).update(
        publicity=Publicity.REDACTED, public_text="Flere bænke i parken."
    )


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        (_take_down, QuoteLoss.WITHHELD),
        (_withdraw, QuoteLoss.WITHDRAWN),
        (_redact, QuoteLoss.LEFT_OUT),
    ],
)
@pytest.mark.parametrize("ending", [".html", ".docx"])
@pytest.mark.parametrize("readers", ["public", "case"])
async def test_a_quote_that_nobody_may_read_any_more_is_not_printed(
    db: Settings, change: Change, gone: QuoteLoss, ending: str, readers: Readers
) -> None:
    hearing = await scene()
    remark = await quoted(hearing)
    assert SECRET in await printed(hearing, ending, readers)
    await change(remark)
    [point] = (await memo_of(hearing)).areas[0].committees[0].points
    assert [(quote.text, quote.loss) for quote in point.quotes] == [("", gone)]
    text = await printed(hearing, ending, readers)
    assert "Prøvine" not in text
    assert f"{remark.response.number}.1" in text


async def printed(hearing: Scene, ending: str, readers: Readers) -> str:
    content = await export_memo(hearing.consultation, ending=ending, readers=readers, now=NOW)
    if ending == ".html":
        return content.decode()
    document = Document(io.BytesIO(content))
    cells = [cell.text for t in document.tables for row in t.rows for cell in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


async def test_a_name_that_is_not_public_is_in_no_memo(db: Settings) -> None:
    hearing = await scene()
    hidden = await hearing.remark(1)
    assert hidden.response.respondent.public_name == ""
    for ending in (".html", ".docx"):
        assert "Prøve Person" not in await printed(hearing, ending, "case")


async def test_what_is_not_approved_says_so_until_it_is(db: Settings) -> None:
    hearing = await scene()
    await hearing.point(await hearing.remark(2))
    await answer(hearing, Outcome.MET)
    remit = await hearing.remit(hearing.town)
    part = await contribution_status(remit, await points_of(remit), ())
    await approve(
        remit, checksum=part.checksum, acknowledged=False, despite=list(Doubt), by=BY, now=NOW
    )
    memo = await memo_of(hearing)
    states = {c.committee: c.approval for c in memo.contributions}
    assert states[hearing.town.name] is Approval.APPROVED
    assert states[hearing.money.name] is Approval.NOT_YET
    assert memo.is_draft
    assert {c.committee: c.unanswered for c in memo.contributions}[hearing.money.name] == (1,)


async def test_gaps_are_for_the_case_file_alone(db: Settings) -> None:
    hearing = await scene()
    await hearing.remark(2)
    assert "uden punkt" in await printed(hearing, ".html", "case")
    assert "uden punkt" not in await printed(hearing, ".html", "public")


async def test_the_word_file_is_built_of_headings_in_danish(db: Settings) -> None:
    hearing = await scene(title="Høring om Prøveby")
    await quoted(hearing)
    await answer(hearing, Outcome.MET, "Der er plads\x01 til bænke.")
    content = await export_memo(hearing.consultation, ending=".docx", readers="public", now=NOW)
    document = Document(io.BytesIO(content))
    language = document.styles.element.find(f".//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "da-DK"
    assert "Høring om Prøveby" in document.core_properties.title
    names = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    styles = [name for name in names if name.startswith("Heading")]
    assert styles[:4] == ["Heading 1"] * 4
    assert {"Heading 2", "Heading 3", "Heading 4"} <= set(styles)
    assert document.tables
    for table in document.tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert any("Der er plads til bænke." in p.text for p in document.paragraphs)


async def test_the_html_file_stands_alone(db: Settings) -> None:
    hearing = await scene(title="<script>alert(1)</script>")
    text = await printed(hearing, ".html", "public")
    assert '<html lang="da" dir="ltr">' in text
    assert "<script" not in text
    assert "src=" not in text
    assert "<link" not in text


async def test_another_kind_of_file_is_refused(db: Settings) -> None:
    hearing = await scene()
    with pytest.raises(ValueError, match=r"\.docx"):
        await export_memo(hearing.consultation, ending=".pdf", readers="public", now=NOW)


async def test_building_takes_as_many_queries_for_many_points_as_for_few(db: Settings) -> None:
    hearing = await scene()
    await quoted(hearing)
    with queries() as few:
        await memo_of(hearing)
    for _ in range(6):
        await quoted(hearing)
        await hearing.remark(1)
    with queries() as many:
        await memo_of(hearing)
    assert len(few) == len(many)


async def test_the_list_of_responses_says_which_came_after_the_deadline(db: Settings) -> None:
    hearing = await scene()
    await hearing.remark(1)
    late = await hearing.remark(1)
    await Response.filter(id=late.response_id).update(is_late=True)
    lines = (await memo_of(hearing)).responses or ()
    assert [line.is_late for line in lines] == [False, True]
    assert (await printed(hearing, ".html", "public")).count(", efter fristen") == 1


async def test_remarks_in_no_point_are_counted_by_their_reason(db: Settings) -> None:
    hearing = await scene()
    await quoted(hearing)
    first, _, _ = [await hearing.remark(1) for _ in range(3)]
    await give_reason(hearing.consultation, [first.id], UncoveredReason.SUPPORT, by=BY, now=NOW)
    memo = await memo_of(hearing)
    assert memo.uncovered == (
        UncoveredLine(None, 2),
        UncoveredLine(UncoveredReason.SUPPORT, 1),
    )
    written = (
        await export_memo(hearing.consultation, ending=".html", readers="public", now=NOW)
    ).decode()
    assert "Den støtter udkastet og beder ikke om nogen ændring" in written
    assert "ingen begrundelse endnu" in written
