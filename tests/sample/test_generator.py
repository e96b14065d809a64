"""The generator: shares, moments, anchors, what is planted, and that it can be repeated."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from collections.abc import Iterator
from itertools import islice

import pytest

from consult.sample.frame import REASONS
from consult.sample.generator import SHARES, generate
from consult.sample.identifiers import CVR_WEIGHTS, weighted
from consult.sample.outline import (
    OutlineParagraph,
    OutlineSection,
    SampleOutline,
    outline_of_source,
)
from consult.sample.response import SampleRemark, SampleResponse
from consult.sample.source import read_source


@pytest.fixture(scope="module")
def outline() -> SampleOutline:
    return outline_of_source(read_source())


@pytest.fixture(scope="module")
def thousand(outline: SampleOutline) -> list[SampleResponse]:
    return list(generate(outline, count=1000, seed=7))


@pytest.fixture(scope="module")
def shown(outline: SampleOutline) -> list[SampleResponse]:
    """As many as a demonstration shows."""
    return list(generate(outline, count=150, seed=1))


def remarks(responses: list[SampleResponse]) -> Iterator[SampleRemark]:
    return (remark for response in responses for remark in response.remarks)


def test_the_same_seed_gives_the_same_responses(outline: SampleOutline) -> None:
    assert list(generate(outline, count=60, seed=5)) == list(generate(outline, count=60, seed=5))


def test_another_seed_gives_others(outline: SampleOutline) -> None:
    assert list(generate(outline, count=60, seed=5)) != list(generate(outline, count=60, seed=6))


def test_every_type_comes_as_often_as_its_share_says(thousand: list[SampleResponse]) -> None:
    assert sum(SHARES.values()) == 1000
    assert Counter(response.type for response in thousand) == SHARES


@pytest.mark.parametrize("count", [0, 1, 7, 150])
def test_it_makes_as_many_as_were_asked_for(outline: SampleOutline, count: int) -> None:
    assert len(list(generate(outline, count=count, seed=1))) == count


def test_a_demonstration_has_every_type_and_language(shown: list[SampleResponse]) -> None:
    assert {response.type for response in shown} == set(SHARES)
    assert {response.language for response in shown} >= {"da", "en"}
    many = {response.outcome for response in shown}
    assert many >= {"waiting", "published", "redacted", "set_aside"}


def test_all_four_languages_and_all_outcomes_come(thousand: list[SampleResponse]) -> None:
    assert {response.language for response in thousand} == {"da", "en", "ar"}
    assert {response.outcome for response in thousand} == {
        *("waiting", "published", "redacted", "withheld", "set_aside", "withdrawn")
    }


def test_they_come_in_order_and_a_fifth_or_more_on_the_last_day(outline: SampleOutline) -> None:
    offsets = [r.offset for r in generate(outline, count=1000, seed=3, days=20)]
    assert offsets == sorted(offsets)
    assert offsets[0] >= 0
    assert offsets[-1] < 1
    assert 200 <= sum(offset >= 1 - 1 / 20 for offset in offsets) <= 400


def test_anchors_exist_and_quotes_stand_literally_in_their_paragraph(
    outline: SampleOutline, thousand: list[SampleResponse]
) -> None:
    sections = {section.key for section in outline.sections}
    texts = {p.key: p.text for section in outline.sections for p in section.paragraphs}
    quoted = 0
    for remark in remarks(thousand):
        if remark.anchor_type == "paragraph":
            assert remark.quote in texts[remark.anchor_key]
            quoted += bool(remark.quote)
        else:
            assert remark.quote == ""
            assert remark.anchor_key == "" or remark.anchor_key in sections
            assert (remark.anchor_type == "section") == bool(remark.anchor_key)
    assert quoted > 200


def test_all_ways_of_pointing_are_used(shown: list[SampleResponse]) -> None:
    kinds = Counter(remark.anchor_type for remark in remarks(shown))
    assert min(kinds[kind] for kind in ("consultation", "section", "paragraph")) > 20
    assert any("linje" in remark.text for remark in remarks(shown))
    assert any(remark.proposed_text for remark in remarks(shown))


def test_comments_have_one_remark_and_every_remark_has_words(
    thousand: list[SampleResponse],
) -> None:
    for response in thousand:
        assert len(response.remarks) == 1 or response.kind == "formal"
        assert all(remark.text.strip() for remark in response.remarks)
        assert "{" not in "".join(remark.text for remark in response.remarks)
    assert max(len(response.remarks) for response in thousand) >= 6


def test_what_is_planted_stands_in_the_text(thousand: list[SampleResponse]) -> None:
    planted = Counter(plant.kind for remark in remarks(thousand) for plant in remark.planted)
    assert set(planted) == {
        *("cpr", "cpr_implausible", "phone", "email", "address", "health", "ethnicity", "person")
    }
    for remark in remarks(thousand):
        assert all(plant.text in remark.text for plant in remark.planted)


def test_nothing_sensitive_is_meant_to_be_published_as_it_is(
    thousand: list[SampleResponse],
) -> None:
    for response in thousand:
        if any(remark.planted for remark in response.remarks):
            assert response.outcome in {"waiting", "redacted"}


def test_decided_ones_name_a_reason_of_the_frame(thousand: list[SampleResponse]) -> None:
    keys = {reason.key for reason in REASONS}
    for response in thousand:
        decided = response.outcome in {"redacted", "withheld", "set_aside"}
        assert (response.reason in keys) == decided


def test_contact_data_lead_nowhere(thousand: list[SampleResponse]) -> None:
    for response in thousand:
        respondent = response.respondent
        if respondent.email:
            assert respondent.email.endswith(("@example.dk", "@example.org"))
            assert respondent.email.isascii()
            assert len(respondent.email.partition("@")[0]) <= 64
        if respondent.cvr:
            assert weighted(respondent.cvr, CVR_WEIGHTS) == 0
        assert 0 < len(respondent.name) <= 300


def test_names_that_break_software_are_among_them(thousand: list[SampleResponse]) -> None:
    names = " ".join(response.respondent.name for response in thousand)
    assert all(piece in names for piece in ("O'", "<b>", "🌻", "مها", "=SUM"))
    assert max(len(response.respondent.name) for response in thousand) == 200


def test_campaigns_repeat_one_text_with_small_changes(thousand: list[SampleResponse]) -> None:
    sent = [r for r in thousand if r.campaign == "boliger-nu"]
    texts = Counter(response.remarks[0].text for response in sent)
    core, same = texts.most_common(1)[0]
    assert same >= 10
    assert len(texts) >= 3
    assert all(core in text for text in texts)
    senders = Counter(response.respondent for response in sent)
    assert max(senders.values()) >= 2


def test_endorsers_name_a_body_that_has_answered_before(shown: list[SampleResponse]) -> None:
    answered: set[str] = set()
    endorsements = 0
    for response in shown:
        if response.endorses and answered:
            assert response.endorses in answered
            endorsements += 1
        if response.type in {"district", "council", "organisation", "authority"}:
            answered.update(response.respondent.organisation.split(" og "))
            answered.add(response.respondent.organisation)
    assert endorsements > 3


def test_edge_cases_of_bodies_come(thousand: list[SampleResponse]) -> None:
    bodies = [r for r in thousand if r.type == "organisation"]
    assert any(" og " in r.respondent.organisation for r in bodies)
    assert any(r.remarks[0].text.startswith("Dette svar erstatter") for r in bodies)
    assert any(r.annexes and len(r.remarks) == 1 for r in bodies)
    assert any(r.respondent.cvr == "" for r in bodies)


def test_those_with_no_remarks_say_only_that(thousand: list[SampleResponse]) -> None:
    content = {r.respondent.organisation for r in thousand if r.no_remarks}
    assert len(content) == 4
    assert content.isdisjoint(r.respondent.organisation for r in thousand if not r.no_remarks)


def test_stories_are_long_and_short_comments_short(thousand: list[SampleResponse]) -> None:
    words = {
        type_: [len(r.remarks[0].text.split()) for r in thousand if r.type == type_]
        for type_ in ("citizen_story", "citizen_short")
    }
    assert min(words["citizen_story"]) >= 120
    assert max(words["citizen_story"]) <= 500
    assert max(words["citizen_short"]) <= 120


def test_a_demonstration_hardly_repeats_itself(shown: list[SampleResponse]) -> None:
    texts = [r.remarks[0].text for r in shown if r.type in {"citizen_short", "citizen_story"}]
    assert len(set(texts)) >= len(texts) - 1


def test_remarks_are_about_themes_of_the_area_they_stand_in(
    outline: SampleOutline, thousand: list[SampleResponse]
) -> None:
    culture = {s.key for s in outline.sections if "4 Kultur og fritid" in s.path}
    inside = [
        remark
        for remark in remarks(thousand)
        if remark.anchor_key.partition("p")[0] in culture and remark.area != "generelt"
    ]
    assert len(inside) > 50
    assert {remark.area for remark in inside} == {"kultur"}


def test_a_draft_with_unknown_areas_gets_general_remarks() -> None:
    paragraph = OutlineParagraph("p", "1", "Havnen skal have en ny mole, som måler 90 meter.")
    outline = SampleOutline("Havneplan", (OutlineSection("s", "1", ("Molen",), (paragraph,)),))
    responses = list(generate(outline, count=100, seed=1))
    assert {remark.area for remark in remarks(responses)} == {"", "generelt"}
    assert any(remark.anchor_key == "p" for remark in remarks(responses))


def test_a_draft_without_a_word_gets_remarks_on_the_whole() -> None:
    responses = list(generate(SampleOutline("Tom", ()), count=100, seed=1))
    assert {remark.anchor_type for remark in remarks(responses)} == {"consultation"}


def test_fifty_thousand_pass_through_a_few_megabytes(outline: SampleOutline) -> None:
    responses = generate(outline, count=50_000, seed=1)
    tracemalloc.start()
    try:
        assert sum(1 for _ in islice(responses, 1_000)) == 1_000
        early, _ = tracemalloc.get_traced_memory()
        # Tracing makes drawing slow: four thousand more are enough to see whether anything piles up.
        assert sum(1 for _ in islice(responses, 4_000)) == 4_000
        late, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 12_000_000
    # Kept, those four thousand would weigh several megabytes; the interpreter's own caches move by a tenth of one.
    assert late - early < 1_000_000
    assert sum(1 for _ in responses) == 45_000
