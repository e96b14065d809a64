"""What should never have been published is taken down by one press: absent everywhere at once, kept for the case."""

from __future__ import annotations

import re
from pathlib import Path

import httpx2
import pytest

from consult.audit import AuditEntry
from consult.documents.background import add_background
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.section import SectionIdentity
from consult.documents.takedown import SealedWords, Takedown
from consult.documents.translations.plain_summary import PlainSummary, digest_of_section
from consult.documents.translations.translation import Made, Translation, digest_of
from consult.documents.version_pdf import VersionPdf, next_without_pdf
from consult.files import FileStore
from consult.responses.file_cleanup import needed_among
from consult.responses.public_change import PublicChange, PublicChangeKind
from consult.responses.remark import Publicity, Remark
from consult.settings import Settings
from tests.desk.desk_work import desk
from tests.support.factories import NOW, responses
from tests.support.factories.drafts import EDITOR
from tests.support.factories.versions import BUS, Followed, followed

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("stopped_clock")]

WORDS = "fra stationen til sygehuset"
TRANSLATED = "from the station to the hospital"
IN_SHORT = "Bussen til sygehuset kører oftere."
KEPT = "Havnen skal være åben"


@pytest.fixture
async def made(db: Settings) -> Followed:
    """Two published versions; the bus is in both, reworded, with a remark, a translation, a summary and a PDF."""
    made = await followed()
    await made.approve_and_publish()
    bus = next(each for each in made.first.paragraphs if each.text == BUS)
    made.first.consultation.translated_into = "en"
    made.first.consultation.summarised_in = "da"
    await made.first.consultation.save()
    quoting = await responses.remark(made.first, bus, publicity=Publicity.PUBLISHED, text="Godt.")
    await Remark.filter(id=quoting.id).update(quote=WORDS, public_quote=WORDS)
    for row in await Paragraph.filter(identity_id=bus.identity_id):
        await Translation.create(
            document=made.first.document, language="en", digest=digest_of(row.text), source=row.text,
            words=f"The bus {TRANSLATED}", folded=f"the bus {TRANSLATED}", made=Made.PERSON, changed_at=NOW,
            changed_by=EDITOR,
        )  # fmt: skip
    [above] = await SectionIdentity.filter(sections__paragraphs__id=bus.id)
    await PlainSummary.create(
        version=made.second, section=above, language="da", words=IN_SHORT, made=Made.PERSON,
        digest=digest_of_section(["Fremover", *await _texts_beside(made.second)]), changed_at=NOW, changed_by=EDITOR,
    )  # fmt: skip
    for version in (made.first.version, made.second):
        await VersionPdf.create(version=version, file="1" * 64, size=1, attempts=1, tried_at=NOW)
    return made


async def _texts_beside(version: Version) -> list[str]:
    rows = Paragraph.filter(version_id=version.id, number__startswith="3.").order_by("position")
    return [each.text for each in await rows]


def pages(made: Followed) -> list[str]:
    api = f"/api/v1{made.address()}"
    bus = made.identity(BUS)
    return [
        made.address(),
        *(made.address(each) for each in ("contents", "text", "sections/3", "sections/3-1", "sections/3?view=changes")),
        *(made.address(f"versions/1/{each}") for each in ("text", "sections/2", "sections/2-1")),
        made.address("versions/2/text"),
        made.address("versions/2/changes/1"),
        made.address("versions"),
        made.address("remarks"),
        made.address("remarks/1.1"),
        made.address(f"paragraphs/{bus}/remarks"),
        made.address("sections/3?text=en"),
        made.address("text?text=en"),
        *(f"/search?q={word}" for word in ("stationen", "sygehuset", "hospital", "3.1")),
        made.address("search?q=sygehuset"),
        api, f"{api}/sections", f"{api}/sections/3", f"{api}/sections/3-1", f"{api}/remarks", f"{api}/remarks/1.1",
    ]  # fmt: skip


async def everything(client: httpx2.AsyncClient, made: Followed) -> dict[str, str]:
    got: dict[str, str] = {}
    for page in pages(made):
        answer = await client.get(page, follow_redirects=True)
        # The PDF is made anew, minutes later.
        written = [line for line in answer.text.splitlines() if line.strip()]
        lines = [line for line in written if "application/pdf" not in line]
        got[page] = "\n".join(lines) if answer.status_code == 200 else ""
        if page.startswith("/search"):
            # The other consultation has the same words.
            hits = answer.text.split('class="hits__hit"')
            got[page] = "".join(each for each in hits if f"{made.address('')}" in each)
    return got


