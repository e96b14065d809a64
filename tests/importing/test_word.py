from pathlib import Path

from consult.importing import Draft, ParagraphDraft, as_json, read_draft
from tests.importing.word_files import (
    NAMESPACES,
    deleted,
    heading,
    inserted,
    item,
    paragraph,
    run,
    table,
    word_file,
)

TITLE = paragraph("Træpolitik", style="Title")


def read(folder: Path, *body: str, **options: dict[str, str]) -> Draft:
    return read_draft(word_file(folder / "udkast.docx", TITLE, *body, parts=options.get("parts")))


def only(draft: Draft) -> ParagraphDraft:
    [found] = [p for section in draft.sections for p in section.paragraphs]
    return found


def codes(draft: Draft) -> list[str]:
    return [warning.code for warning in draft.warnings]


def test_numbers_are_told_from_titles_and_years_are_not_numbers(tmp_path: Path) -> None:
    draft = read(tmp_path, heading("2. Grønt", 1), heading("2.1 Træer", 2), heading("2027 frem", 2))
    assert [(s.path, s.number, s.title, s.level) for s in draft.sections] == [
        ("1", "2", "Grønt", 1),
        ("1/1", "2.1", "Træer", 2),
        ("1/2", None, "2027 frem", 2),
    ]


def test_clean_text_has_insertions_and_not_deletions(tmp_path: Path) -> None:
    words = paragraph("Vi planter ", deleted("få "), inserted("mange "), "træer.")
    found = only(read(tmp_path, heading("Mål"), words))
    assert found.text == "Vi planter mange træer."
    assert [(r.text.strip(), r.change) for r in found.runs if r.text.strip()] == [
        ("Vi planter", None),
        ("få", "deletion"),
        ("mange", "insertion"),
        ("træer.", None),
    ]


def test_a_wholly_deleted_paragraph_has_no_text_but_keeps_its_words(tmp_path: Path) -> None:
    draft = read(tmp_path, heading("Mål"), paragraph(deleted("Væk."), mark="del"))
    assert only(draft).text == ""
    assert [(r.text, r.change) for r in only(draft).runs] == [("Væk.", "deletion")]
    assert codes(draft) == []


def test_paragraphs_with_a_deleted_end_between_them_are_one_and_old_lines_stay_apart(
    tmp_path: Path,
) -> None:
    words = paragraph("Står", mark="del"), paragraph("efter."), paragraph("Ny.")
    draft = read(tmp_path, heading("Mål"), *words)
    [joined, after] = draft.sections[0].paragraphs
    assert (joined.text, after.text) == ("Står efter.", "Ny.")
    assert [(r.text, r.change) for r in joined.runs] == [
        ("Står", None),
        ("\n", "deletion"),
        (" efter.", None),
    ]
    assert [(w.code, w.where) for w in draft.warnings] == [("paragraphs-joined", "1, paragraph 1")]


def test_headings_know_whether_they_are_changed_wholly_or_in_part(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        paragraph(inserted("Nyt"), style="Heading1"),
        paragraph(deleted("Gammelt"), style="Heading1"),
        paragraph("Grønne ", inserted("og blå "), "områder", style="Heading1"),
    )
    assert [(s.title, s.change) for s in draft.sections] == [
        ("Nyt", "insertion"),
        ("Gammelt", "deletion"),
        ("Grønne og blå områder", None),
    ]
    assert codes(draft) == ["heading-partly-changed"]


def test_moved_words_are_a_deletion_and_an_insertion(tmp_path: Path) -> None:
    moved = (
        inserted("flyt").replace("w:ins", "w:moveTo"),
        inserted("flyt").replace("w:ins", "w:moveFrom"),
    )
    found = only(read(tmp_path, heading("Mål"), paragraph("a ", *moved)))
    assert [r.change for r in found.runs] == [None, "insertion", "deletion"]
    assert found.text == "a flyt"


