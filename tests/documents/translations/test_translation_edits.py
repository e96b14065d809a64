"""Translations are bound to words: unchanged words keep theirs, changed ones have none, nobody overwrites anybody."""

from __future__ import annotations

import pytest

from consult import cache_version
from consult.audit import AuditEntry
from consult.consultations.consultation import Consultation
from consult.documents.translations.source_units import words_of
from consult.documents.translations.translation import Made, Translation, digest_of
from consult.documents.translations.translation_edits import NewTranslation, stored_in, translate
from consult.documents.versions.draft_replacement import replace_draft
from consult.settings import Settings
from consult.stale_state import StaleState
from tests.support.factories import NOW, words
from tests.support.factories.consultations import consultation
from tests.support.factories.documents import Draft
from tests.support.factories.drafts import EDITOR, paragraph, section, small_draft, store
from tests.support.factories.versions import BUS, LIBRARY, followed

pytestmark = pytest.mark.anyio

WATER = "Vandet er rent."


@pytest.fixture
async def draft(db: Settings) -> Draft:
    """The small draft; another one, translated too, stands beside it."""
    other = await store(await consultation())
    await words.translated(other, "ar", p1_1="ماء آخر")
    return await store(await consultation())


async def test_words_are_known_again_however_they_are_spaced_or_composed() -> None:
    assert digest_of("Å  er\nrent") == digest_of("A\u030a er rent")
    assert digest_of("Å er rent") != digest_of("Å er rent.")


async def test_a_translation_is_stored_with_who_made_it_how_and_when(draft: Draft) -> None:
    await words.translated(draft, "ar", Made.MACHINE, p1_1="الماء نظيف.")
    row = await Translation.get(document_id=draft.document.id)
    assert (row.language, row.words, row.source) == ("ar", "الماء نظيف.", WATER)
    assert (row.made, row.changed_by, row.changed_at) == (Made.MACHINE, EDITOR, NOW)
    entry = await AuditEntry.filter(verb="translated").order_by("-id").first()
    assert entry is not None
    assert (entry.actor, entry.noun_id, entry.at) == (EDITOR, draft.document.id, NOW)
    assert entry.facts == {"language": "ar", "units": 1, "removed": 0, "made": "machine"}
    assert "الماء" not in str(entry.facts)


async def test_everybody_sees_it_at_once(draft: Draft) -> None:
    slug = draft.consultation.slug
    before = await cache_version.CacheVersion.get(key=slug)
    await words.translated(draft, "ar", p1_1="الماء نظيف.")
    assert (await cache_version.CacheVersion.get(key=slug)).value == before.value + 1
    assert (await Consultation.get(slug=slug)).translated_into == "ar"


async def test_storing_the_same_again_changes_nothing(draft: Draft) -> None:
    await words.translated(draft, "ar", p1_1="الماء نظيف.")
    entries = await AuditEntry.all().count()
    await words.translated(draft, "ar", p1_1="الماء نظيف.")
    assert await AuditEntry.all().count() == entries


async def test_of_two_who_translate_the_same_words_the_second_is_told_and_nothing_is_lost(
    draft: Draft,
) -> None:
    await words.translated(draft, "ar", p1_1="الماء نظيف.")
    mine = NewTranslation(WATER, "المياه نقية.", Made.PERSON, 0)
    also = NewTranslation("Der er to broer.", "هناك جسران.", Made.PERSON, 0)
    with pytest.raises(StaleState) as clash:
        await translate(draft.document, "ar", [also, mine], by=EDITOR, now=NOW)
    assert clash.value.parts == {digest_of(WATER)}
    stored = await Translation.filter(document_id=draft.document.id)
    assert [each.words for each in stored] == ["الماء نظيف."]


async def test_who_has_read_the_last_one_may_change_it_or_take_it_away(draft: Draft) -> None:
    await words.translated(draft, "ar", p1_1="الماء نظيف.")
    again = NewTranslation(WATER, "المياه نقية.", Made.PERSON, 1)
    assert await translate(draft.document, "ar", [again], by=EDITOR, now=NOW) == 1
    gone = NewTranslation(WATER, "", Made.PERSON, 2)
    assert await translate(draft.document, "ar", [gone], by=EDITOR, now=NOW) == 1
    assert await Translation.filter(document_id=draft.document.id).count() == 0
    assert (await Consultation.get(id=draft.consultation.id)).translated_into == ""
    assert await Translation.all().count() == 1, "the other document's"


@pytest.mark.parametrize("language", ["xx", "AR", "", "../ar"])
async def test_a_language_nobody_knows_is_refused(draft: Draft, language: str) -> None:
    with pytest.raises(ValueError):
        await translate(
            draft.document,
            language,
            [NewTranslation(WATER, "x", Made.PERSON, 0)],
            by=EDITOR,
            now=NOW,
        )


async def test_a_corrected_text_keeps_the_translations_of_what_was_not_changed(
    db: Settings,
) -> None:
    draft = await store(await consultation(), published=False)
    await words.translated(draft, "en", p1_1="The water is clean.", p1_2="There are two bridges.")
    changed = small_draft()
    sections = (
        section("1", "Nyt", paragraph("Der er tre broer."), paragraph(WATER)),
        *changed.sections[4:],
    )
    other = type(changed)(changed.title, sections, ())
    await replace_draft(draft.version, other, lock_version=1, by=EDITOR, now=NOW)
    units = [unit for each in await words_of(draft.version) for unit in each.units]
    found = await stored_in(draft.document.id, "en", [each.digest for each in units])
    assert {each.words for each in found.values()} == {"The water is clean."}


async def test_the_next_version_keeps_them_too_and_a_reworded_paragraph_has_none(
    db: Settings,
) -> None:
    made = await followed()
    wordings = [
        NewTranslation(BUS, "The bus runs every ten minutes.", Made.PERSON, 0),
        NewTranslation(LIBRARY, "The library lends books.", Made.PERSON, 0),
    ]
    await translate(made.first.document, "en", wordings, by=EDITOR, now=NOW)
    await made.approve_and_publish()
    units = [unit for each in await words_of(made.second) for unit in each.units]
    found = await stored_in(made.first.document.id, "en", [each.digest for each in units])
    assert [each.source for each in found.values()] == [LIBRARY]
