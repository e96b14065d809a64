"""Every button of the staff is pressed once, on the real draft with 500 responses, with and without scripts: what it sends
is taken, the page says what happened, and nothing that was typed for another button is lost.

A new button without a press fails here, and so does a new staff route that takes what is sent and that no button leads to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from docx import Document

from consult.access import ACCESS, anyone, anyone_without_cookie
from consult.people.role import Role
from consult.people.session import COOKIE
from tests.importing.picture_files import as_address, png
from tests.journeys.busy_hearing import BIG, TREES, Scene, fill_the_hearing
from tests.journeys.fillings import ALWAYS, ENDING, FILLINGS, MOVES, NEW
from tests.journeys.pressing import ROUTES, SIGN_OUT, Kind, Presser
from tests.support.browser import Visits
from tests.support.server import Server

# No page comes of it; test_committee.py has it.
DOWNLOAD = Kind("memo_file", method="GET")
CHOOSE = Kind("choose_memo_template")
DRAFT = Path(__file__).parents[2] / "consult" / "sample" / "draft.docx"


@pytest.fixture(scope="module", params=[True, False], ids=["script", "no-script"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(scope="module")
def before_serving(javascript: bool) -> list[list[str]]:
    """An installation for each setting: what was pressed with scripts is pressed anew without."""
    return [["demo", "--responses", "500"]]


@pytest.fixture(scope="module")
def scene(server: Server) -> Scene:
    return fill_the_hearing(server)


@dataclass
class Walk:
    """One journey: who presses, and what was pressed, seen and found wrong so far."""

    visits: Visits
    scene: Scene
    javascript: bool
    folder: Path
    pressed: set[Kind] = field(default_factory=set)
    seen: dict[Kind, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def someone(self, role: Role) -> Presser:
        person, token = self.scene.persons[role]
        page = self.visits.open(javascript=self.javascript)
        page.context.add_cookies([{"name": COOKIE, "value": token, "url": self.visits.base_url}])
        return Presser(page, person, FILLINGS, ALWAYS, ENDING, self.pressed, self.seen, self.faults)

    def path(self, presser: Presser) -> str:
        """Where somebody is."""
        return presser.page.url.removeprefix(self.visits.base_url)

    def file(self, name: str, text: str) -> Path:
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.folder / name


def moderate(walk: Walk) -> None:
    moderator, queue = walk.someone(Role.MODERATOR), f"/staff/consultations/{BIG}/queue"
    withhold = Kind("decide_remark", "decision=withhold")
    moderator.walk("/staff")
    moderator.walk(queue)
    moderator.walk(f"{queue}/{walk.scene.claimed}", but=(withhold,))
    for number in walk.scene.waiting:
        moderator.walk(f"{queue}/{number}")
    moderator.walk(f"/staff/consultations/{BIG}/annexes/{walk.scene.annotated}/annotations")


def answer_as_a_committee(walk: Walk) -> None:
    member, home = walk.someone(Role.COMMITTEE), f"/staff/consultations/{BIG}/committees/beu"
    quote, put_away = Kind("quote_remark"), Kind("put_away_point")
    release = Kind("release_remark")
    for path in (home, f"{home}/remarks"):
        member.walk(path)
    member.press(f"{home}/remarks?point=none&publicity=public", Kind("point_new", method="GET"))
    member.press(walk.path(member), Kind("make_point"))
    point = walk.path(member).partition("?")[0]
    member.press(point, quote)
    for sentence in {each for each in member.kinds() if each.verb.startswith("sentence-")}:
        member.again(sentence)
    member.press(point, quote)
    if quote in member.kinds() and member.page.locator("[name^=quote-]").count():
        member.again(quote)
    member.walk(point, but=(put_away,))
    member.go(point)
    while release in member.kinds():
        member.again(release)
        member.go(point)
    member.press(point, put_away)
    answer_what_is_missing(member, f"{home}/contribution")
    approve_while_it_is_open(member, f"{home}/contribution")
    member.walk(f"{home}/contribution")
    member.walk(f"/staff/consultations/{BIG}/memo", but=(DOWNLOAD,))


def approve_while_it_is_open(member: Presser, contribution: str) -> None:
    """The first press says that somebody can still answer, the second approves all the same."""
    approve = Kind("approve_contribution")
    member.go(contribution)
    for box in member.page.locator("[name=acknowledged]").all():
        box.check()
    with member.page.expect_navigation():
        member.page.locator("form[action$='/approval'] button").click()
    assert member.page.locator(".alert-warning").count()
    member.again(approve)


def answer_what_is_missing(member: Presser, contribution: str) -> None:
    """Every point of the committee has an answer, so that its contribution can be approved."""
    member.go(contribution)
    missing = "main li a[href*='/points/']"
    while member.page.locator(missing).count():
        href = member.page.locator(missing).first.get_attribute("href")
        member.press(href or "", Kind("answer_point"))
        member.go(contribution)


def prepare_a_hearing(walk: Walk) -> None:
    """From the title to an announcement that is taken back, and made again."""
    editor, desk = walk.someone(Role.EDITOR), f"/staff/consultations/{NEW}"
    upload, earlier = Kind("upload_draft"), Kind("keep_as_earlier")
    splits, _joins, makes, no_heading = MOVES
    editor.walk("/staff/consultations")
    editor.walk(desk)
    editor.press(f"{desk}/text", upload, file=walk.file("havn.md", HARBOUR))
    editor.press(f"{desk}/text", Kind("say_links"))
    editor.press(f"{desk}/text", earlier)
    editor.press(f"{desk}/text", Kind("take_up_again"))
    editor.walk(f"{desk}/text")
    editor.walk(f"{desk}/text/levels")
    editor.press(f"{desk}/text/sections/1", splits)
    if splits in editor.kinds() and editor.page.locator("[name^=words-]").count():
        editor.again(splits)
    editor.walk(f"{desk}/text/sections/1", but=(no_heading, makes))
    editor.press(f"{desk}/text/sections/1", makes)
    editor.press(f"{desk}/text/sections/2", no_heading)
    for step in ("owners", "summary", "dates", "parties", "reasons"):
        editor.walk(f"{desk}/{step}")
    editor.press(f"{desk}/background", Kind("add_background"), file=walk.file("plan.txt", "Plan"))
    editor.walk(f"{desk}/background")
    translate(walk, editor, f"{desk}/languages")
    editor.walk(f"{desk}/publication")


def translate(walk: Walk, editor: Presser, languages: str) -> None:
    """On the page, and with an agency's file."""
    editor.walk(languages)
    editor.walk(f"{languages}/en/sections/1")
    file = editor.page.request.get(f"{languages}/en/file").text()
    done = re.sub(r"<target[^>]*/>|<target[^>]*></target>", "<target>Translated.</target>", file)
    finished = walk.file("en.xlf", done)
    editor.press(f"{languages}/en", Kind("read_translation_file"), file=finished)


