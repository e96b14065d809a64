"""The worker: does, over and over, what no reader should wait for. Holds when, not what."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from consult import answer_page, clock, faults, heartbeat, installation, logs, rate_limit
from consult.files import FileStore
from consult.mail.delivery import deliver_due
from consult.people import session, sign_in_link
from consult.public.answer_letters import write_answer_letters
from consult.public.memo_chores import find_lost_memos, make_memos
from consult.public.pdf.chores import find_lost_pdfs, make_pdfs
from consult.public.text_letters import write_text_letters
from consult.responses.annex_copies import forget_unneeded_copies
from consult.responses.copy_chores import find_lost_copies, make_copies
from consult.responses.file_cleanup import ImprobableCleanup, forget_unneeded_files
from consult.responses.rescreening import rescreen
from consult.responses.stop_letters import write_stop_letters
from consult.responses.unsent_expiry import forget_expired_unsent
from consult.responses.unsent_reminder import remind_of_unsent
from consult.settings import Settings
from moderation.published_news import send_news
from moderation.take_down_notice import send_due_notices

log = logging.getLogger("consult.worker")


@dataclass(frozen=True)
class Chore:
    """Something to be done ``every`` so often; a chore that answers False waits ``after_trouble`` instead."""

    name: str
    do: Callable[[Settings], Awaitable[bool | None]]
    every: timedelta
    after_trouble: timedelta = timedelta(seconds=30)


async def say_alive(settings: Settings) -> None:
    await heartbeat.beat(heartbeat.WORKER, clock.now())


async def forget(settings: Settings) -> None:
    """Delete what was only kept for a while."""
    now = clock.now()
    await rate_limit.forget_old_windows(now)
    await answer_page.forget_expired_answers(now)
    await sign_in_link.forget_expired(now)
    await session.forget_old(now)
    await forget_expired_unsent(FileStore(settings.data_dir / "files"), now)


async def send_notices(settings: Settings) -> None:
    """Write to authors who were not given the reason for a day, to those of what was published, and to those of what is
    not sent two days before the deadline."""
    await send_due_notices(secret_key=settings.secret_key, now=clock.now())
    await send_news(secret_key=settings.secret_key, now=clock.now())
    await remind_of_unsent(secret_key=settings.secret_key, now=clock.now())


async def tell_of_stops(settings: Settings) -> None:
    """Write to whoever answers a consultation that was stopped, or goes on."""
    await write_stop_letters(secret_key=settings.secret_key, now=clock.now())


async def write_answers(settings: Settings) -> None:
    """Write to whoever confirmed an address, once the answers are published."""
    await write_answer_letters(secret_key=settings.secret_key, now=clock.now())


async def write_changes(settings: Settings) -> None:
    """Write to whose paragraph a new version changed while they could still answer."""
    await write_text_letters(secret_key=settings.secret_key, now=clock.now())


async def tidy_files(settings: Settings) -> bool:
    """Take away files that nothing needs any longer; False when that was refused, which is noted for the operator."""
    now = clock.now()
    try:
        # Asked each time: a folder may be mounted or adopted while we run.
        if installation.id_of_folder(settings.data_dir) != await installation.id_of_database():
            raise ImprobableCleanup("the folder is not this database's")
        await forget_unneeded_copies()
        await forget_unneeded_files(FileStore(settings.data_dir / "files"), now)
    except ImprobableCleanup as refusal:
        log.error("no file was tidied away: %s", refusal)
        await heartbeat.beat(heartbeat.CLEANUP_REFUSED, now)
        return False
    return True


CHORES = (
    Chore("heartbeat", say_alive, every=timedelta(seconds=15)),
    Chore("mail", deliver_due, every=timedelta(seconds=1)),
    Chore("forgetting", forget, every=timedelta(minutes=10)),
    Chore("notices", send_notices, every=timedelta(minutes=10)),
    Chore("stops", tell_of_stops, every=timedelta(minutes=1)),
    Chore("answers", write_answers, every=timedelta(seconds=20)),
    Chore("changed text", write_changes, every=timedelta(seconds=30)),
    Chore("files", tidy_files, every=timedelta(hours=12), after_trouble=timedelta(hours=12)),
    Chore("lost pdf", find_lost_pdfs, every=timedelta(minutes=10)),
    Chore("lost memos", find_lost_memos, every=timedelta(minutes=10)),
    Chore("lost copies", find_lost_copies, every=timedelta(minutes=10)),
    # Whoever publishes a file has its copy made at once: this is for what waits, and for what was public before.
    Chore("copies", make_copies, every=timedelta(seconds=15)),
    Chore("memo", make_memos, every=timedelta(seconds=10), after_trouble=timedelta(minutes=1)),
    Chore("new rules", rescreen, every=timedelta(minutes=1)),
    Chore("pdf", make_pdfs, every=timedelta(seconds=5), after_trouble=timedelta(minutes=10)),
)


async def work(settings: Settings, *, until: asyncio.Event) -> None:
    """Do every chore on the open database until told to stop; what is under way is finished first."""
    async with asyncio.TaskGroup() as group:
        for chore in CHORES:
            group.create_task(_repeat(chore, settings, until))


async def _repeat(chore: Chore, settings: Settings, until: asyncio.Event) -> None:
    while not until.is_set():
        pause = chore.every if await _is_done(chore, settings) else chore.after_trouble
        try:
            async with asyncio.timeout(pause.total_seconds()):
                await until.wait()
        except TimeoutError:
            continue


async def _is_done(chore: Chore, settings: Settings) -> bool:
    """Do it once. A fault is logged and must not end the other chores; that the database is away is said once."""
    try:
        done = await chore.do(settings) is not False
    except Exception as error:
        if faults.is_of_database(error):
            logs.database.begin(error)
        else:
            logs.tell(log, f"the chore {chore.name}", error)
        return False
    if chore.do is say_alive:
        logs.database.end()
    return done
