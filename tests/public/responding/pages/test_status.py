"""What one's own page says of each state of a response, its remarks and its files: nothing that the record does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx2
import pytest

from consult import clock
from consult.consultations.consultation import Consultation
from consult.responses.publicity import PublicCopy, RemarkState, publish, withhold
from consult.responses.remark import Publicity, Remark, Standing
from consult.responses.respondent import Respondent
from consult.responses.response import Response
from consult.responses.withdrawal import withdraw
from tests.public.responding.conftest import Sent, comment_address, send_comment
from tests.public.responding.pages.test_correction import correct, remark_of
from tests.support.factories import DAY, NOW
from tests.support.factories.documents import Draft
from tests.support.factories.responses import annex, remark
from tests.support.reading import read

CLOSED, ANSWERED = NOW + 21 * DAY, NOW + 40 * DAY
EITHER = "You can correct or withdraw it until"
WITHDRAW = "You can withdraw it until"
MEND = "only what was not published can still be mended here"
NOTHING = "the response can no longer be changed here"
SUSPENDED = "you can withdraw the response, but not correct it"


@dataclass(frozen=True)
class Case:
    """A remark's and its file's state, when its author looks, and what the page says then. ``annex`` None: no file.

    ``corrects``, ``withdraws``: whether the page links to doing so, which is tried."""

    remark: str
    annex: Publicity | None
    moment: datetime
    badges: list[str]
    changes: str
    corrects: bool
    withdraws: bool
    stop: str = ""


W, P, H = Publicity.WAITING, Publicity.PUBLISHED, Publicity.WITHHELD
CASES = [
    Case("sent", None, NOW, ["Not yet decided"], EITHER, True, True),
    Case("sent", W, NOW, ["Not yet decided", "Not yet decided"], EITHER, True, True),
    Case(
        "sent", P, NOW, ["Not yet decided", "Public with the first text of the response"],
        EITHER, True, True,
    ),
    Case("sent", H, NOW, ["Not yet decided", "Not published"], EITHER, True, True),
    Case("sent", W, CLOSED, ["Not yet decided", "Not yet decided"], NOTHING, False, False),
    Case("sent", None, NOW, ["Not yet decided"], SUSPENDED, False, True, "suspended_at"),
    Case("sent", None, NOW, ["Not yet decided"], NOTHING, False, False, "called_off_at"),
    Case("published", W, NOW, ["Published", "Not yet decided"], EITHER, True, True),
    Case("published", P, CLOSED, ["Published", "Published"], NOTHING, False, False),
    Case("published", P, NOW, ["Published", "Published"], SUSPENDED, False, True, "suspended_at"),
    Case("withheld", H, NOW, ["Not published", "Not published"], EITHER, True, True),
    Case("withheld", None, CLOSED, ["Not published"], MEND, True, False),
    Case("withheld", None, ANSWERED, ["Not published"], NOTHING, False, False),
    Case("withheld", None, NOW, ["Not published"], SUSPENDED, False, True, "suspended_at"),
    Case("corrected", None, NOW, ["Published"], EITHER, True, True),
    Case(
        "correction withheld", None, NOW, ["An earlier wording is published"], EITHER, True, True
    ),
    Case("correction withheld", None, CLOSED, ["An earlier wording is published"], MEND, True, False),
    Case(
        "set aside", W, NOW, ["Set aside: not counted as a response", "Not yet decided"],
        WITHDRAW, False, True,
    ),
    Case(
        "withdrawn", P, NOW, ["Withdrawn by its author", "Withdrawn by its author"], "", False, False
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    "case", CASES, ids=lambda c: f"{c.remark}-{c.annex}-{c.moment.day}-{c.stop}"
)
async def test_every_state_is_told_as_it_is(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch, case: Case
) -> None:
    sent = await send_comment(client, comment_address(text))
    if case.annex:
        of = await Response.get(public_id=sent.public_id)
        await annex(of, name="bilag.pdf", publicity=case.annex)
    decided = CLOSED - DAY if case.moment == CLOSED else NOW
    await bring_to(case.remark, client, sent, decided)
    stop: dict[str, Any] = {case.stop: NOW} if case.stop else {}
    await Consultation.filter(slug="havnen").update(answered_at=ANSWERED - DAY, **stop)
    monkeypatch.setattr(clock, "now", lambda: case.moment)
    page = await read(client, f"/en{sent.mine}")
    badges = page.xpath("//main//*[contains(@class, 'badge')]")
    assert [each.text_content().strip() for each in badges] == case.badges
    shown = " ".join(page.text_content().split())
    sentences = [each for each in (EITHER, WITHDRAW, MEND, NOTHING, SUSPENDED) if each in shown]
    assert sentences == ([case.changes] if case.changes else [])
    links = page.xpath("//main//a/@href")
    assert any(each.endswith(f"{sent.mine}/remarks/1") for each in links) is case.corrects
    assert any(each.endswith(f"{sent.mine}/withdraw") for each in links) is case.withdraws
    await the_acts_agree(client, sent, case)


async def bring_to(state: str, client: httpx2.AsyncClient, sent: Sent, now: datetime) -> None:
    """Let the author and the moderators do what leads to this state, by the verbs themselves."""
    copy = PublicCopy("Det er godt.", "", "", redacted=False)
    if state in ("published", "corrected", "correction withheld", "withdrawn"):
        assert await publish(RemarkState.of(await remark_of(sent)), copy, now=NOW)
    if state in ("corrected", "correction withheld"):
        await correct(client, sent, "Det er bedre.")
    if state in ("withheld", "correction withheld"):
        assert await withhold(RemarkState.of(await remark_of(sent)), now=now)
    if state == "set aside":
        rows = Remark.filter(response__public_id=sent.public_id)
        await Remark.filter(id__in=[each.id for each in await rows]).update(
            standing=Standing.SET_ASIDE, publicity=H, queued_at=None
        )
    if state == "withdrawn":
        response = await Response.get(public_id=sent.public_id).select_related("consultation")
        await withdraw(response, consultation=response.consultation, received_at=NOW, now=NOW)


async def the_acts_agree(client: httpx2.AsyncClient, sent: Sent, case: Case) -> None:
    """What the page offered is done, what it did not offer is refused."""
    fields = {"text": "Helt nye ord.", "seen_revision": str((await remark_of(sent)).revision)}
    corrected = await client.post(f"{sent.mine}/remarks/1", data=fields)
    assert (corrected.status_code == 303) is case.corrects
    withdrawn = await client.post(f"{sent.mine}/withdraw")
    assert (withdrawn.status_code == 303) is (case.withdraws or case.remark == "withdrawn")


async def test_a_withheld_correction_is_said_to_be_so_and_what_is_read_stands_beside_it(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(client, comment_address(text))
    await bring_to("correction withheld", client, sent, NOW)
    page = (await client.get(f"/en{sent.mine}")).text
    assert "Your new wording is not published. The earlier one is still shown." in page
    assert "Det er bedre." in page
    assert "Det er godt." in page


async def test_a_name_that_the_municipality_withholds_is_not_said_to_be_shown(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(client, comment_address(text), publish_name="yes")
    of = await Response.get(public_id=sent.public_id)
    await Respondent.filter(id=of.respondent_id).update(name_withheld=True)
    assert "No: the municipality withholds it" in (await client.get(f"/en{sent.mine}")).text


@pytest.mark.parametrize(
    ("publicity", "said"),
    [
        (W, "Whether 1 file sent with the response is published has not been decided yet."),
        (H, "1 file sent with the response is not published."),
    ],
)
async def test_a_file_that_waits_is_not_said_to_be_unpublished(
    client: httpx2.AsyncClient, text: Draft, publicity: Publicity, said: str
) -> None:
    shown = await remark(text, publicity=P)
    await annex(shown.response, publicity=publicity)
    page = await read(client, f"/en/consultations/havnen/remarks/{shown.response.number}.1")
    assert [each.text_content() for each in page.xpath("//p[contains(., 'sent with the')]")] == [
        said
    ]