def change_the_text(walk: Walk) -> None:
    """The next version of what is out to hearing: prepared, discarded, prepared again and published."""
    editor, desk = walk.someone(Role.EDITOR), f"/staff/consultations/{BIG}"
    publish, approve, file = Kind("publish_next"), Kind("approve_mapping"), next_draft(walk.folder)
    editor.press(f"{desk}/text", Kind("next_version"), file=file)
    editor.walk(f"{desk}/text")
    editor.press(f"{desk}/text", Kind("next_version"), file=file)
    editor.walk(f"{desk}/next/mapping")
    correct_the_mapping(editor, f"{desk}/next/mapping")
    editor.press(f"{desk}/next/mapping", approve)
    editor.walk(f"{desk}/next/publication", but=(publish,))
    editor.press(f"{desk}/next/publication", publish)
    editor.walk(f"{desk}/publication", but=(Kind("call_off_consultation"),))


def correct_the_mapping(editor: Presser, mapping: str) -> None:
    """Numbers are put into the form from the list beside it, and what became of it is stored."""
    editor.go(mapping)
    link = editor.page.locator("main a[href*='/correction']").first.get_attribute("href") or ""
    put, add = (Kind("correction", verb, "GET") for verb in ("put", "add"))
    editor.press(link, put)
    editor.again(add)
    editor.walk(link)


