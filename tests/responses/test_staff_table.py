"""The table of what was received: everything for the case file, without contact data for whoever works on it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from consult.documents.takedown import take_down_paragraph
from consult.responses.remark import Publicity, Remark, Standing
from consult.responses.remark_about import Readers
from consult.responses.respondent import Contact
from consult.responses.staff_table import staff_table
from consult.settings import Settings
from consult.tables.file import JSON, write_table
from tests.answers.scene import Scene, scene
from tests.support.factories import NOW, responses
from tests.support.factories.drafts import EDITOR
from tests.support.factories.versions import BUS, FOREST, SCHOOL, followed, on
from tests.support.queries import queries

pytestmark = pytest.mark.anyio

PRIVATE = ["Prøve Person", "hemmelig@borger.example", "12345678", "9999"]


async def filled() -> Scene:
    hearing = await scene()
    shown = await hearing.remark(2, text="=1+1 er to")
    await Contact.filter(respondent_id=shown.response.respondent_id).update(
        email="hemmelig@borger.example", phone="12345678", postcode="9999"
    )
    await Remark.filter(id=shown.id).update(text="Skjult tekst", publicity=Publicity.REDACTED)
    for publicity in (Publicity.WAITING, Publicity.WITHHELD):
        await hearing.remark(1, text="Skjult tekst", publicity=publicity)
    await hearing.remark(1, text="Skjult tekst", standing=Standing.WITHDRAWN)
    await hearing.remark(None, standing=Standing.SET_ASIDE, publicity=Publicity.WITHHELD)
    return hearing


async def rows(
    of: Any, settings: Settings, folder: Path, readers: Readers = Readers.CASE
) -> list[dict[str, Any]]:
    remarks = Remark.filter(consultation_id=of.id)
    table = staff_table(of, remarks, settings=settings, source="x", now=NOW, readers=readers)
    await write_table(table, folder / "x", JSON)
    read: list[dict[str, Any]] = json.loads((folder / "x").read_text("utf-8"))["rows"]
    return read


async def test_the_case_file_holds_everything_of_this_consultation(
    db: Settings, tmp_path: Path
) -> None:
    hearing = await filled()
    first, *others = await rows(hearing.consultation, db, tmp_path)
    assert [row["number"] for row in (first, *others)] == ["1.1", "2.1", "3.1", "4.1", "5.1"]
    assert {row["standing"] for row in others} == {"received", "withdrawn", "set_aside"}
    assert (first["author_text"], first["text"]) == ("Skjult tekst", "=1+1 er to")
    assert (first["section_key"], first["section_title"]) == ("2", "Område 2")
    assert first["paragraph_number"] == "2.1"
    assert first["private_email"] == "hemmelig@borger.example"
    assert first["html_url"].endswith(f"/consultations/{hearing.consultation.slug}/remarks/1.1")
    assert others[0]["html_url"] == ""


async def test_whoever_works_on_it_gets_no_contact_data(db: Settings, tmp_path: Path) -> None:
    hearing = await filled()
    found = await rows(hearing.consultation, db, tmp_path, Readers.STAFF)
    assert len(found) == 5
    written = (tmp_path / "x").read_text("utf-8")
    assert [word for word in PRIVATE if word in written] == []


async def test_words_that_are_taken_down_are_in_no_quote_but_the_case_files(
    db: Settings, tmp_path: Path
) -> None:
    made = await followed()
    await made.approve_and_publish()
    bus, school = (
        next(p for p in made.first.paragraphs if p.text == each) for each in (BUS, SCHOOL)
    )
    for paragraph in (bus, school):
        remark = await responses.remark(made.first, paragraph, publicity=Publicity.PUBLISHED)
        await Remark.filter(id=remark.id).update(quote="citeret", public_quote="citeret")
    await take_down_paragraph(made.second, bus.identity_id, reason="", by=EDITOR, now=NOW)
    of, quotes = made.first.consultation, ("anchor_quote", "author_quote")
    staff, case = [await rows(of, db, tmp_path, each) for each in (Readers.STAFF, Readers.CASE)]
    assert [[row[each] for each in quotes] for row in staff] == [["", ""], ["citeret"] * 2]
    assert [[row[each] for each in quotes] for row in case] == [["", "citeret"], ["citeret"] * 2]


async def test_moments_are_in_danish_time_with_their_offset(db: Settings, tmp_path: Path) -> None:
    hearing = await filled()
    first = (await rows(hearing.consultation, db, tmp_path))[0]
    assert first["received_at"].endswith(("+01:00", "+02:00"))
    assert first["published_at"].endswith(("+01:00", "+02:00"))


async def test_a_row_says_where_it_was_written_and_where_that_is_now(
    db: Settings, tmp_path: Path
) -> None:
    made = await followed()
    for text in (SCHOOL, BUS, FOREST):
        await responses.remark(made.first, on(made, text), publicity=Publicity.PUBLISHED)
    await responses.remark(made.first, publicity=Publicity.PUBLISHED)
    await made.approve_and_publish()
    names = ("anchor_version", "anchor_now_type", "paragraph_number", "section_title")
    found = await rows(made.first.consultation, db, tmp_path)
    assert [tuple(row[name] for name in names) for row in found] == [
        (1, "paragraph", "2.1", "Fremover"),
        (1, "paragraph", "3.1", "Fremover"),
        (1, "", "", "Fremover"),
        (1, "consultation", "", ""),
    ]
    assert found[1]["anchor_id"] == found[1]["anchor_now_id"]


async def test_a_table_takes_as_many_queries_for_many_as_for_few(
    db: Settings, tmp_path: Path
) -> None:
    made = await followed()
    await made.approve_and_publish()
    await responses.remark(made.first, on(made, SCHOOL))
    await rows(made.first.consultation, db, tmp_path)
    counted = []
    for _ in range(2):
        for text in (SCHOOL, FOREST):
            await responses.remark(made.first, on(made, text))
        with queries() as sent:
            await rows(made.first.consultation, db, tmp_path)
        counted.append(len(sent))
    assert counted[0] == counted[1]
