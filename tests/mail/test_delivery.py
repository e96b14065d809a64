from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from email.header import decode_header, make_header

import pytest

from consult import clock, logs
from consult.mail import delivery
from consult.mail.delivery import MAX_ATTEMPTS, claim, deliver_due
from consult.mail.outbox import Letter, post
from consult.settings import Settings
from tests.mail.picky_server import picky_server
from tests.support.mail import Letterbox
from tests.support.ports import free_port

SECOND = timedelta(seconds=1)


@pytest.fixture
def mailing(db: Settings, smtp: Letterbox) -> Settings:
    return replace(db, smtp_url=smtp.url, base_url="https://hoering.fjordby.example")


async def write(
    to: str = "kim@fjordby.example", subject: str = "Emne", body: str = "Tekst"
) -> None:
    await post("test", to=to, subject=subject, body=body, now=clock.now())


async def all_due() -> None:
    """The pauses are over."""
    await Letter.filter(sent_at=None).update(due_at=clock.now() - SECOND)


async def test_a_letter_arrives_as_it_was_written(mailing: Settings, smtp: Letterbox) -> None:
    await write(subject="Kære æøå", body="Første linje\n\nمرحبا\n.\n")
    assert await deliver_due(mailing)
    [arrived] = smtp.letters
    assert arrived["to"] == "kim@fjordby.example"
    assert arrived["from"] == "Fjordby Kommune <no-reply@hoering.fjordby.example>"
    assert arrived["subject"] == "Kære æøå"
    assert arrived["auto-submitted"] == "auto-generated"
    assert arrived["message-id"] == (await Letter.get()).message_id
    assert arrived.get_content().replace("\r\n", "\n") == "Første linje\n\nمرحبا\n.\n"


async def test_a_sent_letter_keeps_no_words(mailing: Settings, smtp: Letterbox) -> None:
    await write(body="https://hoering.fjordby.example/status/secret")
    await deliver_due(mailing)
    letter = await Letter.get()
    assert letter.sent_at
    assert letter.body == ""


async def test_the_address_of_the_sender_can_be_chosen(mailing: Settings, smtp: Letterbox) -> None:
    await write()
    await deliver_due(replace(mailing, mail_from="hoering@fjordby.example"))
    assert smtp.letters[0]["from"].addresses[0].addr_spec == "hoering@fjordby.example"


async def test_several_drainers_send_each_letter_once(mailing: Settings, smtp: Letterbox) -> None:
    for number in range(40):
        await write(to=f"borger{number}@example.org")
    assert all(await asyncio.gather(*(deliver_due(mailing) for _ in range(4))))
    arrived = sorted(str(letter["to"]) for letter in smtp.letters)
    assert arrived == sorted(f"borger{number}@example.org" for number in range(40))
    assert await Letter.filter(sent_at=None).count() == 0


async def test_sign_in_links_leave_first_and_letters_to_unconfirmed_addresses_last(
    mailing: Settings, smtp: Letterbox
) -> None:
    for kind in ("confirm_email", "way_back", "decision", "full_copy", "sign_in_link", "decision"):
        now = clock.now()
        await post(kind, to="kim@fjordby.example", subject=kind, body="Tekst", now=now)
    await deliver_due(mailing)
    assert [letter["subject"] for letter in smtp.letters] == [
        "sign_in_link", "decision", "full_copy", "decision", "confirm_email", "way_back",
    ]  # fmt: skip


async def test_a_sign_in_link_that_is_not_due_lets_the_others_leave(
    mailing: Settings, smtp: Letterbox
) -> None:
    later = clock.now() + timedelta(minutes=1)
    await post("sign_in_link", to="kim@fjordby.example", subject="S", body="Tekst", now=later)
    await write(subject="Emne")
    await deliver_due(mailing)
    assert [letter["subject"] for letter in smtp.letters] == ["Emne"]


async def test_a_dead_server_makes_letters_wait_and_they_leave_when_it_is_back(
    mailing: Settings, smtp: Letterbox
) -> None:
    dead = replace(mailing, smtp_url=f"smtp://127.0.0.1:{free_port()}")
    for _ in range(3):
        await write()
    assert not await deliver_due(dead)
    tried = await Letter.get(attempts=1)
    assert tried.due_at > clock.now() + 20 * SECOND
    assert tried.trouble == "SMTPConnectError"
    assert await Letter.filter(attempts=0).count() == 2
    await all_due()
    assert await deliver_due(mailing)
    assert len(smtp.letters) == 3
    assert await Letter.filter(trouble="").count() == 3


