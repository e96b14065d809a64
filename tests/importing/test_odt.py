from pathlib import Path

from consult.importing import Draft, read_draft
from tests.importing.odt_files import deleting, h, inserting, odt_file, p


def places(draft: Draft) -> list[tuple[str, str]]:
    return [(warning.code, warning.where) for warning in draft.warnings]


def test_tracked_changes_are_the_paragraphs_changes(tmp_path: Path) -> None:
    begin, end = (
        '<text:change-start text:change-id="{}"/>',
        '<text:change-end text:change-id="{}"/>',
    )
    body = (
        p("Træpolitik", "Title"),
        h("Mål"),
        p(f"Vi {begin.format('c1')}gerne {end.format('c1')}planter "
          '<text:change text:change-id="c2"/>træer.'),
        begin.format("c3"),
        p("Et helt nyt stykke."),
        end.format("c3"),
        p("Og et gammelt."),
    )  # fmt: skip
    changes = inserting("c1") + deleting("c2", "få &amp; små ") + inserting("c3")
    draft = read_draft(odt_file(tmp_path / "a.odt", *body, changes=changes))
    first, second, third = draft.sections[0].paragraphs
    assert draft.title == "Træpolitik"
    assert first.text == "Vi gerne planter træer."
    assert [(r.text.strip(), r.change) for r in first.runs] == [
        ("Vi", None),
        ("gerne", "insertion"),
        ("planter", None),
        ("få & små", "deletion"),
        ("træer.", None),
    ]
    assert [r.change for r in second.runs] == ["insertion"]
    assert [r.change for r in third.runs] == [None]
    assert places(draft) == []
    assert "Skriver" not in str(draft)


def test_comments_and_hidden_text_stay_behind_and_text_boxes_do_not(tmp_path: Path) -> None:
    comment = "<office:annotation><dc:creator>A. Skriver</dc:creator>{}</office:annotation>"
    box = "<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>"
    styles = (
        '<style:style style:name="P9" style:family="paragraph">'
        '<style:text-properties text:display="none"/></style:style>'
    )
    body = (
        h("Mål"),
        p(f"Vi planter{comment.format(p('internt'))} træer."),
        p(f"Ved siden af{box.format(p('I en boks'))} her."),
        p("fortroligt", "P9"),
        p("Efter."),
    )
    draft = read_draft(odt_file(tmp_path / "a.odt", *body, styles=styles))
    assert [one.text for one in draft.sections[0].paragraphs] == [
        "Vi planter træer.",
        "Ved siden af her.",
        "I en boks",
        "Efter.",
    ]
    assert places(draft) == [
        ("title-missing", ""),
        ("comments-left-out", "1, paragraph 1"),
        ("text-box", "1, paragraph 3"),
        ("hidden-text-left-out", "1, paragraph 4"),
    ]
    assert not any(word in str(draft) for word in ("internt", "fortroligt", "Skriver"))


def test_paragraphs_with_a_deleted_end_between_them_are_one_and_it_is_said(tmp_path: Path) -> None:
    record = deleting("d", "").replace(p(""), p("") + p(""))
    words = p('Første halvdel<text:change text:change-id="d"/>anden halvdel.')
    draft = read_draft(odt_file(tmp_path / "a.odt", h("Mål"), words, changes=record))
    assert [one.text for one in draft.sections[0].paragraphs] == ["Første halvdel anden halvdel."]
    assert ("paragraphs-joined", "1, paragraph 1") in [(w.code, w.where) for w in draft.warnings]


def test_raised_and_lowered_digits_keep_their_meaning(tmp_path: Path) -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties '
        f'style:text-position="{position}"/></style:style>'
        for name, position in (("T1", "-8% 80%"), ("T2", "super 58%"))
    )
    words = p(
        'CO<text:span text:style-name="T1">2</text:span> på 9 m'
        '<text:span text:style-name="T2">2</text:span>.'
    )
    draft = read_draft(odt_file(tmp_path / "a.odt", h("Mål"), words, styles=styles))
    assert [one.text for one in draft.sections[0].paragraphs] == ["CO₂ på 9 m²."]
    assert [w.code for w in draft.warnings if w.code != "title-missing"] == []


def test_a_title_that_is_the_first_heading_is_not_missed(tmp_path: Path) -> None:
    body = h("Træpolitik"), h("Mål", 2), p("Vi planter."), h("Penge", 2), p("Ingen.")
    draft = read_draft(odt_file(tmp_path / "a.odt", *body))
    assert draft.title == "Træpolitik"
    assert draft.warnings == ()
