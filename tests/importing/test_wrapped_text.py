"""Texts broken into lines, made up here: every repair, and the look-alikes it must leave alone."""

from pathlib import Path

import pytest

from consult.importing import Draft, ParagraphDraft, read_draft

BODY = """\
Vi vil plante mange flere træer i alle byens gader og på alle byens
pladser, så byen bliver grøn og god at gå i for både små og store, og
så der er skygge til alle på de dage, hvor solen står allerhøjest på
himlen og ingen kan sidde på en bænk uden at få det alt for varmt, og
det skal ske sammen med dem, der bor der, og sammen med dem, der kun
kommer forbi, for byen er til for alle og ikke kun for dem, der ejer
en have, eller som har råd til at tage på landet hver eneste weekend,
og derfor begynder vi i de gader, som har færrest træer, og som ikke
har haft gavn af de mange gode planer, som andre gader har haft før.
"""


def read(folder: Path, *blocks: str) -> Draft:
    path = folder / "udkast.txt"
    path.write_text("\n".join([BODY, *(f"{block}\n" for block in blocks)]), encoding="utf-8")
    return read_draft(path)


def paragraphs(draft: Draft) -> list[ParagraphDraft]:
    """Everything behind the body that makes the text a wrapped one."""
    return [p for section in draft.sections for p in section.paragraphs][1:]


def texts(draft: Draft) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(draft)]


def codes(draft: Draft) -> list[str]:
    return [warning.code for warning in draft.warnings]


def test_lines_become_a_paragraph(tmp_path: Path) -> None:
    [body] = read(tmp_path).sections[0].paragraphs
    assert body.text == " ".join(BODY.split())


# letters


DAMAGED = "IŶgen ved, om byeŶ har peŶge til ŵere, ;sagde en) soŵ kommer\nfra gadeŶ."


def test_damaged_letters_are_repaired_when_the_text_bears_them_out(tmp_path: Path) -> None:
    draft = read(tmp_path, DAMAGED.replace(";", "\u037e").replace(")", "\u037f"))
    assert texts(draft) == [
        "Ingen ved, om byen har penge til mere, (sagde en) som kommer fra gaden."
    ]
    assert codes(draft).count("letters-repaired") == 2


def test_foreign_letters_in_a_single_name_are_kept_and_pointed_out(tmp_path: Path) -> None:
    draft = read(tmp_path, "Planen er lavet med gode venner fra Ŵyŵ i Wales, som kender træer.")
    assert "Ŵyŵ" in texts(draft)[0]
    assert "letters-repaired" not in codes(draft)
    assert "letters-doubtful" in codes(draft)


def test_letters_are_composed_and_ligatures_parted(tmp_path: Path) -> None:
    draft = read(tmp_path, "Vi ﬁnder a\u030ar 2027 godt til det hele.")
    assert texts(draft) == ["Vi finder år 2027 godt til det hele."]
    assert "sign-unknown" not in codes(draft)


def test_signs_of_no_alphabet_and_lost_letters_are_pointed_out(tmp_path: Path) -> None:
    draft = read(tmp_path, "Vi ser \ue123 her og \ufffd der.", "Et\u0007 pling er væk.")
    assert texts(draft) == ["Vi ser \ue123 her og \ufffd der.", "Et pling er væk."]
    assert {"sign-unknown", "letter-lost", "sign-left-out"} <= set(codes(draft))


@pytest.mark.parametrize("sign", ["\uf0b7", "•", "▪"])
def test_bullets_of_symbol_fonts_begin_items(tmp_path: Path, sign: str) -> None:
    draft = read(tmp_path, f"Vi vil:\n{sign} plante træer\n{sign} vande dem")
    assert [(p.kind, p.marker, p.text) for p in paragraphs(draft)[1:]] == [
        ("item", "•", "plante træer"),
        ("item", "•", "vande dem"),
    ]


# pages