async def test_the_log_says_once_that_the_server_is_away_and_once_that_it_is_back(
    mailing: Settings, smtp: Letterbox, caplog: pytest.LogCaptureFixture
) -> None:
    logs.mail_server.end()
    caplog.clear()
    dead = replace(mailing, smtp_url=f"smtp://127.0.0.1:{free_port()}")
    await write()
    for settings in (dead, dead, mailing, mailing):
        await all_due()
        await deliver_due(settings)
    await write()
    await deliver_due(mailing)
    said = [record.getMessage() for record in caplog.records]
    assert said[0] == "the mail server is out of reach: SMTPConnectError"
    assert said[1].startswith("the mail server is back after ")
    assert len(said) == 2


async def test_the_pauses_grow_and_at_last_we_give_up(mailing: Settings, smtp: Letterbox) -> None:
    smtp.refuse_with = "451 4.3.0 not now"
    await write()
    pauses = []
    for _ in range(MAX_ATTEMPTS):
        await all_due()
        await deliver_due(mailing)
        pauses.append(round(((await Letter.get()).due_at - clock.now()) / SECOND))
    assert pauses[:3] == [30, 60, 120]
    assert pauses[:-1] == sorted(pauses[:-1])
    assert pauses[-2] == delivery.LONGEST_PAUSE / SECOND
    assert (await Letter.get()).given_up_at
    smtp.refuse_with = ""
    await all_due()
    await deliver_due(mailing)
    assert smtp.letters == []


