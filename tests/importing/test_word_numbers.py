"""Numbers that Word prints and does not write: of headings and of list items."""

from pathlib import Path

from consult.importing import Draft, as_json, read_draft
from tests.importing.word_files import (
    NAMESPACES,
    deleted,
    inserted,
    paragraph,
    run,
    table,
    word_file,
)

_HEADINGS = ("%1.", "%1.%2.", "%1.%2.%3.")


def level(depth: int, template: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{template}"/></w:lvl>'
    )


def parts(*numberings: str, numbers: str = "") -> dict[str, str]:
    """Numbering 1 numbers the heading styles, the others are given: 2, 3, …; `numbers` are more w:num."""
    headings = "".join(
        level(d, text, more=f'<w:pStyle w:val="Heading{d + 1}"/>')
        for d, text in enumerate(_HEADINGS)
    )
    shapes = "".join(
        f'<w:abstractNum w:abstractNumId="{id}">{inside}</w:abstractNum>'
        for id, inside in enumerate((headings, *numberings), 1)
    )
    used = "".join(
        f'<w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>'
        for id in range(1, len(numberings) + 2)
    )
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:pPr>'
        f'<w:numPr><w:ilvl w:val="{n - 1}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for n in (1, 2, 3)
    )
    plain = '<w:style w:type="paragraph" w:styleId="Plain"><w:name w:val="Plain"/></w:style>'
    return {
        "word/numbering.xml": f"<w:numbering {NAMESPACES}>{shapes}{used}{numbers}</w:numbering>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{named}{plain}</w:styles>",
    }


def num(id: int, abstract: int, overrides: str) -> str:
    return f'<w:num w:numId="{id}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def override(depth: int, inside: str) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}">{inside}</w:lvlOverride>'


def h(text: str, level: int = 1, numbering: str = "") -> str:
    runs = text if text.startswith("<") else run(text) if text else ""
    return (
        with_numbering(paragraph(runs, style=f"Heading{level}"), numbering)
        if numbering
        else (paragraph(runs, style=f"Heading{level}"))
    )


def with_numbering(whole: str, id: str, depth: int | None = None) -> str:
    at = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    return whole.replace("</w:pPr>", f'<w:numPr>{at}<w:numId w:val="{id}"/></w:numPr></w:pPr>', 1)


def li(text: str, depth: int = 0, id: str = "2") -> str:
    return with_numbering(paragraph(text, style="Plain"), id, depth)


def read(folder: Path, *body: str, of: dict[str, str]) -> Draft:
    return read_draft(word_file(folder / "a.docx", *body, parts=of))


def numbers(draft: Draft) -> list[str | None]:
    return [section.number for section in draft.sections]


def items(draft: Draft) -> list[tuple[str, int, str]]:
    found = [p for section in draft.sections for p in section.paragraphs if p.kind == "item"]
    return [(p.marker, p.level, p.text) for p in found]


def losses(draft: Draft) -> set[str]:
    return {w.code for w in draft.warnings} & {"letter-count", "text-not-placed"}


def test_a_level_that_was_only_implied_is_used_up(tmp_path: Path) -> None:
    body = h("A", 2), h("B", 2), h("C"), h("D", 3), h("E", 2), h("F")
    draft = read(tmp_path, *body, of=parts())
    assert numbers(draft) == ["1.1", "1.2", "2", "2.1.1", "2.2", "3"]


def test_a_numbering_begins_where_it_says(tmp_path: Path) -> None:
    own = parts(numbers=num(7, 1, override(0, '<w:startOverride w:val="5"/>')))
    draft = read(tmp_path, h("A"), h("B", 1, "7"), h("C", 2), h("D"), h("E", 1, "7"), of=own)
    assert numbers(draft) == ["1", "5", "5.1", "6", "7"]


def test_empty_headings_count_and_deleted_ones_do_not(tmp_path: Path) -> None:
    gone = paragraph(deleted("Væk"), style="Heading1", mark="del")
    without_end = paragraph(deleted("Også væk"), style="Heading1")
    new = paragraph(inserted("Ny"), style="Heading1", mark="ins")
    body = h("A"), h(""), h("B"), gone, without_end, new, h("C", 2)
    draft = read(tmp_path, *body, paragraph("Tekst."), of=parts())
    assert [(s.number, s.title, s.change) for s in draft.sections] == [
        ("1", "A", None),
        ("3", "B", None),
        (None, "Væk", "deletion"),
        (None, "Også væk", "deletion"),
        ("4", "Ny", "insertion"),
        ("4.1", "C", None),
    ]
    assert losses(draft) == set()


def test_a_heading_that_is_partly_deleted_keeps_its_number_in_the_new_text(tmp_path: Path) -> None:
    body = paragraph(deleted("Gamle "), "træer", style="Heading1"), paragraph("Tekst.")
    draft = read(tmp_path, h("A"), *body, of=parts())
    assert [(s.number, s.title) for s in draft.sections] == [("1", "A"), ("2", "træer")]


def test_numbers_in_letters_digits_alone_and_with_their_own_restarts(tmp_path: Path) -> None:
    shapes = (
        level(0, "%1)", "upperRoman")
        + level(1, "%1.%2", "decimal", more="<w:isLgl/>")
        + level(2, "%3.", "lowerLetter", more='<w:lvlRestart w:val="0"/>')
        + level(3, "%4", "decimalZero", start=9)
    )
    depths = (0, 1, 2, 1, 2, 0, 2, 3, 3)
    body = [li(str(n), depth) for n, depth in enumerate(depths)]
    draft = read(tmp_path, h("A"), *body, of=parts(shapes))
    markers = [marker for marker, _, _ in items(draft)]
    assert markers == ["I)", "1.1", "a.", "1.2", "b.", "II)", "c.", "09", "10"]
    assert losses(draft) == set()


