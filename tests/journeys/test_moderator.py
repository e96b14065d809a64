"""A moderator signs in, leaves words out, withholds with a reason, takes down, and meets a colleague."""

from __future__ import annotations

import pytest

from tests.journeys.arriving import added_account, comment, confirm, printed_link, sign_in
from tests.journeys.conftest import CONSULTATION, SAMPLE, Arrive
from tests.journeys.visitor import Setting, Visitor, in_settings
from tests.support.browser import NARROW, WIDE, Visits
from tests.support.mail import Letterbox
from tests.support.server import Server

QUEUE = f"/staff{CONSULTATION}/queue"
CPR = "010180-1234"
SECRETIVE = "Mit cpr-nummer er [[010180-1234]], og jeg mener, at lektiecaféen skal blive."
RUDE = "I er nogle fjolser alle sammen, det er hvad I er."
NOTE = "Skriv gerne igen uden udfaldet."
MAY_BE_SHOWN = "Lektiecaféen er det bedste, der er sket i vores opgang."
IN_THE_SETTINGS = in_settings(
    Setting("da", WIDE, javascript=True),
    Setting("en", NARROW, javascript=True),
    Setting("ar", WIDE, javascript=False),
)


@pytest.fixture(scope="module")
def before_serving() -> list[list[str]]:
    return [SAMPLE]


def find(moderator: Visitor, reference: str) -> None:
    """Open a remark by its number, from the queue."""
    moderator.go(QUEUE)
    if not moderator.find("[name=reference]").is_visible():
        moderator.find(".queue-filters summary").click()
        moderator.look()
    moderator.write("reference", reference)
    moderator.press("form:has([name=reference]) button")
    assert reference in moderator.text("h1")


def decide(moderator: Visitor, decision: str, **fields: str) -> None:
    """Give the first of the consultation's reasons, fill in the rest, and press the button."""
    moderator.find("[name=reason]").select_option(index=1)
    for name, words in fields.items():
        moderator.write(name, words)
    moderator.press(f".decision-bar button[value={decision}]")


def is_public(moderator: Visitor, reference: str) -> bool:
    """Whether anybody can read the remark at its own address, at this very request."""
    answer = moderator.page.request.get(
        f"{moderator.origin}{CONSULTATION}/remarks/{reference}", headers={"cookie": ""}
    )
    assert answer.status in (200, 404, 410)
    return answer.status == 200


@IN_THE_SETTINGS
def test_words_are_left_out_and_what_was_published_is_taken_down(
    setting: Setting, arrive: Arrive, server: Server, visits: Visits
) -> None:
    written = SECRETIVE.replace("[[", "").replace("]]", "")
    reference = comment(
        visits.open(), f"{CONSULTATION}/comment", text=written, name="Prøve Prøvesen"
    )
    moderator = arrive(setting)
    sign_in(moderator, printed_link(server, "moderator"))
    moderator.press(f"main a[href*='{QUEUE}']")
    find(moderator, reference)
    assert CPR in moderator.text("mark.finding")
    assert not is_public(moderator, reference)

    decide(moderator, "redact", text=SECRETIVE)
    reader = arrive(setting)
    reader.go(f"{CONSULTATION}/remarks/{reference}")
    assert "lektiecaféen skal blive" in reader.text(".remark__text")
    assert CPR not in reader.page.content()

    find(moderator, reference)
    decide(moderator, "take_down")
    assert not is_public(moderator, reference)
    reader.go(f"{CONSULTATION}/remarks")
    assert "lektiecaféen skal blive" not in reader.text()


@IN_THE_SETTINGS
def test_the_author_is_written_why_a_remark_is_not_published(
    setting: Setting,
    arrive: Arrive,
    server: Server,
    visits: Visits,
    letters: Letterbox,
) -> None:
    email, citizen = f"{setting}@author.example", visits.open()
    reference = comment(
        citizen, f"{CONSULTATION}/comment", text=RUDE, name="Prøve Prøvesen", email=email
    )
    confirm(citizen, letters, email)
    moderator = arrive(setting)
    sign_in(moderator, printed_link(server, "moderator"))
    find(moderator, reference)
    moderator.press(".decision-bar button[value=withhold]")
    assert moderator.page.locator(".error-summary").count() == 1, "not without a reason"
    moderator.find("[name=reason]").select_option(index=1)
    reason = moderator.find("[name=reason] option:checked").inner_text()
    decide(moderator, "withhold", note=NOTE)

    letter = letters.wait_for(email, count=3).get_content()
    # To the moderator the sample's Danish reason is marked as Danish, to its Danish author not.
    assert reason.partition(" (")[0] in letter
    assert NOTE in letter
    assert not is_public(moderator, reference)


@IN_THE_SETTINGS
def test_of_two_at_once_the_second_is_told_and_loses_nothing(
    setting: Setting, arrive: Arrive, server: Server, visits: Visits
) -> None:
    reference = comment(
        visits.open(), f"{CONSULTATION}/comment", text=MAY_BE_SHOWN, name="Prøve Prøvesen"
    )
    first, second = arrive(setting), arrive(setting)
    sign_in(first, printed_link(server, "moderator"))
    sign_in(second, added_account(server, f"{setting}@staff.example", "--role", "moderator"))
    find(first, reference)
    find(second, reference)
    first.press(".decision-bar button[value=publish]")
    decide(second, "withhold", note=NOTE)

    assert second.page.locator("main .alert-warning").count() == 1
    assert second.find("[name=note]").input_value() == NOTE
    assert is_public(second, reference)
