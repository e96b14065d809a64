"""PDF files as office programs print them: what a reader sees is what is read."""

import io
import unicodedata
from pathlib import Path

import pytest
from PIL import Image

from consult.importing import Draft, ParagraphDraft, read_draft
from tests.importing.picture_files import as_address, photo
from tests.importing.printed_files import printed_file

LOREM = (
    "Byen skal være et godt sted at bo for alle, og derfor vil vi i de kommende år gøre mere for "
    "de gader og pladser, hvor der er mest trafik og færrest træer, sådan at ingen behøver gå "
    "langt efter skygge, ro og en bænk at sidde på, når solen skinner, eller når regnen falder."
)


def read(folder: Path, body: str, *, looks: str = "", tagged: bool = False) -> Draft:
    body = f"<h1>Træpolitik</h1><h2>1 Mål</h2>{body}"
    return read_draft(printed_file(folder / "a.pdf", body, looks=looks, tagged=tagged))


def paragraphs(draft: Draft) -> list[ParagraphDraft]:
    return [one for section in draft.sections for one in section.paragraphs]


def texts(draft: Draft) -> list[str]:
    return [one.text for one in paragraphs(draft)]


def places(draft: Draft, code: str) -> list[str]:
    return [warning.where for warning in draft.warnings if warning.code == code]


def numbered(count: int) -> list[str]:
    return [f"Afsnit {number}. {LOREM}" for number in range(1, count + 1)]


def as_html(words: list[str]) -> str:
    return "".join(f"<p>{one}</p>" for one in words)


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    words = numbered(6)
    draft = read(tmp_path, f"<p>{LOREM}</p><div class=two>{as_html(words)}</div><p>{LOREM}</p>")
    assert texts(draft) == [LOREM, *words, LOREM]
    assert places(draft, "columns-read") == ["page 1"]


def test_two_columns_over_pages_are_read_page_by_page(tmp_path: Path) -> None:
    # No line is like another one: what recurs at a page's foot would be taken for its footer.
    words = [
        one.replace(" og ", f" og {'abcdefgh'[n % 8] * (n // 8 + 4)} ")
        for n, one in enumerate(numbered(24))
    ]
    words = [
        one.replace(", ", f" {'klmnopqr'[n % 8] * (n // 8 + 4)}, ") for n, one in enumerate(words)
    ]
    draft = read(tmp_path, f"<div class=two>{as_html(words)}</div>")
    assert " ".join(texts(draft)) == " ".join(words)
    assert len(draft.sections) == 1


def test_a_heading_between_two_pairs_of_columns_parts_them(tmp_path: Path) -> None:
    first, second = numbered(10)[:5], numbered(10)[5:]
    above, below = (f"<div class=two>{as_html(words)}</div>" for words in (first, second))
    draft = read(tmp_path, f"{above}<h2>2 Penge</h2>{below}")
    found = [(s.title, [one.text for one in s.paragraphs]) for s in draft.sections]
    assert found == [("Mål", first), ("Penge", second)]


def test_words_that_a_typesetter_cut_at_a_line_end_are_whole(tmp_path: Path) -> None:
    draft = read(tmp_path, f"<p>{LOREM}</p>", looks="p { hyphens: auto; width: 220pt }")
    assert texts(draft) == [LOREM]


def test_three_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    words = numbered(9)
    looks = ".two { columns: 3 } body { font-size: 8pt }"
    draft = read(tmp_path, f"<div class=two>{as_html(words)}</div>", looks=looks)
    assert texts(draft) == words


RULED = """<table class=ruled><tr><th>Aktivitet</th><th>År</th><th>Kr.</th></tr>
<tr><td rowspan=2>Træer langs gader</td><td>2027</td><td>10</td></tr>
<tr><td>2028</td><td></td></tr><tr><td colspan=2>I alt</td><td>30</td></tr></table>"""


def test_a_ruled_table_is_a_table_with_its_wide_and_high_cells(tmp_path: Path) -> None:
    draft = read(tmp_path, f"<p>{LOREM}</p>{RULED}<p>{LOREM}</p>")
    before, table, after = paragraphs(draft)
    assert (before.text, after.text) == (LOREM, LOREM)
    assert table.kind == "table"
    assert table.text == "Aktivitet\tÅr\tKr.\nTræer langs gader\t2027\t10\n2028\t\nI alt\t30"
    spans = [[(cell.columns, cell.rows) for cell in row] for row in table.cells]
    assert spans == [[(1, 1)] * 3, [(1, 2), (1, 1), (1, 1)], [(1, 1)] * 2, [(2, 1), (1, 1)]]


