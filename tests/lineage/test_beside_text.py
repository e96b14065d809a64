from consult.importing import Draft, ParagraphDraft, Run, SectionDraft
from consult.lineage import BesideChange, changes_beside


def draft(*paragraphs: tuple[str, str]) -> Draft:
    pieces = tuple(ParagraphDraft(kind, text, (Run(text),)) for kind, text in paragraphs)  # type: ignore[arg-type]
    return Draft("Plan", (SectionDraft("1", None, "Mål", 1, None, pieces),), ())


def test_a_changed_figure_in_a_table_is_told_and_passages_are_left_to_the_mapping() -> None:
    old = draft(("paragraph", "a"), ("table", "År\tKr.\n2026\t100"), ("table", "x\ty"))
    new = draft(("paragraph", "b"), ("table", "År\tKr.\n2026\t900"), ("table", "x\ty"))
    [change] = changes_beside(old, new)
    assert change == BesideChange(
        "table", "changed", "1", "År\tKr.\n2026\t100", "År\tKr.\n2026\t900"
    )


def test_words_in_another_cell_or_row_are_a_change() -> None:
    old, new = draft(("table", "a b\tc")), draft(("table", "a\tb c"))
    assert [one.change for one in changes_beside(old, new)] == ["changed"]
    old, new = draft(("table", "a\tb\nc\td")), draft(("table", "a\tb\tc\td"))
    assert [one.change for one in changes_beside(old, new)] == ["changed"]


def test_what_is_new_or_gone_is_told_with_its_kind() -> None:
    old = draft(("footnote", "¹ Se bilag."), ("figure", "Et træ"))
    new = draft(("table", "a\tb"), ("footnote", "¹ Ny note."), ("footnote", "² Se bilag."))
    told = [(one.kind, one.change) for one in changes_beside(old, new)]
    assert sorted(told) == [("figure", "removed"), ("footnote", "added"), ("table", "added")]


def test_a_note_that_only_has_another_number_is_the_same() -> None:
    assert changes_beside(draft(("footnote", "¹ Se.")), draft(("footnote", "¹² Se."))) == ()