def test_lists_keep_their_depth_and_their_printed_numbers(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        heading("Mål"),
        item("yderst"),
        item("inderst", level=1),
        item("først", numbering=2),
        item("så", numbering=2),
    )
    found = [(p.kind, p.text, p.level, p.marker) for p in draft.sections[0].paragraphs]
    assert found == [
        ("item", "yderst", 1, "•"),
        ("item", "inderst", 2, "•"),
        ("item", "først", 1, "1)"),
        ("item", "så", 1, "2)"),
    ]


def test_lists_whose_depths_are_styles_keep_them(tmp_path: Path) -> None:
    deep = item("inderst").replace("<w:pPr>", '<w:pPr><w:pStyle w:val="ListBullet2"/>')
    style = '<w:style w:type="paragraph" w:styleId="ListBullet2"><w:name w:val="List Bullet 2"/></w:style>'
    parts = {"word/styles.xml": f"<w:styles {NAMESPACES}>{style}</w:styles>"}
    draft = read(tmp_path, item("yderst"), deep, item("yderst igen"), parts=parts)
    found = [(p.text, p.level) for s in draft.sections for p in s.paragraphs if p.kind == "item"]
    assert found == [("yderst", 1), ("inderst", 2), ("yderst igen", 1)]


def test_a_table_is_one_paragraph_with_cells(tmp_path: Path) -> None:
    found = only(read(tmp_path, heading("Penge"), table(("År", "Kr."), ("2027", "10"))))
    assert (found.kind, found.text) == ("table", "År\tKr.\n2027\t10")
    assert [[cell.runs[0].text for cell in row] for row in found.cells] == [
        ["År", "Kr."],
        ["2027", "10"],
    ]


def test_a_footnote_follows_the_paragraph_that_refers_to_it(tmp_path: Path) -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{paragraph("Kilde: Træregisteret.")}</w:footnote>'
    parts = {"word/footnotes.xml": f"<w:footnotes {NAMESPACES}>{note}</w:footnotes>"}
    draft = read(tmp_path, heading("Mål"), paragraph("Sådan.", mark), "<w:p/>", parts=parts)
    assert [(p.kind, p.text) for p in draft.sections[0].paragraphs] == [
        ("paragraph", "Sådan.¹"),
        ("footnote", "¹ Kilde: Træregisteret."),
    ]
    assert codes(draft) == []


def test_comments_are_counted_and_never_carried_over(tmp_path: Path) -> None:
    inside = f'<w:comment w:id="7" w:author="A. Skriver">{paragraph("internt")}</w:comment>'
    parts = {"word/comments.xml": f"<w:comments {NAMESPACES}>{inside}</w:comments>"}
    marks = '<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/>'
    draft = read(tmp_path, heading("Mål"), paragraph(marks[0], "Sådan.", marks[1]), parts=parts)
    assert [(w.code, w.where) for w in draft.warnings] == [("comments-left-out", "1, paragraph 1")]
    assert "internt" not in str(as_json(draft))
    assert "Skriver" not in str(as_json(draft))


def test_the_contents_page_is_left_out_and_unmarked_headings_found_by_it(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        paragraph("Indhold", style="TOCHeading"),
        paragraph("Indledning", "<w:r><w:tab/></w:r>", "1", style="TOC1"),
        paragraph("Træer", "<w:r><w:tab/></w:r>", "2", style="TOC1"),
        heading("Indledning"),
        paragraph("Vi begynder."),
        paragraph("Træer"),
        paragraph("Vi planter."),
    )
    assert [(s.path, s.title) for s in draft.sections] == [("1", "Indledning"), ("2", "Træer")]
    assert codes(draft) == ["contents-left-out", "heading-by-contents"]


def test_lines_that_look_like_headings_are_pointed_out_among_styled_ones(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        heading("1 Grønt"),
        paragraph(run("Fed linje", "<w:b/>")),
        paragraph("En almindelig linje"),
        paragraph("2 Blåt"),
    )
    assert [p.text for p in draft.sections[0].paragraphs] == [
        "Fed linje",
        "En almindelig linje",
        "2 Blåt",
    ]
    assert codes(draft) == ["possible-heading", "possible-heading"]


