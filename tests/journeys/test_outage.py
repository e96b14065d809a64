"""The database is gone when a citizen sends: the words stand on the page, and its button sends them once it is back."""

from __future__ import annotations

import pytest

from consult.settings import load
from tests.journeys.commenting import PREVIEW, SEND, open_form
from tests.journeys.conftest import SAMPLE, Arrive
from tests.journeys.test_citizen import read_up_to_a_paragraph_with_remarks
from tests.journeys.visitor import Setting, in_settings
from tests.support.browser import NARROW, WIDE, Visits
from tests.support.outages import stopped_database
from tests.support.server import Server

WORDS = "Der mangler lys på stien ved skolen,\n\nog <b>ikke</b> kun om vinteren."


@pytest.fixture(scope="module")
def before_serving() -> list[list[str]]:
    return [SAMPLE]


@in_settings(
    Setting("da", WIDE, javascript=True),
    Setting("ar", NARROW, javascript=False),
    Setting("en", NARROW, javascript=True),
)
def test_the_words_come_back_and_one_button_sends_them(
    setting: Setting, arrive: Arrive, server: Server, visits: Visits
) -> None:
    citizen = arrive(setting)
    open_form(citizen, read_up_to_a_paragraph_with_remarks(citizen))
    citizen.write("text", WORDS)
    citizen.choose("stance", "for")
    citizen.write("name", "Prøve Person")
    citizen.press(PREVIEW)
    with stopped_database(load(server.environ)):
        citizen.find(SEND).click()
        citizen.find(".send-again button").wait_for()
        assert citizen.find(".kept-text").inner_text() == WORDS
        citizen.look()
    citizen.press(".send-again button")
    assert "/receipt" in citizen.page.url
    assert visits.faults, "the page came with 503"
    assert all(fault.startswith("503 for") for fault in visits.faults)
    visits.faults.clear()