def test_letters_after_z_are_doubled(tmp_path: Path) -> None:
    shape = level(0, "%1)", "lowerLetter", start=26)
    draft = read(tmp_path, h("A"), li("a"), li("b"), li("c"), of=parts(shape))
    assert [marker for marker, _, _ in items(draft)] == ["z)", "aa)", "bb)"]


def test_items_have_the_words_that_are_printed_before_them(tmp_path: Path) -> None:
    shapes = level(0, "§ %1.") + level(1, "Stk. %2.", start=2) + level(2, "%3)")
    body = li("Havnen."), li("Byrådet.", 1), li("Punkt.", 2), li("Kommunen.", 0), li("Stk.", 1)
    draft = read(tmp_path, h("Kapitel"), *body, of=parts(shapes))
    assert items(draft) == [
        ("§ 1.", 1, "Havnen."),
        ("Stk. 2.", 2, "Byrådet."),
        ("1)", 3, "Punkt."),
        ("§ 2.", 1, "Kommunen."),
        ("Stk. 2.", 2, "Stk."),
    ]
    assert losses(draft) == set()


def test_a_list_goes_on_after_text_headings_and_tables(tmp_path: Path) -> None:
    shapes = level(0, "Artikel %1")
    body = li("a"), paragraph("Imellem."), li("b"), h("B"), table(("x", "y")), li("c")
    draft = read(tmp_path, h("A"), *body, of=parts(shapes))
    assert [marker for marker, _, _ in items(draft)] == ["Artikel 1", "Artikel 2", "Artikel 3"]


def test_two_lists_of_one_kind_count_together_until_one_begins_anew(tmp_path: Path) -> None:
    again = num(7, 2, override(0, '<w:startOverride w:val="1"/>')) + num(8, 2, "")
    own = parts(level(0, "%1."), numbers=again)
    body = li("a"), li("b", 0, "8"), li("c", 0, "7"), li("d", 0, "7")
    draft = read(tmp_path, h("A"), *body, of=own)
    assert [marker for marker, _, _ in items(draft)] == ["1.", "2.", "1.", "2."]


def test_a_numbering_may_replace_a_level_and_may_link_to_another(tmp_path: Path) -> None:
    other = num(7, 2, override(0, level(0, "Bilag %1:", "upperLetter")))
    linked = '<w:numStyleLink w:val="Liste"/>', '<w:styleLink w:val="Liste"/>' + level(0, "Nr. %1")
    own = parts(level(0, "%1."), *linked, numbers=other)
    draft = read(tmp_path, h("A"), li("a", 0, "7"), li("b", 0, "3"), of=own)
    assert [marker for marker, _, _ in items(draft)] == ["Bilag A:", "Nr. 1"]


def test_bullets_stay_bullets_and_a_level_that_prints_nothing_is_text(tmp_path: Path) -> None:
    shapes = level(0, "", "bullet"), level(0, "", "none")
    draft = read(tmp_path, h("A"), li("a"), li("b", 0, "3"), of=parts(*shapes))
    found = [(p.kind, p.marker, p.text) for p in draft.sections[0].paragraphs]
    assert found == [("item", "•", "a"), ("paragraph", "", "b")]


def test_a_deleted_item_has_the_number_it_would_have_had(tmp_path: Path) -> None:
    gone = with_numbering(paragraph(deleted("væk"), mark="del"), "2", 0)
    draft = read(tmp_path, h("A"), li("a"), gone, li("b"), of=parts(level(0, "%1.")))
    assert items(draft) == [("1.", 1, "a"), ("2.", 1, ""), ("2.", 1, "b")]


def test_numbers_in_cells_and_notes_are_words_of_them(tmp_path: Path) -> None:
    cells = f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{li('a')}{li('b')}</w:tc></w:tr></w:tbl>"
    draft = read(tmp_path, h("A"), cells, li("c"), of=parts(level(0, "§ %1.")))
    [whole, after] = draft.sections[0].paragraphs
    assert (whole.text, after.marker) == ("§ 1. a\n§ 2. b", "§ 3.")
    assert losses(draft) == set()


def test_a_heading_has_the_prefix_that_is_printed_before_it(tmp_path: Path) -> None:
    own = parts()
    own["word/numbering.xml"] = own["word/numbering.xml"].replace('"%1."', '"Kapitel %1 –"')
    draft = read(tmp_path, h("Om havnen"), h("Formål", 2), h("Til slut"), of=own)
    titles = [(s.number, s.title) for s in draft.sections]
    assert titles == [
        (None, "Kapitel 1 – Om havnen"),
        ("1.1", "Formål"),
        (None, "Kapitel 2 – Til slut"),
    ]


def test_a_style_based_on_a_numbered_heading_is_numbered_like_it(tmp_path: Path) -> None:
    own = parts()
    child = (
        '<w:style w:type="paragraph" w:styleId="Egen"><w:name w:val="Egen"/>'
        '<w:basedOn w:val="Heading2"/></w:style></w:styles>'
    )
    own["word/styles.xml"] = own["word/styles.xml"].replace("</w:styles>", child)
    draft = read(tmp_path, h("A"), paragraph("B", style="Egen"), h("C", 2), of=own)
    assert numbers(draft) == ["1", "1.1", "1.2"]


def test_the_command_prints_the_marker_of_items_alone(tmp_path: Path) -> None:
    draft = read(tmp_path, h("A"), paragraph("Tekst."), li("a"), of=parts(level(0, "§ %1.")))
    text, item = as_json(draft)["sections"][0]["paragraphs"]
    assert "marker" not in text
    assert item["marker"] == "§ 1."
