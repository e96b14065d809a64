"""The shared macros: what is wired to what, what is escaped, and that every stored value has words."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

import lxml.html
import pytest

from consult.answers.disposition import Outcome
from consult.answers.stance_bar import StanceBar
from consult.consultations.consultation import Phase
from consult.consultations.moderation_reason import ModerationReason
from consult.consultations.party import PartyState
from consult.lineage import diff_words
from consult.locale import LANGUAGES
from consult.responses.omission import MARK, pieces_of
from consult.responses.remark import Publicity, Stance, Standing
from consult.responses.respondent import RespondentKind, VerifiedBy
from consult.responses.response import Channel, ResponseKind
from moderation.decision_input import DecisionKind
from tests.look.looking import macro

FORMS = '{% import "shared/forms.html" as forms %}'
HOSTILE = "\"><script>alert(1)</script>'&"
WORDS: list[tuple[str, type[StrEnum]]] = [
    ("respondent_kind", RespondentKind), ("stance", Stance), ("publicity", Publicity),
    ("publicity_badge", Publicity), ("standing", Standing), ("standing_badge", Standing),
    ("disposition", Outcome), ("disposition_badge", Outcome), ("verified_by", VerifiedBy),
    ("phase", Phase), ("phase_badge", Phase), ("channel", Channel), ("response_kind", ResponseKind),
    ("party_state", PartyState), ("decision", DecisionKind),
]  # fmt: skip
FIELDS = {
    "text": 'forms.text("f", "Label", hint="Hint", error=error)',
    "textarea": 'forms.textarea("f", "Label", hint="Hint", error=error, limit=100)',
    "radios": 'forms.radios("f", "Label", [("a", "A"), ("b", "B", "more")], hint="Hint", error=error)',
    "checkbox": 'forms.checkbox("f", "Label", hint="Hint", error=error)',
    "checkboxes": 'forms.checkboxes("f", "Label", [("a", "A"), ("b", "B", "more")], hint="Hint", error=error)',
    "select": 'forms.select("f", "Label", [("a", "A")], hint="Hint", error=error)',
    "file": 'forms.file("f", "Label", hint="Hint", error=error)',
}


def tree(html: str) -> Any:
    return lxml.html.fragment_fromstring(html, create_parent="div")


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_names_its_hint_and_its_error_to_screen_readers(field: str) -> None:
    html = tree(macro(FORMS + "{{ " + FIELDS[field] + " }}", error="Wrong."))
    [described] = html.xpath("//*[contains(@aria-describedby, 'field-f-error')]/@aria-describedby")
    words = " ".join(html.get_element_by_id(id).text_content() for id in described.split())
    assert "Hint" in words
    assert "Wrong." in words


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_without_error_says_nothing_of_errors(field: str) -> None:
    html = macro(FORMS + "{{ " + FIELDS[field] + " }}", error=None)
    assert "error" not in html
    assert "aria-invalid" not in html


@pytest.mark.parametrize("field", FIELDS)
def test_the_error_summary_leads_to_the_field(field: str) -> None:
    source = FORMS + "{{ forms.error_summary({'f': error}) }}{{ " + FIELDS[field] + " }}"
    html = tree(macro(source, error="Wrong."))
    [link] = html.xpath("//*[contains(@class, 'error-summary')]//a")
    target = html.get_element_by_id(link.get("href").removeprefix("#"))
    assert target.tag in ("input", "textarea", "select")


def test_no_errors_no_summary() -> None:
    assert macro(FORMS + "{{ forms.error_summary({}) }}").strip() == ""


@pytest.mark.parametrize("field", ["text", "textarea", "hidden"])
def test_what_was_typed_comes_back_unharmed(field: str) -> None:
    typed = "\n\nfirst line kept" + HOSTILE if field == "textarea" else HOSTILE
    arguments = "value=typed" if field == "hidden" else '"L", value=typed'
    html = tree(macro(FORMS + f"{{{{ forms.{field}('f', {arguments}) }}}}", typed=typed))
    [control] = html.xpath("//input | //textarea")
    # The browser drops one newline after <textarea>; lxml keeps it.
    given = control.text.removeprefix("\n") if field == "textarea" else control.get("value")
    assert given == typed
    assert not html.xpath("//script")


def test_an_optional_field_says_so_and_a_required_one_does_not() -> None:
    assert "frivilligt" in macro(FORMS + "{{ forms.text('f', 'L') }}")
    assert "frivilligt" not in macro(FORMS + "{{ forms.text('f', 'L', required=true) }}")


def test_the_chosen_radio_is_checked_whatever_type_the_value_has() -> None:
    html = macro(FORMS + "{{ forms.radios('f', 'L', [(1, 'A'), (2, 'B')], value='2') }}")
    assert re.findall(r'value="(\d)" checked', html) == ["2"]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("name", "values"), WORDS)
def test_every_stored_value_has_words_of_its_own(
    name: str, values: type[StrEnum], code: str
) -> None:
    source = '{% import "shared/labels.html" as labels %}{{ labels[name](value) }}'
    shown = [tree(macro(source, code, name=name, value=v)).text_content().strip() for v in values]
    assert len(set(shown)) == len(shown)
    assert not set(shown) & {value.value for value in values}


def test_an_unknown_value_is_seen_and_not_hidden() -> None:
    assert "odd" in macro('{% import "shared/labels.html" as l %}{{ l.stance("odd") }}')


REMARK = '{% import "shared/remarks.html" as remarks %}{{ remarks.card(remark) }}'


def test_a_remark_says_in_words_who_speaks() -> None:
    citizen = macro(REMARK, remark={"kind": "citizen", "name": "Bo Prøve", "text": "Ja."})
    council = macro(REMARK, remark={"kind": "organisation", "organisation": "Rådet", "text": "Ja."})
    assert "Borger" in citizen
    assert "Bo Prøve" in citizen
    assert "Organisation" not in citizen
    assert "Organisation" in council
    assert "Rådet" in council


def test_a_remark_without_a_name_to_show_says_so() -> None:
    assert "Navnet vises ikke" in macro(REMARK, remark={"kind": "citizen", "text": "Ja."})


def test_a_remark_is_text_and_never_markup() -> None:
    fields = ["name", "text", "quote", "proposed_text", "location", "number"]
    html = macro(REMARK, remark={"kind": "citizen", **dict.fromkeys(fields, HOSTILE)})
    assert not tree(html).xpath("//script")
    # The name and the number stand in its heading, too.
    shown = tree(html).text_content().count("<script>alert(1)</script>")
    assert shown == len(fields) + 2


def test_words_left_out_show_their_reason_and_nothing_else() -> None:
    reason = ModerationReason(key="phone", title="telefonnummer")
    parts = pieces_of(f"Ring til {MARK} [udeladt: telefonnummer]", ["phone"], {"phone": reason})
    html = tree(macro(REMARK, remark={"kind": "citizen", "name": "Bo Prøve", "parts": parts}))
    [mark] = html.find_class("remark__redacted")
    assert mark.text_content() == "Kommunen: udeladt: telefonnummer"


def test_a_change_is_also_said_in_words() -> None:
    runs = [{"text": "before "}, {"text": "new", "change": "insertion"}, {"text": "old", "change": "deletion"}]  # fmt: skip
    source = '{% import "shared/reading.html" as reading %}{{ reading.runs(runs) }}'
    html = tree(macro(source, runs=runs))
    assert re.sub(r"\s+", " ", html.text_content()) == "before [indsat: new slut][udgår: old slut]"
    assert [e.tag for e in html.xpath("//ins | //del")] == ["ins", "del"]


STANCE_BAR = '{% import "shared/numbers.html" as n %}{{ n.stance_bar(bar) }}'


def test_the_bars_parts_are_as_long_as_their_numbers() -> None:
    bar = tree(macro(STANCE_BAR, bar=StanceBar(3, 9, 2, longest=28)))
    widths = [float(width) for width in bar.xpath("//rect/@width")]
    assert widths == [pytest.approx(100 * count / 28, abs=0.01) for count in (3, 9, 2)]
    assert [float(x) for x in bar.xpath("//rect/@x")] == [
        0, pytest.approx(widths[0], abs=0.02), pytest.approx(widths[0] + widths[1], abs=0.02),
    ]  # fmt: skip
    assert bar.xpath("//svg/@aria-label") == ["For: 3, Imod: 9, Hverken for eller imod: 2"]


def test_a_map_of_nothing_is_drawn_without_dividing_by_zero() -> None:
    assert macro(STANCE_BAR, bar=StanceBar(0, 0, 0, longest=0)).count('width="0.0"') == 3


def test_a_paragraph_without_published_remarks_shows_no_count() -> None:
    source = """{% import "shared/reading.html" as reading %}
        {% call reading.paragraph("p", "5.1", count=count, remarks_href="/r", comment_href="/c") %}x{% endcall %}"""
    assert "3 bemærkninger" in macro(source, count=3)
    assert "bemærkning" not in macro(source, count=0)
    assert "/c" in macro(source, count=0)


@pytest.mark.parametrize(
    ("older", "newer", "links"), [("/o", None, 1), (None, "/n", 1), ("/o", "/n", 2), (None, None, 0)]
)  # fmt: skip
def test_paging_offers_only_the_ways_there_are(
    older: str | None, newer: str | None, links: int
) -> None:
    source = '{% import "shared/navigation.html" as n %}{{ n.older_newer(o, w) }}'
    assert macro(source, o=older, w=newer).count("<a ") == links


def test_differences_are_marked_for_eyes_and_ears() -> None:
    differences = diff_words("Bussen kører ofte <b>.", "Bussen kører hvert femte minut <b>.")
    source = '{% import "shared/reading.html" as reading %}{{ reading.differences(differences) }}'
    html = tree(macro(source, differences=differences))
    assert html.text_content() == (
        "Bussen kører [udgår: ofte slut] [indsat: hvert femte minut slut] <b>."
    )
    assert [each.get("class") for each in html.xpath("//ins | //del")] == ["change", "change"]


@pytest.mark.parametrize(
    ("size", "code", "words"),
    [
        (1, "da", "1 kB"),
        (1025, "da", "2 kB"),
        (1024 * 1024 - 1, "da", "1.024 kB"),
        (1536 * 1024, "da", "1,5 MB"),
        (1536 * 1024, "en", "1.5 MB"),
    ],
)
def test_a_file_size_is_in_the_unit_people_know(size: int, code: str, words: str) -> None:
    assert macro("{{ size | file_size }}", code, size=size) == words
