"""The text comes out three times, as an editor's Word files: what was written on the first and on the second stands
where it belongs in the third, for the public, for the committee and in the memo, and every old address leads on."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from docx import Document
from docx.text.paragraph import Paragraph as WordParagraph

from consult.consultations.consultation import Consultation
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.importing import Draft, read_draft
from consult.lineage import passages_of
from consult.responses.remark import Publicity
from tests.journeys.answering import REASON, answer
from tests.journeys.arriving import added_account, sign_in
from tests.journeys.conftest import Arrive
from tests.journeys.editing import approve_and_publish, step
from tests.journeys.visitor import Setting, Visitor, in_settings
from tests.support.browser import NARROW, WIDE
from tests.support.factories import consultations, documents, drafts, responses
from tests.support.server import Server

SAMPLE = Path(__file__).parents[2] / "consult" / "sample" / "draft.docx"
ADDED = "Det følger vi op på hvert år."
IN_THE_SETTINGS = in_settings(
    Setting("da", WIDE, javascript=True),
    Setting("en", NARROW, javascript=False),
    Setting("ar", NARROW, javascript=True),
)


@dataclass
class Story:
    """Paragraphs of the draft by what becomes of them, and the remarks written on each, by their words."""

    slug: str
    draft: Draft
    texts: dict[str, str] = field(default_factory=dict)
    identities: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        plain = {each.text.strip() for each in Document(str(SAMPLE)).paragraphs}
        found = [one.text for one in passages_of(self.draft) if one.text in plain]
        long = [text for text in found if len(text.split()) >= 15]
        for fate, at in (("stays", 2), ("leaves", 12), ("reworded", 20), ("gone", 30)):
            self.texts[fate] = long[at]

    @property
    def address(self) -> str:
        return f"/consultations/{self.slug}"

    def reworded(self, count: int) -> str:
        words = self.texts["reworded"].split()
        return " ".join([*words[:3], *["nye"] * count, *words[4:]])

    @property
    def back(self) -> str:
        return f"{self.texts['leaves']} {ADDED}"


def word_file(folder: Path, name: str, changed: dict[str, str]) -> Path:
    """A copy of the draft as somebody edited it: other words for some paragraphs, none takes one out."""
    document = Document(str(SAMPLE))
    for paragraph in list(document.paragraphs):
        words = changed.get(paragraph.text.strip())
        if words == "":
            taken_out(paragraph)
        elif words is not None:
            paragraph.text = words
    document.save(str(folder / name))
    return folder / name


def taken_out(paragraph: WordParagraph) -> None:
    paragraph._p.getparent().remove(paragraph._p)


async def remark_on(story: Story, number: int, text: str, words: str) -> None:
    """A published remark on the paragraph that has this text in version ``number``."""
    version = await Version.get(
        document__consultation__slug=story.slug, number=number
    ).select_related("document")
    of = await Consultation.get(slug=story.slug)
    made = documents.Draft(
        of,
        version.document,
        version,
        await Section.filter(version=version).order_by("position").select_related("identity"),
        await Paragraph.filter(version=version).order_by("position"),
    )
    on = next(each for each in made.paragraphs if each.text == text)
    await responses.remark(made, on, text=words, publicity=Publicity.PUBLISHED)


def hear(server: Server, story: Story) -> None:
    """Version 1 out to hearing, a committee that answers for it all, and remarks on four paragraphs."""

    async def make() -> None:
        found = await consultations.open_today(slug=story.slug, title=f"Politik {story.slug}")
        first = await drafts.store(found, story.draft)
        lead = await consultations.committee(slug=story.slug)
        for section in first.sections:
            if section.parent_id is None:
                await documents.owner(section, lead, is_lead=True)
        for fate, text in story.texts.items():
            await remark_on(story, 1, text, f"Skrevet til første udgave: {fate}.")

    server.within(make)


def publish_next(editor: Visitor, story: Story, file: Path) -> str:
    """From the file to publication; the words of the page that says what became of each paragraph."""
    step(editor, story.slug, "text")
    editor.find("main input[type=file]").set_input_files(file)
    editor.press("main button[formaction$='/next']")
    editor.press(".views li:nth-child(2) a")
    said = editor.text()
    approve_and_publish(editor)
    return said


def look_up(server: Server, story: Story) -> None:
    """The permanent names of the paragraphs: their identities."""

    async def find() -> None:
        rows = Paragraph.filter(version__document__consultation__slug=story.slug, version__number=1)
        names = {text: fate for fate, text in story.texts.items()}
        for text, identity in await rows.values_list("text", "identity_id"):
            if text in names:
                story.identities[names[text]] = identity

    server.within(find)


def shown(visitor: Visitor, path: str) -> str:
    """The words of a page; how it looks is another journey's matter, and takes long for a whole text."""
    language = visitor.setting.language
    answer = visitor.page.goto(path if language == "da" else f"/{language}{path}")
    assert answer is not None
    assert answer.status == 200, path
    return visitor.text()


