"""The memo as an office would send it: sums that add up, contents that lead somewhere, links, and the shape chosen."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from consult.answers.editions.edition import Edition
from consult.answers.editions.uncovered import UncoveredReason, give_reason
from consult.answers.memo.blocks import Heading, Table, plain
from consult.answers.memo.builder import MemoChoices, build_memo
from consult.answers.memo.memo import Annex, Memo
from consult.answers.memo.memo_blocks import memo_blocks
from consult.answers.memo.memo_docx import memo_docx
from consult.answers.memo.memo_html import memo_html
from consult.consultations.consultation import Consultation
from consult.responses.publicity import retract
from consult.responses.remark import Publicity, Remark, Standing
from consult.responses.response import Response
from consult.settings import Settings
from tests.answers.editions.ready import published
from tests.answers.scene import BY, Scene, scene
from tests.support.factories import NOW

LETTERHEAD = MemoChoices(issuer="Fjordby Kommune")


async def memo_of(hearing: Scene, annex: Annex = Annex.SPREADSHEET) -> Memo:
    return await build_memo(
        hearing.consultation, MemoChoices("Fjordby Kommune", annex=annex), now=NOW
    )


async def everything() -> Scene:
    """Remarks of every kind, in a point and in none, one of them taken down twice over."""
    hearing = await scene()
    shown = await hearing.remark(2, text="Plant flere træer.")
    await Remark.filter(id=shown.id).update(
        public_quote="ti træer", public_proposed_text="tyve træer \ufffc"
    )
    hidden = await hearing.remark(2, publicity=Publicity.WITHHELD)
    await hearing.point(shown, hidden)
    supporting = await hearing.remark(1)
    await give_reason(
        hearing.consultation, [supporting.id], UncoveredReason.SUPPORT, by=BY, now=NOW
    )
    await hearing.remark(1, publicity=Publicity.WAITING)
    for standing in (Standing.WITHDRAWN, Standing.SET_ASIDE):
        for unexplained in (None, NOW):
            gone = await hearing.remark(2, publicity=Publicity.WITHHELD, standing=standing)
            await Remark.filter(id=gone.id).update(unexplained_since=unexplained)
    taken = await hearing.remark(2, publicity=Publicity.WITHHELD)
    await Remark.filter(id=taken.id).update(unexplained_since=NOW)
    await Response.filter(id=shown.response_id).update(is_late=True)
    return hearing


def tables(memo: Memo) -> list[Table]:
    return [each for each in memo_blocks(memo, with_gaps=True) if isinstance(each, Table)]


async def test_every_column_with_a_sum_adds_up_to_all_that_was_received(db: Settings) -> None:
    hearing = await everything()
    memo = await memo_of(hearing)
    sums = {}
    for table in tables(memo):
        if table.is_summed:
            *numbers, total = [int(plain(row[1])) for row in table.rows]
            assert sum(numbers) == total
            sums[table.caption] = total
    of = hearing.consultation.id
    assert sorted(sums.values()) == sorted(
        [
            await Response.filter(consultation_id=of).count(),
            await Remark.filter(consultation_id=of).count(),
            await Remark.filter(consultation_id=of, standing=Standing.RECEIVED).count(),
        ]
    )
    assert memo.counts.remarks_in_all == 9
    assert memo.later == 0


async def test_what_came_after_the_edition_is_counted_too(db: Settings) -> None:
    made = await published()
    edition = await Edition.get()
    await made.hearing.remark(1)
    await retract(made.remark.response_id, now=NOW)
    memo = await build_memo(made.consultation, LETTERHEAD, now=NOW, edition=edition)
    assert memo.later == 1
    assert (memo.gathered, memo.counts.remarks, memo.counts.withdrawn) == (1, 2, 1)
    for table in tables(memo):
        if table.is_summed:
            *numbers, total = [int(plain(row[1])) for row in table.rows]
            assert sum(numbers) == total


async def test_wording_that_was_proposed_stands_beside_the_old(db: Settings) -> None:
    memo = await memo_of(await everything())
    [row] = [row for table in tables(memo) if len(table.heads) == 4 for row in table.rows]
    point, old, new, answer = row
    assert plain(point).startswith("1 · ")
    assert plain(old) == "ti træer"
    assert plain(new) == "tyve træer "
    assert answer == "Ikke besvaret endnu."


def ids(html: str) -> set[str]:
    return set(re.findall(r' id="([^"]+)"', html))


@pytest.mark.parametrize("annex", list(Annex))
async def test_every_link_within_the_page_leads_somewhere(db: Settings, annex: Annex) -> None:
    html = memo_html(await memo_of(await everything(), annex), with_gaps=True).decode()
    inside = set(re.findall(r'href="#([^"]+)"', html))
    assert inside
    assert inside <= ids(html)
    reference = re.search(r"/remarks/(\d+\.\d+)\"", html)
    assert reference
    assert f">{reference[1]}</a>" in html


@pytest.mark.parametrize("annex", list(Annex))
async def test_each_shape_says_every_published_remark_as_it_was_chosen(
    db: Settings, annex: Annex
) -> None:
    html = memo_html(await memo_of(await everything(), annex), with_gaps=False).decode()
    assert ("Plant flere træer." in html) == (annex is not Annex.SPREADSHEET)
    assert ("Bemærkning for bemærkning" in html) == (annex is Annex.TABLE)
    assert ("Bilag: de offentliggjorte bemærkninger" in html) == (annex is Annex.REMARKS)
    assert "Ikke i noget punkt." in html or annex is not Annex.TABLE


def part(content: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.read(name).decode()


async def word(memo: Memo, pages: Mapping[str, int] | None = None) -> bytes:
    return memo_docx(memo, with_gaps=False, pages=pages)


async def test_the_word_file_is_on_a4_with_header_footer_and_page_numbers(db: Settings) -> None:
    content = await word(await memo_of(await everything()))
    document: Any = Document(io.BytesIO(content))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text.startswith("Fjordby Kommune\tHøringsnotat: ")
    assert "Udkast" in section.header.paragraphs[0].text
    footer = section.footer.paragraphs[0]._p.xml
    assert " PAGE " in footer
    assert " NUMPAGES " in footer


async def test_the_contents_are_a_field_that_is_filled_in(db: Settings) -> None:
    memo = await memo_of(await everything())
    headings = [h for h in memo_blocks(memo, with_gaps=False) if isinstance(h, Heading)]
    pages = {heading.anchor: 3 + at for at, heading in enumerate(headings)}
    document: Any = Document(io.BytesIO(await word(memo, pages)))
    entries = [each for each in document.paragraphs if each.style.name.startswith("toc ")]
    assert [each.text.split("\t")[0] for each in entries] == [each.text for each in headings]
    bookmarks = {each.get(qn("w:name")) for each in document.element.iter(qn("w:bookmarkStart"))}
    links = [each.get(qn("w:anchor")) for each in document.element.iter(qn("w:hyperlink"))]
    assert {each for each in links if each} <= bookmarks
    xml = document.element.xml
    assert xml.count('fldCharType="begin"') == xml.count('fldCharType="end"')
    assert 'TOC \\o "1-4" \\h ' in xml
    assert xml.count(" PAGEREF ") == len(headings)


async def test_without_known_pages_the_contents_name_none(db: Settings) -> None:
    xml = part(await word(await memo_of(await everything())))
    assert 'TOC \\o "1-4" \\h \\n ' in xml
    assert "PAGEREF" not in xml


async def test_every_relation_of_the_word_file_is_a_link(db: Settings) -> None:
    content = await word(await memo_of(await everything(), Annex.TABLE))
    named = set(re.findall(r'r:id="(rIdLink\d+)"', part(content)))
    relations = part(content, "word/_rels/document.xml.rels")
    assert named
    assert named == set(re.findall(r'Id="(rIdLink\d+)"', relations))
    assert relations.count('TargetMode="External"') == len(named)


async def test_in_arabic_everything_reads_from_the_right(db: Settings) -> None:
    hearing = await everything()
    await Consultation.filter(id=hearing.consultation.id).update(language="ar")
    hearing.consultation.language = "ar"
    memo = await memo_of(hearing)
    html = memo_html(memo, with_gaps=False).decode()
    assert '<html lang="ar" dir="rtl">' in html
    assert "@top-right { content: string(issuer)" in html
    content = await word(memo)
    document = part(content)
    assert document.count("<w:bidiVisual") == document.count("<w:tbl>")
    assert re.search(r"<w:sectPr.*<w:bidi/>", document, re.DOTALL)
    assert "<w:bidi/>" in part(content, "word/styles.xml")


async def test_whose_a_lost_quote_was_stands_in_no_edition(db: Settings) -> None:
    made = await published()
    await retract(made.remark.response_id, now=NOW)
    edition = await Edition.get()
    memo = await build_memo(made.consultation, LETTERHEAD, now=NOW, edition=edition)
    html = memo_html(memo, with_gaps=False).decode()
    assert (
        "En bemærkning: [citatet er udeladt: afsenderen har trukket bemærkningen tilbage]" in html
    )
    assert "/remarks/1.1" not in html
