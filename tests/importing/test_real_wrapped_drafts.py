"""The three real texts broken into lines, and the one whose empty links are links."""

import os
from pathlib import Path

import pytest

from consult.importing import Draft, ParagraphDraft, SectionDraft, read_draft
from consult.importing.draft import EmptyLinks

_BESIDE = Path(__file__).parents[3] / "shared" / "drafts"
DRAFTS = Path(os.environ.get("CONSULT_SHARED_DRAFTS", _BESIDE))

pytestmark = pytest.mark.skipif(
    not all(any(DRAFTS.glob(f"00{number}_*.txt")) for number in (0, 1, 2, 4)),
    reason=f"the real drafts are not in {DRAFTS}; set CONSULT_SHARED_DRAFTS to their folder",
)


def read(number: int, empty_links: EmptyLinks | None = None) -> Draft:
    return read_draft(next(DRAFTS.glob(f"00{number}_*.txt")), empty_links=empty_links)


@pytest.fixture(scope="module")
def fourth() -> Draft:
    return read(4)


def paragraphs(draft: Draft) -> list[ParagraphDraft]:
    return [paragraph for section in draft.sections for paragraph in section.paragraphs]


def lines(draft: Draft, code: str) -> list[int]:
    return [int(w.where.removeprefix("line ")) for w in draft.warnings if w.code == code]


def starting(draft: Draft, words: str) -> ParagraphDraft:
    [found] = [p for p in paragraphs(draft) if p.text.startswith(words)]
    return found


def section(draft: Draft, number: str) -> SectionDraft:
    [found] = [one for one in draft.sections if one.number == number]
    return found


# 002 and 000, the revision pair


def test_the_revised_chapter_is_seven_paragraphs_without_its_line_ends() -> None:
    found = paragraphs(read(0))
    assert len(found) == 7
    assert not any("\n" in paragraph.text for paragraph in found)
    old = paragraphs(read(2))
    begin, end = "Forældrekompetenceundersøgelser iværksættes", "individuelle forskelle."
    assert old[3].text[old[3].text.index(begin) :] == found[6].text[found[6].text.index(begin) :]
    assert found[6].text.endswith(end)


def test_a_page_that_starts_after_a_full_stop_starts_a_paragraph() -> None:
    found = paragraphs(read(0))
    assert found[5].text.endswith("den rette hjælp.")
    assert found[6].text.startswith("Pr. 1. maj 2025")


def test_four_links_lost_their_targets_and_are_no_insertions() -> None:
    draft = read(2, "link")
    assert lines(draft, "link-target-lost") == [5, 5, 5, 7]
    assert {run.change for p in paragraphs(draft) for run in p.runs} == {None}
    assert lines(read(2), "empty-link") == [5, 5, 5, 7]


def test_a_hyphen_left_in_a_word_goes_so_that_both_versions_have_the_same_word() -> None:
    old, new = read(2), read(0)
    assert lines(old, "hyphen-mended") == [7]
    for draft in (old, new):
        assert "og boligmæssige rammer" in starting(draft, "Undersøgelser indikerer").text
    assert "e-læringskursus" in starting(old, "Undersøgelser indikerer").text


# 001, damaged letters and double spacing


def test_damaged_letters_are_repaired_before_they_become_semicolons() -> None:
    draft = read(1)
    assert lines(draft, "letters-repaired") == [65, 126, 141]
    words = " ".join(p.text for p in paragraphs(draft))
    assert "(LOKK’s årsstatistik 2020). I befolkningen udgør kvinder med indvandrer-" in words
    assert "Københavns Kommune støtter en række ngo’er, som arbejder" in words
    assert "”Sig det til nogen – Migrant”, der er målrettet kvinder med migrantbaggrund" in words
    assert not set("ŶŵͿ;\uf0b7") & set(words)


def test_every_repair_tells_its_score() -> None:
    scores = [
        float(w.message.rpartition("score ")[2].rstrip(")."))
        for w in read(1).warnings
        if w.code == "letters-repaired"
    ]
    assert len(scores) == 3
    assert all(0.9 < score <= 1 for score in scores)


