"""The remarks as a file: the public one holds what is published and nothing else."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from consult.answers.export import export_responses
from consult.answers.spreadsheet import safe_cell
from consult.consultations.consultation import Consultation
from consult.responses.remark import Publicity, Remark, Standing
from consult.responses.respondent import Contact
from consult.settings import Settings
from tests.answers.scene import Scene, scene
from tests.support.factories import NOW, responses
from tests.support.factories.versions import BUS, FOREST, SCHOOL, followed, on
from tests.support.queries import queries

PRIVATE = ["Prøve Person", "hemmelig@borger.example", "12345678", "Skjult tekst", "9999"]


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


async def written(hearing: Scene, settings: Settings, ending: str, readers: Any) -> str:
    return await written_of(hearing.consultation, settings, ending, readers)


async def written_of(
    of: Consultation, settings: Settings, ending: str = ".json", readers: Any = "case"
) -> str:
    content = await export_responses(
        of, ending=ending, readers=readers, base_url=settings.base_url, now=NOW
    )
    return content.decode("utf-8-sig")


@pytest.mark.parametrize("ending", [".csv", ".json"])
async def test_the_public_file_holds_no_private_word(db: Settings, ending: str) -> None:
    text = await written(await filled(), db, ending, "public")
    assert [word for word in PRIVATE if word in text] == []
    assert "1+1 er to" in text
    assert "private_" not in text


async def test_the_case_file_holds_everything_of_this_consultation(db: Settings) -> None:
    hearing = await filled()
    remarks = json.loads(await written(hearing, db, ".json", "case"))["remarks"]
    assert [row["number"] for row in remarks] == ["1.1", "2.1", "3.1", "4.1", "5.1"]
    assert {row["standing"] for row in remarks} == {"received", "withdrawn", "set_aside"}
    first = remarks[0]
    assert (first["text"], first["public_text"]) == ("Skjult tekst", "=1+1 er to")
    assert (first["section"], first["heading"], first["paragraph"]) == ("2", "Område 2", "2.1")
    assert first["private_email"] == "hemmelig@borger.example"
    assert first["link"].endswith(f"/consultations/{hearing.consultation.slug}/remarks/1.1")
    assert remarks[1]["link"] == ""


async def test_the_csv_says_what_it_holds_before_its_heads(db: Settings) -> None:
    hearing = await filled()
    lines = list(
        csv.reader(io.StringIO(await written(hearing, db, ".csv", "public")), delimiter=";")
    )
    about = {line[0]: line[1] for line in lines[: lines.index([])]}
    assert about["consultation"] == hearing.consultation.slug
    assert about["filter"].startswith("public")
    heads, *rows = lines[lines.index([]) + 1 :]
    assert dict(zip(heads, rows[0], strict=True))["text"] == "'=1+1 er to"
    assert len(rows) == 1


@pytest.mark.parametrize(
    "text",
    ["=1", "+1", "-1", "@a", "\t=1", "\rx", "\nx", " =1", "\u00a0=1", "　=1", "＝1", "＋1", "－1", "＠a", "\u200b=1", "−1"],
)  # fmt: skip
def test_no_cell_starts_a_formula(text: str) -> None:
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["17.3", "a=b", "", "Bænke – ja", '"x"'])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text


async def test_another_kind_of_file_is_refused(db: Settings) -> None:
    hearing = await scene()
    with pytest.raises(ValueError, match=r"\.csv"):
        await export_responses(
            hearing.consultation, ending=".xlsx", readers="public", base_url=db.base_url, now=NOW
        )


async def test_a_row_says_where_it_was_written_and_where_that_is_now(db: Settings) -> None:
    made = await followed()
    texts = (SCHOOL, BUS, FOREST)
    for text in texts:
        await responses.remark(made.first, on(made, text), publicity=Publicity.PUBLISHED)
    await responses.remark(made.first, publicity=Publicity.PUBLISHED)
    await made.approve_and_publish()
    content = await written_of(made.first.consultation, db, readers="public")
    names = ("version", "paragraph", "place_now", "paragraph_now", "heading_now")
    assert [tuple(row[name] for name in names) for row in json.loads(content)["remarks"]] == [
        (1, "1.2", "merged", "2.1", "Fremover"),
        (1, "2.1", "there", "3.1", "Fremover"),
        (1, "2.3", "gone", "", "Fremover"),
        (None, "", "there", "", ""),
    ]


async def test_exporting_takes_as_many_queries_for_many_as_for_few(db: Settings) -> None:
    made = await followed()
    await made.approve_and_publish()
    await written_of(made.first.consultation, db)
    counted = []
    for _ in range(2):
        for text in (SCHOOL, FOREST):
            await responses.remark(made.first, on(made, text))
        with queries() as sent:
            await written_of(made.first.consultation, db)
        counted.append(len(sent))
    assert counted[0] == counted[1]
