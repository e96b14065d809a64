"""OpenDocument texts as people have them: fields, shapes, numbers, hidden parts, contents lists."""

import re
import zipfile
from pathlib import Path

import pytest

from consult.importing import Draft, read_draft
from tests.importing.odt_files import NAMESPACES, h, odt_file, p
from tests.importing.picture_files import png

_STYLES = "".join(
    f'<style:style style:name="{name}" style:family="{family}"{more}>{inside}</style:style>'
    for name, family, more, inside in (
        ("Heading_20_1", "paragraph", ' style:default-outline-level="1"', ""),
        ("Heading_20_2", "paragraph", ' style:default-outline-level="2"', ""),
        (
            "Unumbered",
            "paragraph",
            ' style:parent-style-name="Heading_20_1" style:list-style-name=""',
            "",
        ),
        ("Skjult", "paragraph", "", '<style:text-properties text:display="none"/>'),
        ("SkjultBarn", "paragraph", ' style:parent-style-name="Skjult"', ""),
        ("T_Skjult", "text", "", '<style:text-properties text:display="none"/>'),
        ("T_Barn", "text", ' style:parent-style-name="T_Skjult"', ""),
    )
)
_OUTLINE = (
    '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" '
    'style:num-format="1" style:num-suffix="."/><text:outline-level-style text:level="2" '
    'style:num-format="1" text:display-levels="2" style:num-suffix="."/></text:outline-style>'
)


def list_style(*levels: str, name: str = "L1") -> str:
    inside = "".join(
        f'<text:list-level-style-number text:level="{n}" {level}/>'
        for n, level in enumerate(levels, 1)
    )
    return f'<text:list-style style:name="{name}">{inside}</text:list-style>'


def heading(words: str, level: int = 1, style: str = "", more: str = "") -> str:
    return (
        f'<text:h text:style-name="{style or f"Heading_20_{level}"}" '
        f'text:outline-level="{level}"{more}>{words}</text:h>'
    )


def listing(*items: str, more: str = "", style: str = "L1") -> str:
    inside = "".join(
        one if one.startswith("<text:list-") else f"<text:list-item>{one}</text:list-item>"
        for one in items
    )
    name = f' text:style-name="{style}"' if style else ""
    return f"<text:list{name}{more}>{inside}</text:list>"


def read(
    folder: Path, *body: str, automatic: str = "", pictures: dict[str, bytes] | None = None
) -> Draft:
    path = odt_file(folder / "a.odt", *body, styles=automatic, pictures=pictures)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    styles = f"<office:document-styles {NAMESPACES}><office:styles>{_STYLES}{_OUTLINE}</office:styles></office:document-styles>"
    parts["styles.xml"] = styles.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return read_draft(path)


def words(draft: Draft) -> list[str]:
    return [one.text for section in draft.sections for one in section.paragraphs]


def markers(draft: Draft) -> list[tuple[str, int, str]]:
    found = (one for section in draft.sections for one in section.paragraphs)
    return [(one.marker, one.level, one.text) for one in found if one.kind == "item"]


def codes(draft: Draft) -> list[str]:
    return [w.code for w in draft.warnings if w.code != "title-missing"]


def test_the_words_of_fields_stand_where_they_stood(tmp_path: Path) -> None:
    fields = {
        "date": "30. november 2026",
        "time": "12.00",
        "author-name": "Byrådet",
        "variable-set": "2026-17",
        "user-field-get": "Aa",
        "page-number": "3",
        "sequence": "4",
        "title": "Plan",
        "subject": "Havn",
        "chapter": "Kapitel",
        "sender-firstname": "Bo",
        "conditional-text": "ja",
        "drop-down": '<text:label text:value="nej"/>valgt',
        "placeholder": "felt",
        "bookmark-ref": "afsnit 2",
        "meta": "vigtigt",
        "meta-field": "felt to",
        "expression": "5",
    }
    body = " ".join(
        f"{n} <text:{name}>{text}</text:{name}>" for n, (name, text) in enumerate(fields.items())
    )
    shown = [text.rpartition(">")[2] for text in fields.values()]
    draft = read(tmp_path, heading("A"), p(f"{body}."))
    assert words(draft) == [" ".join(f"{n} {text}" for n, text in enumerate(shown)) + "."]
    assert codes(draft) == []


def test_headings_have_the_numbers_of_the_outline(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        heading("Forord", 1, "Unumbered"),
        heading("A"),
        heading("B", 2),
        heading("C", 2),
        heading("Uden", 1, more=' text:is-list-header="true"'),
        heading("D"),
        heading("E", 2),
        heading("Syv", 1, more=' text:restart-numbering="true" text:start-value="7"'),
        p("Tekst."),
    )
    assert [(s.number, s.title) for s in draft.sections] == [
        (None, "Forord"),
        ("1", "A"),
        ("1.1", "B"),
        ("1.2", "C"),
        (None, "Uden"),
        ("2", "D"),
        ("2.1", "E"),
        ("7", "Syv"),
    ]
    assert codes(draft) == []


