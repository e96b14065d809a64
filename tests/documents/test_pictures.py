"""A picture in the next version is the one it was, whatever was said about it meanwhile."""

from __future__ import annotations

import pytest

from consult.documents.paragraph import Paragraph
from consult.documents.publication import publish_version
from consult.documents.versions.next_version import store_version
from consult.documents.versions.stored_lineage import LineageLink
from consult.importing import Draft, ParagraphDraft, Picture, Run
from consult.lineage import LinkKind
from consult.settings import Settings
from tests.support.factories import NOW
from tests.support.factories.consultations import consultation
from tests.support.factories.drafts import EDITOR, paragraph, section, store

pytestmark = pytest.mark.anyio

HARBOUR, BRIDGE, SQUARE = "a" * 64, "b" * 64, "c" * 64


def figure(digest: str, description: str | None) -> ParagraphDraft:
    runs = (Run(description),) if description else ()
    return ParagraphDraft(
        "figure", description or "", runs, picture=Picture(digest, 40, 30, description)
    )


def text(*figures: ParagraphDraft) -> Draft:
    words = paragraph("Havnen skal være åben for alle, og ingen skal betale for at bade i den.")
    return Draft("Politik", (section("1", "Byen", words, *figures, number="1"),), ())


async def test_pictures_are_matched_by_their_bytes_and_else_by_their_description(
    db: Settings,
) -> None:
    first = await store(
        await consultation(),
        text(
            figure(HARBOUR, None),
            figure(BRIDGE, "Broen set fra syd"),
            figure(SQUARE, "Rådhuspladsen om aftenen med lys i alle vinduer"),
        ),
    )
    if first.version.published_at is None:
        await publish_version(first.version, by=EDITOR, now=NOW)
    second = await store_version(
        text(
            figure(HARBOUR, "Havnen fra luften"),
            figure("d" * 64, "Rådhuspladsen om aftenen med lys i alle vinduer"),
            figure("e" * 64, "Et helt andet billede"),
        ),
        document=first.document,
        by=EDITOR,
        now=NOW,
        source_name="b.docx",
        source_file="",
    )
    old = {p.identity_id: p.picture for p in await Paragraph.filter(version=first.version)}
    new = {p.id: p.picture for p in await Paragraph.filter(version=second)}
    links = [each for each in await LineageLink.all() if each.new_id and new[each.new_id]]
    assert {(old[each.old_id], new[each.new_id]) for each in links} == {
        (HARBOUR, HARBOUR),
        (SQUARE, "d" * 64),
    }
    assert {each.kind for each in links} <= {LinkKind.SAME, LinkKind.MOVED}