def take_down_and_stop(walk: Walk) -> None:
    """What should never have been published goes, and at last the whole hearing is called off."""
    editor, desk = walk.someone(Role.EDITOR), f"/staff/consultations/{BIG}"
    taken = f"{desk}/takedowns"
    editor.press(taken, Kind("takedowns", method="GET"), number="1.1")
    editor.press(walk.path(editor), Kind("take_down_paragraph"))
    editor.press(f"{desk}/background", Kind("add_background"), file=walk.file("plan.txt", "Plan"))
    editor.walk(taken)
    editor.walk(f"{desk}/publication")


def next_draft(folder: Path) -> Path:
    """The draft with every tenth long paragraph reworded."""
    document = Document(str(DRAFT))
    long = [each for each in document.paragraphs if len(each.text.split()) >= 15]
    for paragraph in long[::10]:
        paragraph.text = f"{paragraph.text} Det følger vi op på hvert år."
    document.save(str(folder / "next.docx"))
    return folder / "next.docx"


HARBOUR = f"""# Havnen i 2035

Et forord om [ren](#) havn.

# 1 Vand og bad

Vandet er rent, og det skal det blive ved med at være.

Der er to broer. Der bygges en til.

![]({as_address(png())})

Det vil vi

Indsætterne har været til møde, og vandet er rent hele året.

# 2 Kajer

Kajen bruges af mange.
"""


def look_as_a_reader(walk: Walk) -> None:
    """Nobody who only reads is shown a button that stores."""
    reader, home = walk.someone(Role.READER), f"/staff/consultations/{BIG}/committees/beu"
    for path in ("/staff", home, f"{home}/remarks", f"{home}/points/1", f"{home}/contribution"):
        reader.walk(path)
    reader.walk(f"/staff/consultations/{BIG}/memo", but=(DOWNLOAD,))
    for ended in ("end_session", "end_other_sessions"):
        reader.press("/staff/sessions", Kind(ended))
    reader.press("/staff", SIGN_OUT)


def publish_the_answers(walk: Walk) -> None:
    """The edition that stands is taken back, what is missing is put in order, and the next one is published."""
    lead, answers = walk.someone(Role.LEAD), f"/staff/consultations/{TREES}/answers"
    lead.press(f"/staff/consultations/{TREES}/memo/template", CHOOSE, file=word_file(walk.folder))
    lead.walk(f"/staff/consultations/{TREES}/memo/template", but=(CHOOSE,))
    lead.walk(f"{answers}/changes/2")
    alone = lead.page.locator("main a[href*='change=']").first.get_attribute("href") or ""
    lead.press(alone, Kind("decide_cause", "said"), point="5")
    say_what_a_point_changed(walk.someone(Role.EDITOR))
    for path in ("/words", "/uncovered", "/editions/1", ""):
        lead.walk(f"{answers}{path}")


def say_what_a_point_changed(editor: Presser) -> None:
    """On the point's page, whose other buttons are pressed where the part is not approved."""
    point = f"/staff/consultations/{TREES}/committees/tmu/points/1"
    editor.go(point)
    for each in {kind for kind in editor.kinds() if kind.route == "decide_point_cause"}:
        editor.press(point, each)


def word_file(folder: Path) -> Path:
    """An office's own template."""
    Document().save(str(folder / "skabelon.docx"))
    return folder / "skabelon.docx"


def test_every_button_does_what_it_says(
    visits: Visits, scene: Scene, javascript: bool, tmp_path: Path
) -> None:
    walk = Walk(visits, scene, javascript, tmp_path)
    prepare_a_hearing(walk)
    change_the_text(walk)
    moderate(walk)
    answer_as_a_committee(walk)
    look_as_a_reader(walk)
    publish_the_answers(walk)
    take_down_and_stop(walk)
    assert not walk.faults, "\n".join(walk.faults)
    never = {
        str(kind): page for kind, page in walk.seen.items() if kind not in walk.pressed | {DOWNLOAD}
    }
    assert not never, f"nobody pressed these, which were seen on the page beside them: {never}"
    unknown = staff_routes() - {each.route for each in walk.pressed}
    assert not unknown, f"no button that was pressed leads to {sorted(unknown)}: walk to its page"


def staff_routes() -> set[str]:
    """The routes that take what the staff sends."""
    public = (anyone, anyone_without_cookie)
    return {
        each.name
        for each in ROUTES
        if "POST" in (each.methods or ()) and ACCESS[each.name] not in public
    }