def test_a_page_header_inside_a_sentence_goes_and_the_sentence_is_whole(tmp_path: Path) -> None:
    cut = "Der skal også være bænke i alle gader, så man kan hvile sig på vej til"
    draft = read(tmp_path, cut, "Side 3 af 9", "stationen.")
    assert texts(draft) == [f"{cut} stationen."]
    assert {"header-left-out", "page-break-joined"} <= set(codes(draft))


def test_a_sentence_that_speaks_of_a_page_is_no_header(tmp_path: Path) -> None:
    assert texts(read(tmp_path, "Side 3 af 9 handler om træer.")) == [
        "Side 3 af 9 handler om træer."
    ]


# footnotes


def test_a_footnote_in_the_middle_of_a_sentence_follows_its_paragraph(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        "Vi har i dag plantet ca. 500 træer1 i byens gader, og vi vil gerne\n"
        "plante mange flere i de kommende år, hvis der kan findes penge til,\n"
        " 1 Her er kun talt træer, der står på veje.",
        "at de også kan blive vandet.",
        "Det er alt.",
    )
    words, note, last = paragraphs(draft)
    assert "500 træer¹ i byens" in words.text
    assert words.text.endswith("findes penge til, at de også kan blive vandet.")
    assert (note.kind, note.text) == ("footnote", "¹ Her er kun talt træer, der står på veje.")
    assert last.text == "Det er alt."
    assert "footnote-moved" in codes(draft)


def test_a_number_that_nothing_refers_to_begins_no_footnote(tmp_path: Path) -> None:
    draft = read(tmp_path, "1 Her er kun talt træer, der står på veje.")
    assert [(p.kind, p.text) for p in paragraphs(draft)] == [
        ("paragraph", "1 Her er kun talt træer, der står på veje.")
    ]


# moved numbers and dashes


def test_numbers_behind_their_lines_are_markers_when_there_are_two(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        "Træer giver skygge, og det er godt for alle, som går i1)\nbyen om sommeren.",
        "Træer renser luften, og det er godt for alle, der bor 2)\nved vejene.",
    )
    assert [(p.kind, p.marker, p.text) for p in paragraphs(draft)] == [
        ("item", "1)", "Træer giver skygge, og det er godt for alle, som går i byen om sommeren."),
        ("item", "2)", "Træer renser luften, og det er godt for alle, der bor ved vejene."),
    ]


def test_a_single_number_at_a_line_end_is_part_of_the_sentence(tmp_path: Path) -> None:
    draft = read(tmp_path, "Mange børn går ud af skolen efter 9.\nklasse og plejer træer.")
    assert texts(draft) == ["Mange børn går ud af skolen efter 9. klasse og plejer træer."]
    assert "number-moved" not in codes(draft)


def test_dashes_behind_their_lines_are_items_when_there_are_three(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        "Hvor skal der plantes, og hvem skal -\nvande?\nHvem betaler det hele? -\n"
        "Hvad siger naboerne til det?-",
    )
    assert [(p.marker, p.text) for p in paragraphs(draft)] == [
        ("–", "Hvor skal der plantes, og hvem skal vande?"),
        ("–", "Hvem betaler det hele?"),
        ("–", "Hvad siger naboerne til det?"),
    ]


def test_a_lone_dash_at_a_line_end_is_a_dash(tmp_path: Path) -> None:
    draft = read(tmp_path, "Planen gælder for perioden 2007 -\n2010 og ikke længere.")
    assert texts(draft) == ["Planen gælder for perioden 2007 - 2010 og ikke længere."]


# headings and items by name or number


def test_numbered_lines_with_text_below_are_headings_in_their_turn(tmp_path: Path) -> None:
    draft = read(tmp_path, "1. Gader", "Der er mange.", "1.1. Små gader", "De er små.", "2. Torve")
    numbers = [(s.path, s.number, s.title) for s in draft.sections if s.number]
    assert numbers == [("2", "1", "Gader"), ("2/1", "1.1", "Små gader")]
    draft = read(tmp_path, "1. Gader", "Der er mange.", "7. Torve", "Der er få.")
    assert [s.number for s in draft.sections if s.number] == ["1"]