@contextlib.asynccontextmanager
async def rude_server(*, answer_data: bytes) -> AsyncIterator[tuple[str, list[bytes]]]:
    """Takes every letter, answers ``answer_data`` after its last line, and hangs up."""
    taken: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 rude\r\n")
        while line := await reader.readline():
            if line.startswith(b"DATA"):
                writer.write(b"354 go on\r\n")
                taken.append(await reader.readuntil(b"\r\n.\r\n"))
                writer.write(answer_data)
                break
            writer.write(b"250 fine\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield f"smtp://127.0.0.1:{port}", taken


async def test_a_letter_that_was_accepted_is_not_sent_again_when_the_line_breaks(
    mailing: Settings,
) -> None:
    async with rude_server(answer_data=b"250 accepted\r\n") as (url, taken):
        rude = replace(mailing, smtp_url=url)
        await write(to="en@example.org")
        await write(to="to@example.org")
        for _ in range(3):
            await deliver_due(rude)
            await all_due()
    assert len(taken) == 2
    assert await Letter.filter(sent_at=None).count() == 0


async def test_a_letter_of_unknown_fate_is_sent_again_under_the_same_id(
    mailing: Settings, smtp: Letterbox
) -> None:
    async with rude_server(answer_data=b"") as (url, taken):
        await write()
        assert not await deliver_due(replace(mailing, smtp_url=url))
    assert len(taken) == 1
    await all_due()
    assert await deliver_due(mailing)
    [arrived] = smtp.letters
    assert str(arrived["message-id"]).encode() in taken[0]


@pytest.mark.parametrize(
    "to",
    [
        "kim@fjordby.example\r\nBcc: all@example.org",
        "kim@fjordby.example, all@example.org",
        "kim@fjordby.example\nSubject: other",
        "",
        "no address",
    ],
)
async def test_nobody_adds_headers_or_recipients(
    mailing: Settings, smtp: Letterbox, to: str
) -> None:
    await write(to=to)
    await write(to="robin@fjordby.example", subject="Emne\r\nBcc: all@example.org")
    assert await deliver_due(mailing)
    [arrived] = smtp.letters
    assert arrived["to"] == "robin@fjordby.example"
    assert arrived["bcc"] is None
    assert arrived["subject"] == "Emne Bcc: all@example.org"
    refused = await Letter.get(to=to)
    assert refused.given_up_at
    assert refused.sent_at is None


async def test_an_unknown_letterbox_stops_no_other_letter(
    mailing: Settings, smtp: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(server: object, session: object, envelope: object, to: str, _: object) -> str:
        if to.startswith("unknown"):
            return "550 5.1.1 no such user"
        if to.startswith("full"):
            return "452 4.2.2 full"
        envelope.rcpt_tos.append(to)  # type: ignore[attr-defined]
        return "250 OK"

    monkeypatch.setattr(smtp, "handle_RCPT", refuse, raising=False)
    for name in ("unknown", "full", "kim"):
        await write(to=f"{name}@fjordby.example")
    assert await deliver_due(mailing)
    assert [str(letter["to"]) for letter in smtp.letters] == ["kim@fjordby.example"]
    assert (await Letter.get(to="unknown@fjordby.example")).given_up_at
    full = await Letter.get(to="full@fjordby.example")
    assert full.given_up_at is None
    assert full.due_at > clock.now()
    assert "@" not in full.trouble


async def test_a_claimed_letter_is_nobody_else_s_until_its_lease_ends(db: Settings) -> None:
    await write()
    now = clock.now()
    assert await claim(now)
    assert await claim(now + delivery.LEASE - SECOND) is None
    assert await claim(now + delivery.LEASE + SECOND)


async def test_letters_wait_where_there_is_no_server(db: Settings) -> None:
    await write()
    assert await deliver_due(db)
    assert (await Letter.get()).attempts == 0


async def test_a_domain_with_letters_of_its_own_goes_out_as_every_server_takes_it(
    mailing: Settings, smtp: Letterbox
) -> None:
    await write(to="kim@blåbær.example")
    assert await deliver_due(mailing)
    assert smtp.letters[0]["to"].addresses[0].addr_spec == "kim@xn--blbr-roah.example"


# What a server can do to one letter: at its recipient, at its text, by hanging up, by saying that it hangs up.
REFUSALS = {
    "recipient-never": ("RCPT", "550 5.1.1 no such user"),
    "recipient-later": ("RCPT", "452 4.2.2 full"),
    "text-never": ("DATA", "554 5.7.1 looks like spam"),
    "text-later": ("DATA", "451 4.7.1 greylisted"),
    "hangs-up": ("HANGUP", ""),
}


@pytest.mark.parametrize("way", REFUSALS)
async def test_a_server_that_refuses_every_third_letter_gets_the_others_in_one_round(
    mailing: Settings, way: str
) -> None:
    for number in range(12):
        await write(to=f"borger{number}@example.org")
    async with picky_server(*REFUSALS[way]) as server:
        assert await deliver_due(replace(mailing, smtp_url=server.url))
    assert sorted(server.taken) == sorted(f"borger{n}@example.org" for n in range(12) if n % 3 != 1)
    refused = await Letter.filter(sent_at=None).order_by("id")
    assert [letter.to for letter in refused] == [
        f"borger{n}@example.org" for n in range(12) if n % 3 == 1
    ]
    assert all(letter.attempts == 1 for letter in refused)
    assert all(bool(letter.given_up_at) == ("never" in way) for letter in refused)


async def test_a_letterbox_with_foreign_letters_is_given_up_where_the_server_cannot_take_it(
    mailing: Settings,
) -> None:
    await write(to="søren@example.org")
    await write(to="kim@example.org")
    async with picky_server() as server:
        assert await deliver_due(replace(mailing, smtp_url=server.url))
    assert server.taken == ["kim@example.org"]
    refused = await Letter.get(to="søren@example.org")
    assert refused.given_up_at
    assert refused.trouble


@pytest.mark.parametrize(
    ("verb", "answer"), [("MAIL", "550 5.7.1 sender not allowed"), ("RCPT", "421 closing")]
)
async def test_trouble_of_the_channel_stops_the_round_and_gives_nothing_up(
    mailing: Settings, verb: str, answer: str
) -> None:
    for number in range(6):
        await write(to=f"borger{number}@example.org")
    async with picky_server(verb, answer, every=1) as server:
        assert not await deliver_due(replace(mailing, smtp_url=server.url))
    assert server.taken == []
    assert await Letter.filter(attempts=0).count() == 6 - delivery.BROKEN_IN_A_ROW
    assert await Letter.filter(given_up_at__not_isnull=True).count() == 0


async def test_letters_of_a_round_go_over_one_connection(mailing: Settings) -> None:
    for number in range(5):
        await write(to=f"borger{number}@example.org")
    async with picky_server() as server:
        assert await deliver_due(replace(mailing, smtp_url=server.url))
    assert len(server.taken) == 5
    assert server.connections == 1


TITLES = [
    "Skriv videre på dit svar: " + "Ændring af lokalplan for Østerbro og Åløkken – æøå " * 5,
    "تابع كتابة ردك: " + "خطة الحي الجديدة في المدينة القديمة ونواحيها " * 5,
    "Go on writing your response: Høring" + " ab" * 60 + " ø",
    "blåbærgrødspåsmurtrugbrødsmadpakke" * 8,
    "averylongwordwithoutanyplacetocut" * 8,
    "✓ 👩\u200d👩\u200d👧\u200d👦 " * 20,
    "=?utf-8?q?svar?= 17",
    "Æ _ ? = " * 30,
]


@pytest.mark.parametrize("title", TITLES)
async def test_a_subject_survives_folding(mailing: Settings, smtp: Letterbox, title: str) -> None:
    """What is read here are the bytes that the mail server got."""
    await write(subject=title)
    assert await deliver_due(mailing)
    [arrived] = smtp.letters
    wanted = " ".join(title.split())
    stored = wanted if len(wanted) <= 300 else f"{wanted[:299]}…"
    assert arrived["subject"] == stored
    subject = smtp.heads[0].partition("Subject: ")[2].partition("\r\nDate:")[0]
    assert max(map(len, subject.split("\r\n"))) <= 76
    assert str(make_header(decode_header(subject))) == stored
