"""The draft as a well-set book: its measure, its margin, its lists, on the screen and on paper."""

from __future__ import annotations

from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.scenes import hear_the_sample_text
from tests.support.browser import NARROW, WIDE, Visits, assert_fits
from tests.support.server import Server

AREA = "/consultations/politik/sections/2"
LIST = "/consultations/politik/sections/C"
TEXT = "/consultations/politik/text"
# A page at 1280 pixels seen at 400 %.
MAGNIFIED = 320


@pytest.fixture(scope="module", autouse=True)
def heard(server: Server) -> None:
    hear_the_sample_text(server)


def start_of(page: Page, selector: str) -> float:
    """How far from the page's left its words begin."""
    return float(
        page.locator(selector).first.evaluate(
            """(element) => {
                const range = document.createRange();
                const words = [...element.childNodes].findLast(
                    (node) => node.textContent.trim() && !node.classList?.contains("reading__number"));
                range.selectNodeContents(words);
                return range.getClientRects()[0].left;
            }"""
        )
    )


def test_a_line_holds_sixty_to_seventy_five_signs(visits: Visits) -> None:
    page = visits.open(width=WIDE)
    page.goto(TEXT)
    words = page.locator(".para--paragraph .para__words")
    signs, lines = words.evaluate_all(
        """(all) => {
            let signs = 0, lines = 0;
            for (const each of all) {
                const count = Math.round(each.clientHeight / parseFloat(getComputedStyle(each).lineHeight));
                // The last line of a paragraph is short.
                if (count < 3) continue;
                signs += each.textContent.trim().length * (count - 0.5) / count;
                lines += count - 0.5 - 0.5 * (count - 0.5) / count;
            }
            return [signs, lines];
        }"""
    )
    assert lines > 50
    assert 55 <= signs / lines <= 78


def test_all_words_begin_at_one_line_and_all_numbers_in_the_margin(visits: Visits) -> None:
    page = visits.open(width=WIDE)
    page.goto(AREA)
    line = start_of(page, "#p-2-1 .para__words")
    for words in (".reading__head > h1", ".chapter__title"):
        assert abs(start_of(page, words) - line) < 4, words
    number, heading = (
        page.locator(each).first.bounding_box() for each in (".para__number", "h1 .reading__number")
    )
    assert number
    assert heading
    assert abs(number["x"] - heading["x"]) < 4
    assert number["x"] + number["width"] < line


def test_an_item_has_one_sign_its_own_where_the_draft_prints_one(visits: Visits) -> None:
    page = visits.open(width=WIDE)
    page.goto(LIST)
    numbered = page.locator(".para--item:has(.para__marker) .para__words").first
    expect(numbered).to_contain_text("1.")
    assert numbered.evaluate("(item) => getComputedStyle(item).display") == "block"
    page.goto(AREA)
    dotted = page.locator(".para--item:not(:has(.para__marker)) .para__words").first
    assert dotted.evaluate("(item) => getComputedStyle(item).display") == "list-item"


@pytest.mark.parametrize("javascript", [True, False])
def test_every_sheet_says_where_it_stands_and_nothing_else_of_the_site(
    visits: Visits, javascript: bool
) -> None:
    page = visits.open(javascript=javascript)
    page.goto(TEXT)
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    texts = ["".join(each.extract_text().split()) for each in sheets]
    assert len(texts) > 3
    address = "/consultations/politik/versions/1/text"
    with_it = [address in text for text in texts]
    # Without a script the first has it, and the last where it says how to cite.
    assert all(with_it) if javascript else with_it[0]
    assert all(f"{at}/{len(texts)}" in text for at, text in enumerate(texts, 1))
    assert not any("Rådhuspladsen" in text for text in texts[1:]), "no sheet for the site's foot"


def test_paper_has_no_links_but_those_of_the_text(visits: Visits) -> None:
    page = visits.open()
    page.goto(AREA)
    page.emulate_media(media="print")
    for pressed in (".contents", ".views", ".para__actions", ".older-newer", ".site-footer"):
        for each in page.locator(pressed).all():
            expect(each).to_be_hidden()
    expect(page.locator("#p-2-1 .para__number")).to_be_visible()


@pytest.mark.parametrize("width", [MAGNIFIED, NARROW])
def test_seen_at_four_times_its_size_nothing_is_wider_than_the_page(
    visits: Visits, width: int
) -> None:
    page = visits.open(width=width)
    for language in ("", "/ar"):
        for path in (AREA, LIST, AREA + "?view=changes", TEXT, TEXT.replace("/text", "/contents")):
            page.goto(language + path)
            assert_fits(page)


def test_where_the_reader_has_colours_of_their_own_the_place_is_still_seen(visits: Visits) -> None:
    page = visits.open(width=WIDE)
    page.emulate_media(forced_colors="active")
    page.goto(AREA + "#p-2-1")
    outline = page.locator("#p-2-1").evaluate("(place) => getComputedStyle(place).outlineStyle")
    assert outline == "solid"
    page.goto(AREA + "?view=changes")
    chosen, other = (
        page.locator(f".views a{each}").first.evaluate(
            "(link) => getComputedStyle(link).backgroundColor"
        )
        for each in ("[aria-current]", ":not([aria-current])")
    )
    assert chosen != other