def test_a_tagged_table_says_which_cells_are_wide_high_or_at_the_head(tmp_path: Path) -> None:
    draft = read(tmp_path, f"<p>{LOREM}</p>{RULED}<p>{LOREM}</p>", tagged=True)
    [table] = [one for one in paragraphs(draft) if one.kind == "table"]
    assert table.text == "Aktivitet\tÅr\tKr.\nTræer langs gader\t2027\t10\n2028\t\nI alt\t30"
    assert [cell.header for cell in table.cells[0]] == [True] * 3
    assert [(cell.columns, cell.rows) for cell in table.cells[1]] == [(1, 2), (1, 1), (1, 1)]
    assert [(cell.columns, cell.rows) for cell in table.cells[3]] == [(2, 1), (1, 1)]


def test_a_table_without_lines_is_put_together_and_must_be_confirmed(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>Indsats {n} i byen</td><td>20{n}</td><td>{n} mio. kr.</td></tr>"
        for n in (27, 28, 29)
    )
    draft = read(tmp_path, f"<p>{LOREM}</p><table>{rows}</table><p>{LOREM}</p>")
    assert [one.kind for one in paragraphs(draft)] == ["paragraph", "table", "paragraph"]
    assert paragraphs(draft)[1].text.split("\n")[0] == "Indsats 27 i byen\t2027\t27 mio. kr."
    [place] = places(draft, "table-rebuilt")
    assert place.startswith("page 1, line ")


@pytest.mark.parametrize(
    "body",
    [
        "<ol><li>Først dette</li><li>Så dette</li><li>Til sidst dette</li></ol>",
        "<ul><li>Først dette</li><li>Så dette</li><li>Til sidst dette</li></ul>",
    ],
    ids=["numbers", "bullets"],
)
def test_a_list_is_no_table(tmp_path: Path, body: str) -> None:
    draft = read(tmp_path, f"<p>{LOREM}</p>{body}")
    assert [(one.kind, one.text) for one in paragraphs(draft)[1:]] == [
        ("item", "Først dette"),
        ("item", "Så dette"),
        ("item", "Til sidst dette"),
    ]


def test_items_are_as_deep_as_they_are_indented(tmp_path: Path) -> None:
    body = "<ul><li>Yderst<ul><li>Inde</li><li>Også inde</li></ul></li><li>Yderst igen</li></ul>"
    draft = read(tmp_path, f"<p>{LOREM}</p>{body}")
    assert [(one.text, one.level) for one in paragraphs(draft)[1:]] == [
        ("Yderst", 1),
        ("Inde", 2),
        ("Også inde", 2),
        ("Yderst igen", 1),
    ]


def test_signs_that_office_programs_draw_with_letters_begin_items(tmp_path: Path) -> None:
    looks = "ul { list-style: none; padding: 0 } li::before { content: attr(m); width: 20pt; display: inline-block }"
    body = "<ul><li m='o'>Først dette</li><li m='o'>Så dette</li><li m='\uf0a7'>Og dette</li></ul>"
    draft = read(tmp_path, f"<p>{LOREM}</p>{body}", looks=looks)
    found = [(one.kind, one.text) for one in paragraphs(draft)[1:]]
    assert found == [("item", "Først dette"), ("item", "Så dette"), ("item", "Og dette")]


def test_raised_and_lowered_digits_keep_their_meaning(tmp_path: Path) -> None:
    draft = read(tmp_path, "<p>Vi udleder 12 ton CO<sub>2</sub> på 300 m<sup>2</sup> i alt.</p>")
    assert texts(draft) == ["Vi udleder 12 ton CO₂ på 300 m² i alt."]


def test_a_footnote_at_the_foot_of_the_page_follows_what_refers_to_it(tmp_path: Path) -> None:
    note = "<p style='position:absolute;bottom:0;font-size:8pt'><sup>1</sup> Talt af os i 2026.</p>"
    draft = read(
        tmp_path, f"{note}<p>Der er mange træer her.<sup>1</sup> {LOREM}</p><p>{LOREM}</p>"
    )
    assert [(one.kind, one.text) for one in paragraphs(draft)] == [
        ("paragraph", f"Der er mange træer her.¹ {LOREM}"),
        ("footnote", "¹ Talt af os i 2026."),
        ("paragraph", LOREM),
    ]


@pytest.mark.parametrize("tagged", [False, True], ids=["plain", "tagged"])
def test_a_picture_stands_where_it_is_printed(tmp_path: Path, tagged: bool) -> None:
    image = f"<p><img alt='Havnen' style='width:200pt' src='{as_address(photo())}'></p>"
    draft = read(tmp_path, f"<p>Før. {LOREM}</p>{image}<p>Efter. {LOREM}</p>", tagged=tagged)
    assert [one.kind for one in paragraphs(draft)] == ["paragraph", "figure", "paragraph"]
    figure = paragraphs(draft)[1]
    assert figure.picture is not None
    assert [digest for digest, _ in draft.pictures] == [figure.picture.digest]
    assert figure.picture.description == ("Havnen" if tagged else None)
    assert bool(places(draft, "picture-without-description")) is not tagged


