"""What is sent is whole, says something, and means what is there: every fault is named by its field."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consult.app import create_app
from consult.responses.annex import Annex
from consult.responses.not_sent import Invalid
from consult.responses.remark import AnchorType, Publicity, Remark
from consult.responses.respondent import RespondentKind
from consult.responses.response import Response
from consult.responses.submission import (
    MAX_TEXT,
    MAX_TOTAL,
    AnnexInput,
    RemarkInput,
    RespondentInput,
    Submission,
)
from consult.settings import Settings
from tests.responses.submitting import codes, comment_on, send
from tests.support.factories import words
from tests.support.factories.consultations import consultation
from tests.support.factories.documents import Draft, draft


@pytest.fixture(autouse=True)
def addresses(db: Settings) -> None:
    """Letters name addresses, so the site's routes must be known."""
    create_app(db)


@pytest.fixture
async def text(db: Settings) -> Draft:
    return await draft(await consultation())


async def test_a_response_has_a_size_in_all(text: Draft) -> None:
    full = RemarkInput("å" * MAX_TEXT)
    fits = tuple(full for _ in range(MAX_TOTAL // MAX_TEXT))
    with pytest.raises(Invalid) as invalid:
        await send(text, comment_on(text, remarks=(*fits, RemarkInput("a"))))
    assert codes(invalid) == {("remarks", "too_long")}
    assert (await send(text, comment_on(text, remarks=fits))).is_new


async def test_a_quote_must_stand_in_the_paragraph(text: Draft) -> None:
    paragraph = text.paragraphs[0]
    on = RemarkInput("Ja.", AnchorType.PARAGRAPH, str(paragraph.identity_id))
    with pytest.raises(Invalid) as invalid:
        await send(text, comment_on(text, remarks=(replace(on, quote="Det står der ikke"),)))
    assert codes(invalid) == {("remarks.0.quote", "not_found")}
    wrapped = paragraph.text.replace(" ", "\n ")
    await send(text, comment_on(text, remarks=(replace(on, quote=wrapped),)))
    assert (await Remark.get()).quote == paragraph.text


async def test_words_of_a_translation_may_be_quoted_and_are_stored_as_such(text: Draft) -> None:
    paragraph = text.paragraphs[0]
    await words.translated(text, "uk", p1_1="Вода чиста, і так має бути.", p1_2="Два мости.")
    on = RemarkInput("Ja.", AnchorType.PARAGRAPH, str(paragraph.identity_id))
    await send(text, comment_on(text, remarks=(replace(on, quote="Вода  чиста"),)), "one")
    await send(text, comment_on(text, remarks=(replace(on, quote=paragraph.text[:6]),)), "two")
    await send(text, comment_on(text, remarks=(replace(on, quote=""),)), "three")
    stored = await Remark.all().order_by("id").values_list("quote", "quote_language")
    assert stored == [("Вода чиста", "uk"), (paragraph.text[:6], ""), ("", "")]
    # Another paragraph's translation is no quote of this one, nor is another document's.
    elsewhere = await draft(await consultation())
    await words.translated(elsewhere, "uk", p2_1="Чуже")
    for quote in ("Два мости.", "Чуже"):
        with pytest.raises(Invalid):
            await send(text, comment_on(text, remarks=(replace(on, quote=quote),)), "four")


@pytest.mark.parametrize("ref", ["", "999999999999", "9" * 40, "x", "1 OR 1=1", "٣"])
async def test_an_anchor_that_is_not_there_is_named(text: Draft, ref: str) -> None:
    with pytest.raises(Invalid) as invalid:
        await send(text, comment_on(text, remarks=(RemarkInput("Ja.", AnchorType.PARAGRAPH, ref),)))
    assert codes(invalid) == {("remarks.0.anchor", "unknown")}


async def test_another_consultations_paragraph_is_not_there(text: Draft) -> None:
    other = await draft(await consultation())
    with pytest.raises(Invalid):
        await send(text, comment_on(other))


async def test_every_fault_is_named_by_its_field(text: Draft) -> None:
    wrong = Submission(
        respondent=RespondentInput(
            name=" ",
            kind=RespondentKind.ORGANISATION,
            cvr="12345678",
            email="nowhere",
            phone="1" * 41,
        ),
        remarks=(RemarkInput(" ", proposed_text="\n"), RemarkInput("x" * 20_001)),
    )
    with pytest.raises(Invalid) as invalid:
        await send(text, wrong)
    assert codes(invalid) == {
        ("respondent.organisation", "required"),
        ("respondent.cvr", "invalid"),
        ("respondent.name", "required"),
        ("respondent.email", "invalid"),
        ("respondent.phone", "too_long"),
        ("remarks.0.text", "required"),
        ("remarks.1.text", "too_long"),
    }
    assert await Response.all().count() == 0


async def test_no_remarks_is_an_answer_but_must_be_said(text: Draft) -> None:
    with pytest.raises(Invalid) as invalid:
        await send(text, comment_on(text, remarks=()))
    assert codes(invalid) == {("remarks", "required")}
    with pytest.raises(Invalid) as invalid:
        await send(text, comment_on(text, no_remarks=True))
    assert codes(invalid) == {("no_remarks", "contradiction")}
    receipt = await send(text, comment_on(text, remarks=(), no_remarks=True))
    assert (await Response.get(number=receipt.number)).no_remarks


async def test_files_come_with_a_remark_by_which_somebody_finds_them(text: Draft) -> None:
    files = (AnnexInput("svar.pdf", "application/pdf", 9, "0" * 64),) * 2
    with pytest.raises(Invalid) as invalid:
        await send(text, comment_on(text, remarks=(), annexes=files))
    assert codes(invalid) == {("remarks", "required")}
    await send(text, comment_on(text, annexes=(files[0], replace(files[0], name="b.pdf"))))
    stored = await Annex.all().order_by("ordinal")
    assert [(a.name, a.publicity) for a in stored] == [
        ("svar.pdf", Publicity.WAITING),
        ("b.pdf", Publicity.WAITING),
    ]