def test_watermarks_and_headers_are_named_in_warnings(tmp_path: Path) -> None:
    shape = '<w:r><w:pict><v:shape><v:textpath string="UDKAST"/></v:shape></w:pict></w:r>'
    header = f"<w:hdr {NAMESPACES}>{paragraph('Sagsnr. 1')}{paragraph(shape)}</w:hdr>"
    parts = {"word/header1.xml": header}
    draft = read(tmp_path, heading("Mål"), paragraph("Sådan."), parts=parts)
    said = {warning.code: warning.message for warning in draft.warnings}
    assert set(said) == {"watermark-left-out", "header-left-out"}
    assert "UDKAST" in said["watermark-left-out"]
    assert "Sagsnr. 1" in said["header-left-out"]


def test_a_text_box_comes_below_its_paragraph_once_and_is_pointed_at(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('I en boks')}{paragraph(inserted('og nyt'))}</w:txbxContent>"
    old = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    both = f"<mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>{old}"
    space = 'xmlns:wps="w" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    drawn = f"<w:r {space}>{both}</mc:AlternateContent></w:r>"
    draft = read(tmp_path, heading("Mål"), paragraph("Ved siden af ", drawn), paragraph("Efter."))
    assert [p.text for p in draft.sections[0].paragraphs] == [
        "Ved siden af",
        "I en boks",
        "og nyt",
        "Efter.",
    ]
    assert draft.sections[0].paragraphs[2].runs[0].change == "insertion"
    assert [(w.code, w.where) for w in draft.warnings] == [("text-box", "1, paragraph 2")]


def test_hidden_text_never_becomes_public(tmp_path: Path) -> None:
    words = run("fortroligt", "<w:vanish/>"), run("synligt", '<w:vanish w:val="0"/>')
    draft = read(tmp_path, heading("Mål"), paragraph("Vi er ", *words), paragraph("Efter."))
    assert [p.text for p in draft.sections[0].paragraphs] == ["Vi er synligt", "Efter."]
    assert "fortroligt" not in str(draft)
    assert [(w.code, w.where) for w in draft.warnings] == [
        ("hidden-text-left-out", "1, paragraph 1")
    ]


def numbered(numbers: dict[str, str], *levels: str) -> dict[str, str]:
    """Parts in which Word numbers the heading styles by itself: style → numbering id."""
    shapes = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{shape}"/></w:lvl>'
        for depth, shape in enumerate(levels)
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:pPr><w:numPr>'
        f'<w:ilvl w:val="{depth}"/><w:numId w:val="{numbers[key]}"/></w:numPr></w:pPr></w:style>'
        for depth, (key, name) in enumerate((("H1", "Overskrift 1"), ("H2", "overskrift 2")))
    )
    return {
        "word/styles.xml": f"<w:styles {NAMESPACES}>{styles}</w:styles>",
        "word/numbering.xml": f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="5">{shapes}'
        '</w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="5"/></w:num></w:numbering>',
    }


def test_numbers_that_word_prints_before_headings_are_the_sections_numbers(tmp_path: Path) -> None:
    unnumbered = paragraph("Forord", style="H1").replace(
        "</w:pPr>", '<w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
    )
    body = (
        unnumbered,
        paragraph("Vi begynder."),
        paragraph("By", style="H1"),
        paragraph("Støj", style="H2"),
        paragraph(inserted("Luft"), style="H2"),
        paragraph("Land", style="H1"),
        paragraph("Skov", style="H2"),
        paragraph("Til slut."),
    )
    parts = numbered({"H1": "9", "H2": "9"}, "%1", "%1.%2")
    draft = read_draft(word_file(tmp_path / "a.docx", *body, parts=parts))
    assert [(s.number, s.title, s.level, s.change) for s in draft.sections] == [
        (None, "Forord", 1, None),
        ("1", "By", 1, None),
        ("1.1", "Støj", 2, None),
        ("1.2", "Luft", 2, "insertion"),
        ("2", "Land", 1, None),
        ("2.1", "Skov", 2, None),
    ]


