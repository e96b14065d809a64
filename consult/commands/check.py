"""``consult check``: is the installation sound? One line for each part, and exit code 1 when one is not."""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from consult import clock, database, files, heartbeat, settings
from consult.commands.installation import UNREACHABLE, cannot_reach
from consult.settings import Settings, is_loopback

if TYPE_CHECKING:
    from consult.responses.tally import TallyKey

WORKER_SILENT = timedelta(minutes=2)
SERVER_SECONDS = 10
MOST_RECOUNTED = 50
# Debian's names of what WeasyPrint calls, and of fonts with all the letters.
PDF_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core"
MOST_NAMED = 5


class Unsound(Exception):
    """What is wrong with one part, and what to do about it."""


Part = Callable[[Settings], Awaitable[str]]


def run(arguments: argparse.Namespace) -> int:
    """0 when everything is sound, else 1."""
    return asyncio.run(_check(settings.load()))


async def _check(chosen: Settings) -> int:
    async with database.opened(chosen):
        return max([await _line(name, part, chosen) for name, part in PARTS.items()])


async def _line(name: str, part: Part, chosen: Settings) -> int:
    try:
        words, code = await part(chosen), 0
    except Unsound as fault:
        words, code = str(fault), 1
    except UNREACHABLE as error:
        asked = part is migrations
        words, code = cannot_reach(error) if asked else "Not known: see the migrations.", 1
    print(f"{'TROUBLE' if code else 'ok':8} {name:11} {words}")
    return code


async def migrations(chosen: Settings) -> str:
    """Whether the schema is up to date. Raises Unsound, as each of these parts does, where it is not."""
    missing = await database.unapplied_migrations()
    if missing:
        raise Unsound(f"{len(missing)} not applied: run `consult migrate`.")
    return "The database is up to date."


async def secret(chosen: Settings) -> str:
    """Where the secret key is. Raises Unsound where others can read it."""
    kept = chosen.data_dir / "secret-key"
    if os.environ.get("CONSULT_SECRET_KEY"):
        return "CONSULT_SECRET_KEY is set."
    if kept.stat().st_mode & 0o077:
        raise Unsound(f"Others on this machine can read {kept}: run chmod 600 on it.")
    return f"Kept in {kept}; keep a copy where the backups are."


async def mail(chosen: Settings) -> str:
    """Whether letters go out. Raises Unsound where they do not, or some were given up."""
    from aiosmtplib import SMTPException

    from consult.mail.delivery import mail_server
    from consult.mail.outbox import Letter

    waiting = await Letter.filter(sent_at=None, given_up_at=None).count()
    if not chosen.smtp_url:
        words = f"CONSULT_SMTP_URL is not set: letters are kept, not sent ({waiting} waiting)."
        if is_loopback(chosen.base_host):
            return words
        raise Unsound(words)
    try:
        async with asyncio.timeout(SERVER_SECONDS), mail_server(chosen):
            pass
    except (SMTPException, OSError) as error:
        raise Unsound(f"The mail server cannot be used ({type(error).__name__}).") from error
    recent = clock.now() - timedelta(days=1)
    given_up = await Letter.filter(given_up_at__gt=recent).count()
    if given_up:
        raise Unsound(f"{given_up} letter(s) could not be delivered in the last 24 hours.")
    return f"The mail server answers; {waiting} letter(s) waiting."


async def storage(chosen: Settings) -> str:
    """Whether files can be kept. Raises Unsound where they cannot, or the disk is nearly full."""
    store = files.FileStore(chosen.data_dir / "files")
    try:
        store.delete(store.save(os.urandom(32)))
        free = shutil.disk_usage(chosen.data_dir).free
    except files.NoRoom as full:
        least = files.LEAST_FREE_BYTES // 2**20
        raise Unsound(
            f"Less than {least} MB are free in {chosen.data_dir}: texts are taken, files are refused."
        ) from full
    except OSError as error:
        raise Unsound(f"{chosen.data_dir} cannot be written: {error.strerror}.") from error
    return f"{chosen.data_dir} can be written; {free // 2**20} MB free."


async def worker(chosen: Settings) -> str:
    """Whether the worker works. Raises Unsound where it is silent."""
    last = await heartbeat.last_beat(heartbeat.WORKER)
    if last is None:
        raise Unsound("No worker has ever run here: start `consult serve` or `consult work`.")
    silent = clock.now() - last
    if silent > WORKER_SILENT:
        raise Unsound(f"The worker has been silent for {int(silent.total_seconds() // 60)} min.")
    return "The worker is alive."


async def proxy(chosen: Settings) -> str:
    """Whether visitors behind a proxy are told apart. Raises Unsound."""
    last = await heartbeat.last_beat(heartbeat.UNBELIEVED_PROXY)
    if chosen.trusted_proxy:
        return "X-Forwarded-For is believed: the web server in front must write it itself."
    if last is not None and clock.now() - last < timedelta(days=1):
        raise Unsound(
            "X-Forwarded-For arrived in the last 24 hours and is not believed, so everybody behind the proxy is one "
            "visitor: set CONSULT_TRUSTED_PROXY=1, if the web server in front writes it itself."
        )
    return "Visitors are told apart by the address they connect from."


async def pdf(chosen: Settings) -> str:
    """Whether a published version gets its PDF. Raises Unsound where it does not."""
    from consult.documents.version_pdf import given_up
    from consult.public.pdf.renderer import can_render

    if not await asyncio.to_thread(can_render):
        raise Unsound(f"No PDF can be made here: install {PDF_PACKAGES}.")
    if failed := await given_up():
        raise Unsound(f"The PDF of {failed} version(s) could not be made: see the worker's log.")
    return "PDFs can be made."


async def tallies(chosen: Settings) -> str:
    """Whether the counts everybody sees agree with the remarks; the newest consultations first.

    Raises Unsound where they do not.
    """
    from consult.consultations.consultation import Consultation
    from consult.responses.tally import recount

    now = clock.now()
    announced = (
        Consultation.filter(announced_at__lte=now).order_by("-opens_at").limit(MOST_RECOUNTED)
    )
    public = [each for each in await announced if each.is_public(now)]
    wrong = {each.slug: await recount(each.id) for each in public}
    if named := [_difference(slug, keys) for slug, keys in wrong.items() if keys]:
        raise Unsound("; ".join(named))
    return f"The counts of {len(public)} consultation(s) agree with their remarks."


def _difference(slug: str, wrong: dict[TallyKey, tuple[int, int]]) -> str:
    """``wrong`` as {key: (tally, remarks)}; the first few are named."""
    named = [
        f"{key} says {tally}, has {remarks}"
        for key, (tally, remarks) in sorted(wrong.items(), key=lambda each: str(each[0]))[
            :MOST_NAMED
        ]
    ]
    rest = f" and {len(wrong) - MOST_NAMED} more" if len(wrong) > MOST_NAMED else ""
    return f"{slug}: {', '.join(named)}{rest}"


PARTS: dict[str, Part] = {
    "migrations": migrations,
    "secret": secret,
    "mail": mail,
    "storage": storage,
    "worker": worker,
    "proxy": proxy,
    "pdf": pdf,
    "tallies": tallies,
}