def test_the_double_spaced_chapter_has_its_title_headings_and_bullets() -> None:
    draft = read(1)
    assert draft.title == (
        "Bilag 2. SOF’s input til ny Integrations- og Medborgerskabspolitik 2023-2026"
    )
    assert [(one.number, one.title) for one in draft.sections] == [
        ("4", "Socialområdet"),
        (None, "Situationen i København"),
        (None, "Det gør vi allerede"),
        (None, "Forebyggelse af hjemløshed"),
        (None, "Kriminalitetsforebyggende indsatser"),
        (None, "Forebyggelse af social kontrol og æresrelaterede konflikter"),
        (None, "Samarbejde med civilsamfundsaktører til forebyggelse af social udsathed"),
        (None, "Det vil vi arbejde for fremadrettet"),
    ]
    items = [p for p in paragraphs(draft) if p.kind == "item"]
    assert [item.marker for item in items] == ["•", "•", "•"]
    assert all(item.text.startswith("At styrke") for item in items)


def test_an_item_cut_by_a_page_is_one_item() -> None:
    draft = read(1)
    assert lines(draft, "page-break-joined") == [164]
    item = starting(draft, "At styrke den helhedsorienterede")
    assert "initiativer til forebyggelse af parallelsamfund" in item.text
    assert item.text.endswith("sammenhængende og enkel.")


# 004, the plan of goals, indicators, activities and costs


def test_the_plan_has_its_title_its_areas_and_their_recurring_chapters(fourth: Draft) -> None:
    assert fourth.title.startswith("Bilag 1. Handleplan for integration på det sociale område")
    assert fourth.title.endswith("perioden 2011-2014 – konkrete mål til en ny integrationspolitik")
    assert lines(fourth, "front-matter-left-out") == [2]
    numbered = [(s.number, s.level) for s in fourth.sections if s.number]
    tops = [(str(number), 1) for number in range(1, 8)]
    assert numbered == [*tops, ("7.1", 2), ("7.2", 2), ("7.3", 2), ("8", 1)]
    for number in range(1, 7):
        path = section(fourth, str(number)).path
        below = [s.title for s in fourth.sections if s.path.startswith(f"{path}/")]
        goals = ["Resultatmål", "Indikatorer for resultatmålene", "Aktiviteter"]
        assert below == ["Situationen – Hvad er udfordringerne?", *goals]


def test_a_page_header_in_the_middle_of_a_sentence_is_left_out(fourth: Draft) -> None:
    assert lines(fourth, "header-left-out") == [189]
    found = starting(fourth, "Socialforvaltningen planlægger også styrkelse")
    assert "opstart i maj. I kontaktpersonindsatsen er der" in found.text
    assert not any("Side 6 af 27" in p.text for p in paragraphs(fourth))


def test_footnotes_stand_behind_their_paragraph_with_the_same_raised_number(
    fourth: Draft,
) -> None:
    assert lines(fourth, "footnote-moved") == [194, 240, 607, 682, 685, 731, 732, 1222]
    found = paragraphs(fourth)
    marks = ["personer¹.", "projekt²", "indikator³:", "udlejning⁴", "listen⁵.", "afdelinger⁶"]
    marks += ["anvisning⁷.", "120.000 kr.⁸"]
    notes = [(at, p) for at, p in enumerate(found) if p.kind == "footnote"]
    assert len(notes) == len(marks)
    for (at, note), mark in zip(notes, marks, strict=True):
        before = found[at - 1] if found[at - 1].kind != "footnote" else found[at - 2]
        assert mark in before.text
        assert note.text.startswith(f"{mark.rstrip('.:')[-1]} ")
    assert notes[6][1].text.endswith("udpeget efter de nye kriterier.")


def test_sentences_cut_by_footnotes_are_whole_again(fourth: Draft) -> None:
    assert lines(fourth, "page-break-joined") == [181, 237, 605, 727]
    words = " ".join(p.text for p in paragraphs(fourth))
    assert "med etnisk dansk baggrund, hvilket også understøtter" in words
    assert "behov for yderligere SKP’er, men også den efterfølgende indsats" in words
    assert "i 2009 viste, at antallet af afdelinger" in words


def test_numbers_moved_behind_their_line_are_markers_again(fourth: Draft) -> None:
    assert lines(fourth, "number-moved") == [272, 278, 718, 727, 747]
    for marker, begin, inside in [
        ("1)", "Hjemløse med flygtninge- og", "udgør en væsentlig del"),
        ("2)", "Der forefindes på nuværende", "løbende målinger af, i hvilket"),
        ("1.", "Socialministeriet offentliggør", "en liste over boligområder"),
        ("2.", "København har herudover", "store boligafdelinger"),
        ("3.", "For at modvirke social", "fastlagt i BL-aftalen, at"),
    ]:
        item = starting(fourth, begin)
        assert (item.kind, item.marker, inside in item.text) == ("item", marker, True)