def test_a_style_with_a_place_in_the_outline_is_a_heading(tmp_path: Path) -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="K"><w:name w:val="Kapitelnavn"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    )
    parts = {"word/styles.xml": f"<w:styles {NAMESPACES}>{style}</w:styles>"}
    body = paragraph("By", style="K"), paragraph("Støj."), paragraph("Land", style="K")
    draft = read_draft(word_file(tmp_path / "a.docx", *body, paragraph("Ro."), parts=parts))
    assert [s.title for s in draft.sections] == ["By", "Land"]
    assert codes(draft) == ["title-missing"]


def test_a_file_without_styles_has_its_bold_headings_and_typed_lists(tmp_path: Path) -> None:
    bold = "<w:b/>"
    body = (
        paragraph(run("1. Støj", bold)),
        paragraph("Kommunen vil dæmpe støj fra gaderne - også om natten."),
        paragraph("- Første punkt"),
        paragraph("- Andet punkt"),
        paragraph(run("Om natten", bold)),
        paragraph("Der skal være ro."),
        paragraph("- en streg alene er intet punkt"),
    )
    draft = read_draft(word_file(tmp_path / "a.docx", *body))
    assert [(s.number, s.title, s.level) for s in draft.sections] == [
        ("1", "Støj", 1),
        (None, "Om natten", 2),
    ]
    kinds = [(p.kind, p.text) for s in draft.sections for p in s.paragraphs]
    assert kinds == [
        ("paragraph", "Kommunen vil dæmpe støj fra gaderne - også om natten."),
        ("item", "Første punkt"),
        ("item", "Andet punkt"),
        ("paragraph", "Der skal være ro."),
        ("paragraph", "- en streg alene er intet punkt"),
    ]
    assert codes(draft).count("heading-bold") == codes(draft).count("list-typed") == 2


def test_lost_text_is_named_with_the_place_behind_which_it_stood(tmp_path: Path) -> None:
    # A table that does not say how many columns it has loses those that pandoc cannot count.
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    lost = table(("Bred",), ("a", "helt alene")).replace("<w:tc>", f"<w:tc>{wide}", 1)
    draft = read(tmp_path, heading("Mål"), paragraph("Først."), lost)
    assert ("text-not-placed", "1, paragraph 2") in [(w.code, w.where) for w in draft.warnings]


def test_text_before_the_first_heading_has_a_section_without_a_title(tmp_path: Path) -> None:
    draft = read(tmp_path, paragraph("Kære borger."), heading("Mål"), paragraph("Sådan."))
    assert [(s.path, s.title) for s in draft.sections] == [("1", ""), ("2", "Mål")]
    assert codes(draft) == ["text-before-first-heading"]


def test_a_lone_first_heading_is_the_title_where_no_style_says_so(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", heading("Træpolitik"), heading("Mål", 2), paragraph("x"))
    draft = read_draft(path)
    assert (draft.title, [(s.title, s.level) for s in draft.sections]) == (
        "Træpolitik",
        [("Mål", 1)],
    )
    assert codes(draft) == []


def test_json_has_exactly_the_promised_keys_and_joined_runs(tmp_path: Path) -> None:
    words = paragraph("Vi ", run("planter", "<w:b/>"), " træer", inserted(" nu"))
    printed = as_json(read(tmp_path, heading("1 Mål"), words))
    assert printed == {
        "title": "Træpolitik",
        "sections": [
            {
                "path": "1",
                "number": "1",
                "title": "Mål",
                "level": 1,
                "change": None,
                "paragraphs": [
                    {
                        "kind": "paragraph",
                        "text": "Vi planter træer nu",
                        "runs": [
                            {"text": "Vi planter træer ", "change": None},
                            {"text": "nu", "change": "insertion"},
                        ],
                    }
                ],
            }
        ],
        "warnings": [],
    }
