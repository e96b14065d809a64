"""Checks of what is stored: the database and its folder, their files, letters, signs of life, public counts.

Each gives its words where all is well, and raises Unsound (trouble) or Doubtful (a warning) where it is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from consult import clock, database, heartbeat, installation
from consult.commands.check.part import Doubtful, Unsound
from consult.commands.installation import ADOPT, newer_database, why_apart
from consult.files import FileStore
from consult.settings import Settings

if TYPE_CHECKING:
    from consult.responses.tally import TallyKey

WORKER_SILENT = timedelta(minutes=2)
RECENT = timedelta(days=1)
MOST_RECOUNTED = 50
MOST_NAMED = 5


async def schema(chosen: Settings) -> str:
    """Whether the database answers, and is up to date and of this version. Raises Unsound."""
    if newer := await database.unknown_migrations():
        raise Unsound(newer_database(newer))
    if missing := await database.unapplied_migrations():
        raise Unsound(f"{len(missing)} migration(s) not applied: run `consult migrate`.")
    return "The database is up to date."


async def private(chosen: Settings) -> str:
    """Whether an embedded database is its owner's alone. Raises Unsound where others can read it."""
    if not chosen.is_sqlite:
        return "PostgreSQL looks after its own files."
    if others := database.readable_by_others(chosen.sqlite_path):
        names = " ".join(map(str, others))
        raise Unsound(f"Others on this machine can read the database: run chmod 600 {names}")
    return "The database's files are their owner's alone."


async def folder(chosen: Settings) -> str:
    """Whether the folder is the database's. Raises Unsound; Doubtful before either was ever used."""
    fault = await why_apart(chosen)
    if fault is None:
        raise Doubtful("Database and folder carry no installation id yet: run `consult migrate`.")
    if fault:
        raise Unsound(fault)
    return "Database and folder are one installation."


async def key(chosen: Settings) -> str:
    """Whether the secret key is the one that links were signed with. Raises Unsound where it is not."""
    if chosen.secret_key and await installation.is_key_known(chosen.secret_key):
        return "The secret key is this database's."
    raise Unsound(
        "The secret key is not the one that this database was used with: links in letters, sent ones and new ones of "
        f"other hosts, are dead. Restore the key. If it was changed on purpose, {ADOPT.partition(', ')[2]}."
    )


async def named_files(chosen: Settings) -> str:
    """Whether every file that a row names is on the disk. Raises Unsound where some are missing, or where the cleanup
    found too many that no row names; Doubtful while it still has to be looked at."""
    from consult.responses.file_inventory import names_of_files, take_inventory

    inventory = await take_inventory(FileStore(chosen.data_dir / "files"))
    if missing := inventory.missing:
        in_bin = len(missing & inventory.in_bin)
        words = f"{len(missing)} of the {len(inventory.named)} files that the database names are missing"
        remedy = f"{in_bin} of them are in the bin" if in_bin else "restore them from a backup"
        named = "; ".join(await names_of_files(sorted(missing)[:MOST_NAMED]))
        more = f"; and {len(missing) - MOST_NAMED} more" if len(missing) > MOST_NAMED else ""
        raise Unsound(
            f"{words}: {remedy} ({named}{more}). PDFs of versions are made again by the worker."
        )
    if await _is_recent(heartbeat.CLEANUP_REFUSED):
        raise Unsound(
            "The cleanup found too many files that no row names, and moved none: "
            "is this the right database? If it is, run `consult tidy --anyway`."
        )
    return f"All {len(inventory.named)} files that the database names are there."


async def letters(chosen: Settings) -> str:
    """Whether letters leave. Raises Doubtful where some were tried in vain and wait to be tried again, or were given
    up: how many, of which kind, to which domains and why, never to whom. Three queries."""
    from consult.mail.outbox import Letter, waiting_letters

    waiting = waiting_letters()
    columns = ("kind", "to", "trouble")
    blocked = await waiting.filter(attempts__gt=0).exclude(trouble="").values_list(*columns)
    recent = Letter.filter(given_up_at__gt=clock.now() - RECENT)
    given_up = await recent.values_list(*columns)
    faults = [
        f"{len(rows)} letter(s) {what}: {_grouped(rows)}"
        for rows, what in ((blocked, "tried in vain and waiting"), (given_up, "given up since yesterday"))
        if rows
    ]  # fmt: skip
    if faults:
        raise Doubtful(f"{'; '.join(faults)}.")
    return f"{await waiting.count()} letter(s) waiting, none in trouble."


def _grouped(rows: Iterable[tuple[str, str, str]]) -> str:
    """Rows of (kind, address, trouble) as "3 receipt to example.dk (SMTPDataError 554)"; the most frequent first."""
    groups = Counter((kind, to.rpartition("@")[2], trouble) for kind, to, trouble in rows)
    named = [
        f"{count} {kind} to {domain} ({trouble})"
        for (kind, domain, trouble), count in groups.most_common(MOST_NAMED)
    ]
    rest = len(groups) - len(named)
    return ", ".join(named) + (f" and {rest} other kinds" if rest > 0 else "")


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
    if chosen.trusted_proxy:
        return "X-Forwarded-For is believed: the web server in front must write it itself."
    if await _is_recent(heartbeat.UNBELIEVED_PROXY):
        raise Unsound(
            "X-Forwarded-For arrived in the last 24 hours and is not believed, so everybody behind the proxy is one "
            "visitor: set CONSULT_TRUSTED_PROXY=1, if the web server in front writes it itself."
        )
    return "Visitors are told apart by the address they connect from."


async def _is_recent(name: str) -> bool:
    last = await heartbeat.last_beat(name)
    return last is not None and clock.now() - last < RECENT


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


async def screening(chosen: Settings) -> str:
    """Whether today's rules have seen every text. Raises Doubtful while the worker screens old ones again."""
    from consult.responses.remark import Revision
    from consult.responses.rescreening import left_to_rescreen

    if left := await left_to_rescreen():
        total = await Revision.all().count()
        raise Doubtful(
            f"{total - left} of {total} texts are screened by today's rules; the worker does the rest."
        )
    return "Every text is screened by today's rules."