def saying(pages: dict[str, str], *words: str) -> list[str]:
    return [page for page, text in pages.items() if any(word in text for word in words)]


def without_changes(pages: dict[str, str]) -> dict[str, str]:
    """The pages without what the API tells of the past: that something was changed, and when."""
    return {
        page: re.sub(r'"updated_at":"[^"]+"', "", text)
        for page, text in pages.items()
        if not page.endswith("/changes")
    }


async def take_down(
    editor: httpx2.AsyncClient,
    made: Followed,
    paragraph: int = 0,
    *,
    version: int = 2,
    reason: str = "",
) -> int:
    """Take a paragraph down, the bus where no identity is given."""
    wanted = paragraph or made.identity(BUS)
    address = desk(made.first.consultation, "takedowns", "paragraphs")
    answer = await editor.post(
        f"{address}?version={version}&paragraph={wanted}",
        data={f"reason-paragraph-{wanted}": reason},
    )
    return answer.status_code


async def test_a_paragraph_is_absent_everywhere_at_the_next_request_and_back_again(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Followed
) -> None:
    before = await everything(client, made)
    assert len(saying(before, WORDS)) > 8
    assert saying(before, TRANSLATED)
    assert saying(before, IN_SHORT)
    assert await take_down(editor, made, reason="Et navn <stod> der.") == 303
    after = await everything(client, made)
    assert saying(after, WORDS, TRANSLATED, IN_SHORT) == []
    assert len(saying(after, "Et navn &lt;stod&gt; der.")) > 5
    assert len(saying(after, KEPT)) == len(saying(before, KEPT)), "all else stays"
    assert "3.1" in after[made.address("sections/3-1")]
    assert "Godt." in after[made.address("remarks/1.1")], "its remark stays"
    quoting = await Remark.get(public_quote=WORDS)
    assert [(each.remark_id, each.kind) for each in await PublicChange.all()] == [
        (quoting.id, PublicChangeKind.QUOTE)
    ]
    assert await VersionPdf.all().count() == 0
    assert await next_without_pdf(NOW) is not None
    [takedown] = await Takedown.all()
    page = (await editor.get(desk(made.first.consultation, "takedowns"))).text
    assert WORDS in page, "sealed for the case"
    back = desk(made.first.consultation, "takedowns", str(takedown.id), "restoration")
    assert (await editor.post(back)).status_code == 303
    assert without_changes(await everything(client, made)) == without_changes(before)
    assert (await editor.post(back)).status_code == 409
    assert await PublicChange.filter(remark_id=quoting.id, kind=PublicChangeKind.QUOTE).count() == 2
    entries = AuditEntry.filter(noun="takedown").order_by("id")
    assert [(each.verb, each.facts["kind"]) for each in await entries] == [
        ("took down", "paragraph"), ("restored", "paragraph"),
    ]  # fmt: skip
    assert await SealedWords.all().count() == 0


async def test_it_needs_no_reason_which_can_be_written_later(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Followed
) -> None:
    await take_down(editor, made)
    here = made.address("sections/3-1")
    assert "Taget ned: Det skulle ikke have været offentligt." in (await client.get(here)).text
    [takedown] = await Takedown.all()
    reword = desk(made.first.consultation, "takedowns", str(takedown.id), "reason")
    assert (
        await editor.post(reword, data={f"reason-taken-{takedown.id}": "Et telefonnummer."})
    ).status_code == 303
    assert "Et telefonnummer." in (await client.get(here)).text
    late = await editor.post(
        reword,
        data={f"reason-taken-{takedown.id}": "Noget andet.", f"before-taken-{takedown.id}": ""},
    )
    assert late.status_code == 409
    assert "Noget andet." in late.text, "what was typed is kept"
    assert await take_down(editor, made) == 409, "it is away already"