def test_dashes_moved_behind_their_line_are_thirteen_items(fourth: Draft) -> None:
    items = [p for p in section(fourth, "7.3").paragraphs if p.marker == "–"]
    assert len(items) == len(lines(fourth, "dash-moved")) == 13
    assert items[0].text == (
        "Er der en kønsmæssig skævvridning? Er piger og drenge med etnisk minoritetsbaggrund "
        "mere eller mindre underrepræsenterede i tilbudene?"
    )
    assert items[7].text == "Hvilke motiver og ønsker har de unge med handicap selv?"
    assert items[8].text.startswith("Hvilke problemstillinger opstår eventuelt ude i dag- og afl")


def test_goals_indicators_and_provisos_are_items_with_their_name_in_bold(fourth: Draft) -> None:
    items = [p for p in paragraphs(fourth) if p.kind == "item" and not p.marker]
    goals = [p for p in items if p.text.startswith("Resultatmål")]
    assert [p.runs[0].text for p in goals] == [f"Resultatmål {n}:" for n in range(1, 12)]
    assert all(p.runs[0].strong for p in goals)
    assert sum(p.text.startswith("Forbehold:") for p in items) == 5
    assert sum(p.text.startswith("Indikator ") for p in items) == 12
    assert starting(fourth, "Resultatmål 6").text.endswith("forsørgelse og fast bolig.")
    assert starting(fourth, "Integrationsbarometrets").kind == "paragraph"


def test_ranges_and_halves_of_words_keep_their_hyphens(fourth: Draft) -> None:
    words = " ".join(p.text for p in paragraphs(fourth))
    for right in (
        "mellem 18-24 år",
        "perioden 2009-2012",
        "start-/kontanthjælp",
        "SFI-tællingerne",
    ):
        assert right in words
    assert "flygtninge- eller indvandrerbaggrund" in words
    assert "denne underrepræsentation eksisterer" in words


def test_no_letter_of_the_wrapped_texts_is_lost() -> None:
    for number in (0, 1, 4):
        assert "letter-count" not in {w.code for w in read(number).warnings}


def test_the_cost_table_is_a_table(fourth: Draft) -> None:
    [table] = [p for p in section(fourth, "8").paragraphs if p.kind == "table"]
    rows = [["".join(r.text for r in cell.runs) for cell in row] for row in table.cells]
    assert rows[0] == ["Aktivitet", "Omkostning", "Finansiering"]
    assert [row[0] for row in rows if len(row) == 1] == [
        "Børn og unge",
        "Hjemløshed",
        "Misbrug",
        "Kvinder med etnisk minoritetsbaggrund",
        "Psykiatri",
        "Boligområdet",
        "Handicapområdet",
        "Tværgående initiativer",
    ]
    full = [row for row in rows[1:] if len(row) == 3]
    assert len(full) == 26
    assert all(all(row) for row in full)
    assert full[0] == [
        "Hurtig reaktion ved skolefravær",
        "Ikke beregnet",
        "Finansieres indenfor rammen.",
    ]
    assert full[8] == [
        "Medfinansiering af helhedsplaner",
        "Ikke beregnet.",
        "Finansieret over den boligsociale ramme.",
    ]
    assert full[10][1] == "Ikke opgjort Opgøres ifm. Misbrugsstrategien"
    assert full[-1][2].endswith("resultatmålene, 1, 2, 7, 8 og 9 afhænger heraf.")


def test_what_a_person_must_confirm_of_the_table_is_named_line_by_line(fourth: Draft) -> None:
    assert lines(fourth, "table-rebuilt") == [961]
    assert lines(fourth, "table-colours-lost") == [956]
    assert lines(fourth, "word-mended") == [1092, 1108]
    assert lines(fourth, "table-depends") == [969, 1083, 1123, 1142, 1160, 1172, 1244]
    assert lines(fourth, "footnote-mark-guessed") == [1231]
    assert len(lines(fourth, "table-group-guessed")) == 8
    assert any("1012" in w.message and w.where == "line 1024" for w in fourth.warnings)