def follow_every_old_address(citizen: Visitor, story: Story) -> None:
    """Versions 1 and 2 stay as they were and lead to the newest; paragraphs lead to where they are now."""
    for number, words in ((1, story.texts["leaves"]), (2, story.reworded(1)), (3, story.back)):
        assert words in shown(citizen, f"{story.address}/versions/{number}/text")
    assert story.texts["leaves"] not in shown(citizen, f"{story.address}/versions/2/text")
    for fate, identity in story.identities.items():
        words = shown(citizen, f"{story.address}/paragraphs/{identity}")
        now = {"stays": story.texts["stays"], "leaves": story.back, "reworded": story.reworded(2)}
        assert now.get(fate, story.texts["gone"]) in words


def read_what_changed(citizen: Visitor, story: Story) -> None:
    """From 1 to 3 the paragraph that was away is reworded, and not removed and added; from 2 to 3 it is added."""
    assert ADDED in shown(citizen, f"{story.address}/versions/3/changes/1")
    kinds = [
        citizen.page.locator(f".compared--{kind}").count()
        for kind in ("reworded", "removed", "added")
    ]
    assert kinds == [2, 1, 0]
    shown(citizen, f"{story.address}/versions/3/changes/2")
    kinds = [
        citizen.page.locator(f".compared--{kind}").count()
        for kind in ("reworded", "removed", "added")
    ]
    assert kinds == [1, 1, 1]
    shown(citizen, f"{story.address}/paragraphs/{story.identities['leaves']}")
    section = citizen.path.partition("#")[0].partition("?")[0]
    assert ADDED in shown(citizen, f"{section}/since/1")
    assert ADDED in shown(citizen, f"{section}/since/2")


def find_every_remark(citizen: Visitor, story: Story) -> None:
    """Each stands at its paragraph; together they are as many as were published."""
    for fate, count in (("stays", 1), ("leaves", 1), ("reworded", 2), ("gone", 2)):
        shown(citizen, f"{story.address}/paragraphs/{story.identities[fate]}/remarks")
        assert citizen.page.locator("article.remark").count() == count, fate
    shown(citizen, f"{story.address}/remarks")
    assert citizen.page.locator("article.remark").count() == 6
    shown(citizen, f"{story.address}/text")
    # Two are on a paragraph that is gone, and told under its section.
    assert citizen.page.locator(".para__count").count() == 3


def answer_for_the_committee(member: Visitor, story: Story) -> str:
    """Every remark into one point, answered and approved; the memo's words."""
    desk = f"/staff{story.address}/committees/{story.slug}"
    member.go(f"{desk}/remarks?point=none")
    boxes = member.page.locator("input[name^=remark-]").all()
    assert len(boxes) == 6
    for box in boxes:
        box.check()
    member.press("button[formaction$='/points/new']")
    member.write("title", "Tre udgaver")
    member.press("main form button.button-primary")
    answer(member)
    member.go(f"{desk}/contribution")
    member.press("form[action$='/approval'] button")
    member.look()
    member.go(f"/staff{story.address}/memo")
    return member.text()


@IN_THE_SETTINGS
def test_remarks_on_two_versions_stand_where_they_belong_in_the_third(
    setting: Setting, arrive: Arrive, server: Server, tmp_path: Path
) -> None:
    story = Story(f"udgaver-{setting.language}", read_draft(SAMPLE))
    hear(server, story)
    look_up(server, story)
    editor, citizen, member = arrive(setting), arrive(setting), arrive(setting)
    sign_in(editor, added_account(server, f"{story.slug}@fjordby.example", "--role", "editor"))
    texts = story.texts
    second = {texts["leaves"]: "", texts["reworded"]: story.reworded(1)}
    publish_next(editor, story, word_file(tmp_path, "anden.docx", second))
    server.within(
        lambda: remark_on(story, 2, story.reworded(1), "Skrevet til anden udgave: ordene.")
    )
    server.within(lambda: remark_on(story, 2, texts["gone"], "Skrevet til anden udgave: udgår."))
    third = {texts["leaves"]: story.back, texts["reworded"]: story.reworded(2), texts["gone"]: ""}
    publish_next(editor, story, word_file(tmp_path, "tredje.docx", third))

    follow_every_old_address(citizen, story)
    read_what_changed(citizen, story)
    find_every_remark(citizen, story)
    options = ["--role", "committee", "--committee", story.slug]
    sign_in(member, added_account(server, f"{story.slug}@staff.example", *options))
    memo = answer_for_the_committee(member, story)
    assert "Tre udgaver" in memo
    assert REASON in memo