async def test_a_whole_version_is_taken_down_and_the_other_stays(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Followed
) -> None:
    before = await everything(client, made)
    address = desk(made.first.consultation, "takedowns", "versions")
    assert (
        await editor.post(f"{address}?taken=1", data={"reason-version-1": "Den forkerte fil"})
    ).status_code == 303
    after = await everything(client, made)
    first = [page for page in after if "versions/1/" in page]
    assert saying({page: after[page] for page in first}, WORDS, KEPT, "Trafik") == []
    assert saying(after, "Den forkerte fil")
    assert saying(after, "hvert tiende minut") == []
    assert KEPT in after[made.address("text")]
    [takedown] = await Takedown.all()
    await editor.post(desk(made.first.consultation, "takedowns", str(takedown.id), "restoration"))
    restored = await everything(client, made)
    assert {page: restored[page] for page in first} == {page: before[page] for page in first}


async def test_the_title_of_what_is_taken_down_as_a_whole_is_public_no_more(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Followed
) -> None:
    await Version.filter(id=made.first.version.id).update(title="Personalesag om Karl")
    assert saying(await everything(client, made), "Personalesag")
    consultation = made.first.consultation
    await editor.post(desk(consultation, "takedowns", "versions") + "?taken=1")
    after = await everything(client, made)
    assert saying(after, "Personalesag") == []


async def test_a_background_file_is_called_by_its_number_and_its_reason(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Followed
) -> None:
    consultation = made.first.consultation
    files = [
        await add_background(
            consultation, title=title, name=f"{title}.txt", file=digit * 64, by=EDITOR, now=NOW
        )
        for title, digit in (("Havneplan", "1"), ("Om Karls sygdom", "2"))
    ]
    address = f"{desk(consultation, 'takedowns', 'background')}?document={files[1].id}"
    reason = {f"reason-document-{files[1].id}": "Den handler om en person."}
    assert (await editor.post(address, data=reason)).status_code == 303
    after = await everything(client, made)
    assert saying(after, "Karls sygdom") == []
    assert "Havneplan.txt" in after[made.address()]
    words = "Fil nr. 2: Taget ned: Det skulle ikke have været offentligt. Den handler om en person."
    assert words in after[made.address()]


@pytest.mark.parametrize(
    "page", ["versions/2/changes/1", "sections/3/since/1", "versions/2/sections/3/since/1"]
)
@pytest.mark.parametrize("layout", ["", "columns"])
async def test_the_reason_stands_in_the_place_of_the_words_where_versions_are_compared(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Followed, page: str, layout: str
) -> None:
    path = made.address(page)
    path += ("&" if "?" in path else "?") + f"layout={layout}"
    before = (await client.get(path, follow_redirects=True)).text
    await take_down(editor, made, reason="Et navn")
    after = (await client.get(path, follow_redirects=True)).text
    assert "Et navn" in after, path
    assert WORDS not in after
    assert after.count("uændret") == before.count("uændret")


async def test_what_stands_beside_words_that_are_taken_down_is_not_marked_as_new(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Followed
) -> None:
    """Nobody can compare it with anything."""
    page = (await client.get(made.address("versions/2/changes/1"))).text
    assert "hvert femte minut" not in page, "a mark is in between"
    await editor.post(desk(made.first.consultation, "takedowns", "versions") + "?taken=1")
    page = (await client.get(made.address("versions/2/changes/1"))).text
    assert "hvert femte minut" in page


async def test_a_paragraph_of_a_version_that_is_away_comes_back_with_it_alone(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Followed
) -> None:
    await take_down(editor, made)
    await editor.post(desk(made.first.consultation, "takedowns", "versions") + "?taken=2")
    one, whole = await Takedown.all().order_by("id")
    back = desk(made.first.consultation, "takedowns", str(one.id), "restoration")
    refused = await editor.post(back)
    assert (refused.status_code, "Sæt den tilbage først" in refused.text) == (409, True)
    assert saying(await everything(client, made), WORDS) == []
    await editor.post(desk(made.first.consultation, "takedowns", str(whole.id), "restoration"))
    assert saying(await everything(client, made), WORDS) == []
    assert (await editor.post(back)).status_code == 303


async def test_the_editor_is_told_which_summary_nobody_can_read_until_it_is_stored_again(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Followed
) -> None:
    consultation = made.first.consultation
    listed = (await editor.get(desk(consultation, "languages", "da"))).text
    places = sorted(set(re.findall(r"languages/da/sections/(\d+)", listed)))
    asked = [desk(consultation, "languages", "da", "sections", place) for place in places]
    told = "Ingen kan læse denne korte tekst nu"
    assert not [page for page in asked if told in (await editor.get(page)).text]
    await take_down(editor, made)
    [hidden] = [page for page in asked if told in (await editor.get(page)).text]
    assert IN_SHORT in (await editor.get(hidden)).text
    assert (
        "vises for ingen, før du har læst den igennem"
        in (await editor.get(desk(consultation, "takedowns"))).text
    )