def test_items_have_the_words_that_are_printed_before_them(tmp_path: Path) -> None:
    style = list_style(
        'style:num-prefix="§ " style:num-format="1" style:num-suffix="."',
        'style:num-prefix="Stk. " style:num-format="1" style:num-suffix="." text:start-value="2"',
        'style:num-format="a" style:num-suffix=")"',
    )
    deepest = listing(p("c"), p("d"), style="")
    inner = listing(p("To.") + deepest, style="")
    body = listing(
        p("Havnen.") + inner, p("Ejes."), "<text:list-header>" + p("Uden.") + "</text:list-header>"
    )
    draft = read(tmp_path, heading("A"), body, automatic=style)
    assert markers(draft)[:5] == [
        ("§ 1.", 1, "Havnen."),
        ("Stk. 2.", 2, "To."),
        ("a)", 3, "c"),
        ("b)", 3, "d"),
        ("§ 2.", 1, "Ejes."),
    ]
    assert codes(draft) == []


def test_lists_go_on_where_they_say_so_and_begin_where_they_say(tmp_path: Path) -> None:
    style = list_style('style:num-format="1" style:num-suffix="."')
    draft = read(
        tmp_path,
        heading("A"),
        listing(p("a"), p("b"), more=' xml:id="x"'),
        p("Imellem."),
        listing(p("c"), more=' text:continue-numbering="true"'),
        listing(p("d")),
        listing(p("e"), more=' text:continue-list="x"'),
        listing(f'<text:list-item text:start-value="9">{p("f")}</text:list-item>', p("g")),
        automatic=style,
    )
    assert [marker for marker, _, _ in markers(draft)] == [
        "1.", "2.", "3.", "1.", "4.", "9.", "10."
    ]  # fmt: skip


@pytest.mark.parametrize(
    "hidden",
    [
        p("HEMMELIGT", "Skjult"),
        p("HEMMELIGT", "SkjultBarn"),
        p('<text:span text:style-name="T_Skjult">HEMMELIGT</text:span>'),
        p('<text:span text:style-name="T_Barn">HEMMELIGT</text:span>'),
        f'<text:section text:name="s" text:display="none">{p("HEMMELIGT")}{h("HEMMELIGT")}</text:section>',
        f'<text:section text:name="s" text:display="condition" text:condition="x" '
        f'text:is-hidden="true">{p("HEMMELIGT")}</text:section>',
        p('<text:hidden-text text:condition="x" text:is-hidden="true">HEMMELIGT</text:hidden-text>'),
        p('<text:hidden-paragraph text:condition="x" text:is-hidden="true"/>HEMMELIGT'),
        "<table:table><table:table-column/><table:table-row table:visibility=\"collapse\"><table:table-cell>"
        f"{p('HEMMELIGT')}</table:table-cell></table:table-row><table:table-row><table:table-cell>"
        f"{p('Åbent.')}</table:table-cell></table:table-row></table:table>",
        p(f'<draw:frame><draw:text-box>{p("HEMMELIGT", "Skjult")}{p("Åbent.")}</draw:text-box></draw:frame>'),
    ],
    ids=["paragraph", "inherited", "span", "span-inherited", "section", "condition", "field", "field-of-paragraph", "row", "in-a-box"],
)  # fmt: skip
def test_what_is_hidden_is_left_out_and_said_once(hidden: str, tmp_path: Path) -> None:
    draft = read(tmp_path, heading("Mål"), p("Foran."), hidden, p("Efter."))
    assert "HEMMELIG" not in str(draft)
    assert words(draft)[0] == "Foran."
    assert words(draft)[-1] == "Efter."
    assert codes(draft).count("hidden-text-left-out") == 1
    assert not {"letter-count", "text-not-placed"} & set(codes(draft))


def test_conditions_that_hide_nothing_now_leave_their_words(tmp_path: Path) -> None:
    section = f'<text:section text:name="s" text:display="condition" text:condition="x">{p("Åben.")}</text:section>'
    field = p(
        '<text:hidden-text text:condition="x" text:is-hidden="false">Vist</text:hidden-text>.'
    )
    draft = read(tmp_path, heading("Mål"), section, field)
    assert words(draft) == ["Åben.", "Vist."]
    assert codes(draft) == []


