"""Two versions to compare, and what a page says of what changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from lxml import html

from consult.documents.document import Version
from consult.documents.publication import publish_version
from consult.documents.versions.mapping_approval import approve_lineage
from consult.importing import Draft
from tests.support.factories import NOW, consultations
from tests.support.factories.documents import Draft as StoredDraft
from tests.support.factories.drafts import EDITOR, store
from tests.support.factories.versions import (
    FIRST,
    follow,
)

ADDRESS = "/consultations/byplan"


CHANGES = ADDRESS + "/versions/2/changes/1"


async def first_version() -> StoredDraft:
    """Version 1, out to hearing."""
    return await store(await consultations.consultation(slug="byplan", title="Byplan"), FIRST)


async def publish(first: StoredDraft, draft: Draft) -> Version:
    version = await follow(first, draft)
    await approve_lineage(version, lock_version=1, by=EDITOR, now=NOW)
    await publish_version(version, by=EDITOR, now=NOW + timedelta(minutes=version.number))
    return version


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def kinds(page: html.HtmlElement) -> list[str]:
    return [words(each) for each in page.find_class("compared__kind")]


def marked(page: html.HtmlElement, id: str) -> str:
    return words(page.get_element_by_id(id).find_class("para__words")[0])


def kinds_of_all() -> Sequence[str]:
    return ["Ny overskrift", "Nyt", "Samlet af 1.1 og 1.2", "Omformuleret", "Udgået"]