async def test_a_picture_goes_wherever_it_stands_and_its_bytes_stay_for_the_case(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Followed, db: Settings
) -> None:
    key = FileStore(Path(db.data_dir) / "files").save(b"\x89PNG picture")
    rows = await Paragraph.filter(version_id=made.second.id).order_by("position")
    for row in (rows[0], rows[-1]):
        await Paragraph.filter(id=row.id).update(kind="figure", picture=key)
    assert (await client.get(f"/pictures/{key}")).status_code == 200
    await take_down(editor, made, rows[0].identity_id)
    assert (await client.get(f"/pictures/{key}")).status_code == 404
    assert await Paragraph.filter(picture=key).count() == 0
    assert await needed_among({key}) == {key}
    assert (await editor.get(desk(made.first.consultation, "pictures", key))).status_code == 200


async def test_the_next_version_does_not_bring_it_back(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, db: Settings
) -> None:
    made = await followed()
    await made.approve()
    library = next(each for each in made.first.paragraphs if each.text.startswith("Biblioteket"))
    await take_down(editor, made, library.identity_id, version=1)
    await made.publish()
    assert "Biblioteket" not in (await client.get(made.address("text"))).text
    assert "Taget ned" in (await client.get(made.address("text"))).text


async def test_the_editor_is_told_where_the_same_words_still_stand(
    editor: httpx2.AsyncClient, made: Followed
) -> None:
    """In the second version the harbour and the school are one paragraph, under one identity."""
    page = desk(made.first.consultation, "takedowns")
    merged = await Paragraph.get(version_id=made.second.id, number="2.1")
    await take_down(editor, made, merged.identity_id)
    told = (await editor.get(page)).text
    assert "De samme ord kan stadig læses andre steder" in told
    assert "?number=1.2&amp;version=1" in told
    assert "?number=2.1&amp;version=1" not in told


async def test_it_is_found_by_its_number(editor: httpx2.AsyncClient, made: Followed) -> None:
    page = desk(made.first.consultation, "takedowns")
    assert WORDS in (await editor.get(page + "?number=3.1")).text
    assert WORDS in (await editor.get(page + "?number=2.1&version=1")).text
    assert "Der er intet stykke med nummeret 9.9" in (await editor.get(page + "?number=9.9")).text
    for address in (
        "paragraphs?version=2&paragraph=999999",
        f"paragraphs?version=7&paragraph={made.identity(BUS)}",
        "versions?taken=7",
        "background?document=7",
    ):
        answer = await editor.post(desk(made.first.consultation, "takedowns", address))
        assert answer.status_code == 404
    assert await Takedown.all().count() == 0


async def test_a_button_keeps_the_reasons_typed_for_the_others(
    editor: httpx2.AsyncClient, made: Followed
) -> None:
    bus = made.identity(BUS)
    looked = f"?number=3.1&version=2&paragraph={bus}"
    typed = {
        f"reason-paragraph-{bus}": "Et navn stod der.",
        "reason-version-1": "Den forkerte fil.",
        "reason-version-2": "",
    }
    address = desk(made.first.consultation, "takedowns", "paragraphs")
    answer = await editor.post(address + looked, data=typed)
    assert answer.status_code == 200
    assert "Den forkerte fil." in answer.text
    [takedown] = await Takedown.all()
    assert takedown.reason == "Et navn stod der."
    # The reason of a paragraph that is looked at stays when something else is put back.
    back = desk(made.first.consultation, "takedowns", str(takedown.id), "restoration")
    answer = await editor.post(f"{back}?number=3.1&version=2", data=typed)
    assert "Den forkerte fil." in answer.text
    assert "Et navn stod der." in answer.text


async def test_a_reason_that_is_too_long_is_kept_and_stored_nowhere(
    editor: httpx2.AsyncClient, made: Followed
) -> None:
    address = desk(made.first.consultation, "takedowns", "versions")
    answer = await editor.post(f"{address}?taken=1", data={"reason-version-1": "for langt " * 101})
    assert answer.status_code == 422
    assert "for langt for langt" in answer.text
    assert await Takedown.all().count() == 0