def drawn_pictures(draft: Draft) -> list[Image.Image]:
    return [Image.open(io.BytesIO(content)) for _, content in draft.pictures]


@pytest.mark.parametrize(
    ("turn", "size"), [("rotate(90deg)", (30, 40)), ("scaleX(-1)", (40, 30))], ids=["turn", "flip"]
)
def test_a_picture_is_taken_as_it_is_printed(
    tmp_path: Path, turn: str, size: tuple[int, int]
) -> None:
    source = Image.new("RGB", (40, 30), "white")
    source.paste("red", (0, 0, 20, 15))
    file = io.BytesIO()
    source.save(file, "PNG")
    image = f"<img style='width:200pt;transform:{turn}' src='{as_address(file.getvalue())}'>"
    [picture] = drawn_pictures(read(tmp_path, f"<p>{LOREM}</p>{image}"))
    assert picture.size == size
    assert picture.getpixel((0, 0)) == (255, 255, 255)
    assert picture.getpixel((picture.width - 1, 0)) == (255, 0, 0)


def test_a_picture_keeps_what_can_be_seen_through(tmp_path: Path) -> None:
    file = io.BytesIO()
    Image.new("RGBA", (40, 30), (0, 128, 0, 100)).save(file, "PNG")
    image = f"<img style='width:200pt' src='{as_address(file.getvalue())}'>"
    [picture] = drawn_pictures(read(tmp_path, f"<p>{LOREM}</p>{image}"))
    assert picture.mode == "RGBA"
    assert picture.getpixel((20, 15)) == (0, 128, 0, 100)


def test_pictures_with_the_same_bytes_and_other_masks_stay_apart(tmp_path: Path) -> None:
    body = ""
    for alpha in (60, 120):
        file = io.BytesIO()
        Image.new("RGBA", (40, 30), (0, 128, 0, alpha)).save(file, "PNG")
        body += f"<p>{LOREM}</p><img style='width:200pt' src='{as_address(file.getvalue())}'>"
    assert len(drawn_pictures(read(tmp_path, body))) == 2


def test_a_letterhead_of_every_page_is_no_picture_of_the_text(tmp_path: Path) -> None:
    looks = f"@page {{ background: url({as_address(photo())}) no-repeat; background-size: 80pt }}"
    draft = read(tmp_path, as_html(numbered(24)), looks=looks)
    assert draft.pictures == ()
    assert {one.kind for one in paragraphs(draft)} == {"paragraph"}


def test_words_struck_through_are_named_with_their_page(tmp_path: Path) -> None:
    draft = read(tmp_path, "<p>Vi planter <s>ganske få</s> mange træer i byen.</p>")
    assert texts(draft) == ["Vi planter ganske få mange træer i byen."]
    [struck] = [w for w in draft.warnings if w.code == "struck-by-hand"]
    assert "“ganske få”" in struck.message
    assert struck.where == "page 1"


def test_underlined_words_are_not_struck_through(tmp_path: Path) -> None:
    draft = read(tmp_path, "<p>Vi planter <u>ganske få</u> træer.</p>")
    assert places(draft, "struck-by-hand") == []


def test_a_watermark_across_the_page_is_left_out(tmp_path: Path) -> None:
    mark = (
        "<div style='position:fixed;top:300pt;font-size:70pt;transform:rotate(-45deg)'>UDKAST</div>"
    )
    draft = read(tmp_path, f"{mark}{as_html(numbered(20))}")
    assert "UDKAST" not in " ".join(texts(draft))
    assert places(draft, "watermark-left-out") == ["page 1"]


def test_words_from_right_to_left_are_in_the_order_they_are_read(tmp_path: Path) -> None:
    arabic = "مرحبا بكم في المدينة"
    draft = read(
        tmp_path, f"<p>{LOREM}</p><p>På arabisk: {arabic}.</p><p dir=rtl>{arabic} 2027 {arabic}</p>"
    )
    _, first, second = texts(draft)
    assert arabic in unicodedata.normalize("NFKC", first)
    assert unicodedata.normalize("NFKC", second) == f"{arabic} 2027 {arabic}"


def test_a_title_of_two_lines_is_one_title(tmp_path: Path) -> None:
    title = "Københavns politik for alle de træer, der står på gader og pladser"
    body = f"<h1>{title}</h1><h2>1 Mål</h2><p>{LOREM}</p>"
    assert read_draft(printed_file(tmp_path / "a.pdf", body)).title == title


def test_a_page_on_its_side_is_read_like_any_other(tmp_path: Path) -> None:
    draft = read(tmp_path, f"<p>{LOREM}</p>{RULED}", looks="@page { size: A4 landscape }")
    assert [one.kind for one in paragraphs(draft)] == ["paragraph", "table"]