def test_shapes_and_boxes_come_once_below_their_paragraph(tmp_path: Path) -> None:
    shape = f"<draw:custom-shape><svg:title>Rektangel</svg:title>{p('I figuren.')}<draw:enhanced-geometry/></draw:custom-shape>"
    group = f"<draw:g>{shape.replace('I figuren', 'I gruppen')}</draw:g>"
    nested = f"<draw:frame><draw:text-box>{p('Yderst.' + shape.replace('I figuren', 'Inderst'))}</draw:text-box></draw:frame>"
    page = f'<draw:frame text:anchor-type="page"><draw:text-box>{p("På siden.")}</draw:text-box></draw:frame>'
    draft = read(tmp_path, page, heading("Mål"), p(f"Foran.{shape}{group}{nested}"), p("Efter."))
    assert words(draft) == [
        "På siden.", "Foran.", "I figuren.", "I gruppen.", "Yderst.", "Inderst.", "Efter."
    ]  # fmt: skip
    assert codes(draft).count("text-box") == 5
    assert not {"letter-count", "text-not-placed"} & set(codes(draft))


def test_a_shape_without_words_is_named_and_a_line_is_not(tmp_path: Path) -> None:
    body = p("Her:<draw:custom-shape><draw:enhanced-geometry/></draw:custom-shape><draw:line/>")
    assert codes(read(tmp_path, heading("Mål"), body)) == ["object-left-out"]


def test_a_table_in_a_table_keeps_its_words(tmp_path: Path) -> None:
    def table(*cells: str) -> str:
        row = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
        return f'<table:table><table:table-column table:number-columns-repeated="{len(cells)}"/><table:table-row>{row}</table:table-row></table:table>'

    draft = read(
        tmp_path,
        heading("Mål"),
        table(p("a") + table(p("b"), p("c")) + p("d"), p("e")),
        p("Efter."),
    )
    [whole, after] = words(draft)
    assert whole.split() == ["a", "b", "c", "d", "e"]
    assert after == "Efter."
    assert codes(draft) == []


def test_two_uses_of_one_picture_have_their_own_descriptions(tmp_path: Path) -> None:
    def frame(description: str) -> str:
        said = f"<svg:title>Ikon</svg:title><svg:desc>{description}</svg:desc>"
        return p(f'<draw:frame><draw:image xlink:href="Pictures/x.png"/>{said}</draw:frame>')

    body = frame("Rød cyklist"), frame("Grøn fodgænger")
    draft = read(tmp_path, heading("A"), *body, pictures={"Pictures/x.png": png()})
    figures = draft.sections[0].paragraphs
    assert [one.text for one in figures] == ["Rød cyklist", "Grøn fodgænger"]
    assert len({one.picture.digest for one in figures if one.picture}) == 1


def test_contents_lists_are_left_out_with_one_warning_and_lost_words_still_named(
    tmp_path: Path,
) -> None:
    def index(name: str, *lines: str) -> str:
        return f"<text:{name}><text:index-body>{''.join(lines)}</text:index-body></text:{name}>"

    body = (
        p("Havneplan", "Title"),
        index("table-of-content", p("Indhold"), p("Indledning<text:tab/>1"), p("Mål<text:tab/>2")),
        index("illustration-index", p("Figurer"), p("Figur 1: Støj<text:tab/>2")),
        heading("Indledning"),
        p("Tekst."),
        p("Figur 1: Støj"),
        heading("Mål"),
        p("Slut."),
    )
    draft = read(tmp_path, *body)
    assert draft.title == "Havneplan"
    assert [s.title for s in draft.sections] == ["Indledning", "Mål"]
    assert words(draft) == ["Tekst.", "Figur 1: Støj", "Slut."]
    assert codes(draft) == ["contents-left-out"]


def test_a_title_on_two_lines_and_what_follows_it(tmp_path: Path) -> None:
    body = p("Logo"), p("Havneplan", "Title"), p("2026-2030", "Title"), p("Udkast", "Subtitle")
    later = p("Bilag: Kort", "Title"), p("Kortet.")
    draft = read(tmp_path, *body, heading("A"), p("x"), *later)
    assert draft.title == "Havneplan 2026-2030"
    assert [s.title for s in draft.sections] == ["", "A", "Bilag: Kort"]
    assert codes(draft) == [
        "front-matter-left-out",
        "heading-by-title-style",
        "text-before-first-heading",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_other_prefixes_and_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    path = odt_file(tmp_path / "a.odt", h("Mål"), p("Vi planter træer."))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = re.sub(r"(</?|\s)text:", r"\1ns3:", parts["content.xml"].decode())
    text = text.replace("xmlns:text=", "xmlns:ns3=")
    parts["content.xml"] = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    draft = read_draft(path)
    assert [s.title for s in draft.sections] == ["Mål"]
    assert words(draft) == ["Vi planter træer."]