def test_numbered_lines_in_a_row_are_a_list(tmp_path: Path) -> None:
    draft = read(tmp_path, "1. Gader\n2. Torve\n3. Parker", "Det er alle steder.")
    assert not any(section.number for section in draft.sections)


def test_goals_and_indicators_are_items_each_with_its_name_in_bold(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        "Forbehold: Der skal findes penge.\nResultatmål 1: Der er flere træer.\n"
        "Indikator for træer: Antallet af træer stiger hvert år.",
    )
    assert [(p.kind, p.runs[0].text, p.runs[0].strong) for p in paragraphs(draft)] == [
        ("item", "Forbehold:", True),
        ("item", "Resultatmål 1:", True),
        ("item", "Indikator for træer:", True),
    ]
    assert texts(draft)[1] == "Resultatmål 1: Der er flere træer."


# the cost table


COSTS = (
    "Aktivitet Omkostning Finansiering\nGader\nFlere træer i alle\ngader",
    "2,5 mio. kr.\n(0,5 mio. kr.\nårligt til 1031)",
    "Findes i budgettet.\nNB: Resultatmål 1\nafhænger heraf.",
    "Bænke Ikke beregnet Findes i rammen.",
    "Vand til alle træ-\nerne",
    "10.000 kr.",
    "Findes i rammen.",
)


def test_a_flattened_cost_table_becomes_a_table_with_what_must_be_confirmed(
    tmp_path: Path,
) -> None:
    draft = read(tmp_path, "Forklaring af farvekoder:\nRøde rækker er dyre", *COSTS)
    table = paragraphs(draft)[-1]
    rows = [["".join(run.text for run in cell.runs) for cell in row] for row in table.cells]
    assert table.kind == "table"
    assert rows == [
        ["Aktivitet", "Omkostning", "Finansiering"],
        ["Gader"],
        [
            "Flere træer i alle gader",
            "2,5 mio. kr. (0,5 mio. kr. årligt til 1031)",
            "Findes i budgettet.\nNB: Resultatmål 1 afhænger heraf.",
        ],
        ["Bænke", "Ikke beregnet", "Findes i rammen."],
        ["Vand til alle træerne", "10.000 kr.", "Findes i rammen."],
    ]
    asked = ["table-colours-lost", "table-rebuilt", "table-group-guessed", "table-depends"]
    assert [code for code in codes(draft) if code.startswith("table")] == asked
    assert any("1031" in w.message for w in draft.warnings if w.code == "possible-misreading")


def test_a_head_without_amounts_below_is_text(tmp_path: Path) -> None:
    draft = read(tmp_path, "Aktivitet Omkostning Finansiering", "Der kommer et skema senere.")
    assert not any(p.kind == "table" for p in paragraphs(draft))


# columns


def test_columns_side_by_side_are_pointed_out_and_one_wide_blank_is_not(tmp_path: Path) -> None:
    columns = "\n".join(f"Gade nummer {n}      har {n} træer." for n in ("et", "to", "tre"))
    assert codes(read(tmp_path, columns)).count("possible-columns") == 1
    assert "possible-columns" not in codes(read(tmp_path, "Dato:      den første i maj."))


# nothing is lost


def test_no_letter_is_lost_over_all_these_repairs(tmp_path: Path) -> None:
    blocks = ["Bilag 2. Plan for træer", DAMAGED, "1. Gader", "Der er mange.", *COSTS]
    assert "letter-count" not in codes(read(tmp_path, *blocks))


def test_lines_with_the_sign_of_a_heading_are_headings_of_their_level(tmp_path: Path) -> None:
    draft = read(
        tmp_path, "# Skoler\n\n## Det gør vi\nVi bygger to nye skoler.", "# Havnen\n\nDen er åben."
    )
    assert [(section.path, section.title) for section in draft.sections][1:] == [
        ("2", "Skoler"),
        ("2/1", "Det gør vi"),
        ("3", "Havnen"),
    ]
    assert texts(draft) == ["Vi bygger to nye skoler.", "Den er åben."]
