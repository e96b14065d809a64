"""The bench: ``make bench``. Prints CPU ms beside requests per second, and what bare Starlette does here."""

from __future__ import annotations

import asyncio
import gzip
import os
import tempfile
import urllib.request
from functools import partial
from pathlib import Path

from starlette.types import ASGIApp

from consult import database
from consult.app import create_app
from consult.commands.served import collect_seldom
from consult.importing import pdf
from consult.responses.remark import Remark
from consult.responses.response import Response
from consult.settings import Settings
from consult.web.page_cache_middleware import PageCacheMiddleware
from tests.bench import (
    changing,
    comparing,
    floor,
    grouping,
    load,
    longest_pdf,
    memo,
    waiting,
    whole_draft,
)
from tests.bench.inside import Statements, a_comment, ask, cpu_ms, just_started
from tests.bench.installation import SLUG, comment_address, sample_installation
from tests.bench.rows import row
from tests.bench.servers import Server, serving
from tests.support.ports import free_port

HERE = Path(__file__).parent
SECTION = f"/consultations/{SLUG}/sections/2"
ROUNDS = 3
SERVED = "consult.commands.served:create_app"


def main() -> None:
    row("comparing 2,000 paragraphs", f"{comparing.cpu_seconds():.2f} s CPU")
    longest = longest_pdf.cost()
    row(
        f"reading a PDF of {pdf.PAGES:,} pages",
        f"{longest.child_seconds:.1f} of {pdf.SECONDS} s CPU",
        f"{longest.megabytes} MB",
    )
    grouped = grouping.cost()
    row(
        f"near-identical among {grouping.TEXTS:,} texts",
        f"{grouped.seconds:.1f} s CPU",
        f"precision {grouped.precision:.4f}, recall {grouped.recall:.4f}",
    )
    port = free_port()
    with sample_installation(port) as settings:
        form = asyncio.run(measure_inside(settings))
        measure_served(port, form)
    waiting.measure_engines()


async def measure_inside(settings: Settings) -> str:
    """CPU of a page built fresh and of a comment accepted; gives the comment's address."""
    async with database.opened(settings):
        app = create_app(settings)
        collect_seldom()
        assert isinstance(app, PageCacheMiddleware)
        fresh = app.app
        with Statements() as statements:
            answer = await ask(fresh, "GET", SECTION)
        assert answer.status == 200
        assert b"By og bolig" in answer.body
        page_ms = await cpu_ms(60, lambda: ask(fresh, "GET", SECTION))
        row("section page built fresh", f"{page_ms:.2f} ms CPU", f"{statements.count} statements")
        await measure_whole(fresh)
        form = await comment_address()
        await measure_comments(fresh, form)
        await measure_changes(fresh)
        await measure_answers(fresh, settings)
    return form


async def measure_changes(app: ASGIApp) -> None:
    """Two versions of 2,000 paragraphs compared on pages built fresh."""
    await changing.publish_two_versions()
    for name, path in (
        ("section since version 1, fresh", changing.SECTION_SINCE),
        ("all that changed, fresh", changing.CHANGES),
    ):
        with Statements() as statements:
            answer = await ask(app, "GET", path)
        assert answer.status == 200
        assert b"Omformuleret" in answer.body
        page_ms = await cpu_ms(10, partial(ask, app, "GET", path))
        row(name, f"{page_ms:.0f} ms CPU", f"{statements.count} statements")


async def measure_answers(app: ASGIApp, settings: Settings) -> None:
    """The outcome of 500 points and one of them, fresh and by a process that remembers nothing, and their memo in the
    worker."""
    consultation = await memo.store_answered()
    for name, path in (("outcome of 500 points", memo.PAGE), ("one of 500 points", memo.POINT)):
        built = partial(ask, app, "GET", path.format(consultation.slug))
        with Statements() as statements:
            answer = await just_started(built)
        assert answer.status == 200
        row(
            name,
            f"{await cpu_ms(20, built):.0f} ms CPU",
            f"{await cpu_ms(20, partial(just_started, built)):.0f} ms the first time",
            f"{statements.count} statements",
        )
    cost = await memo.make(settings)
    row(
        "memo of 500 points and 5,000 remarks",
        f"{cost.worker_seconds:.1f} s CPU",
        f"{cost.worker_megabytes} MB more",
        f"{cost.child_seconds:.1f} s for the PDF",
        f"{cost.child_megabytes} MB",
    )


async def measure_whole(app: ASGIApp) -> None:
    """The page with all of a long draft, in a process that knows the text and in one that never read it; every
    paragraph must be on it, and every count."""
    await whole_draft.store_long_draft()
    for view in ("", "?view=changes"):
        built = partial(ask, app, "GET", whole_draft.PAGE + view)
        with Statements() as statements:
            answer = await just_started(built)
        assert answer.status == 200
        assert answer.body.count(b'class="para ') == whole_draft.IN_ALL
        assert answer.body.count(b"para__count") == -(-whole_draft.IN_ALL // 3)
        name = "with changes" if view else "clean"
        for when, once in (("new remarks", built), ("first time", partial(just_started, built))):
            whole_ms = await cpu_ms(20, once)
            row(
                f"1,000 paragraphs {name}, {when}",
                f"{whole_ms * 1000 / whole_draft.IN_ALL:.2f} ms CPU",
                f"{statements.count} statements" if once is not built else "",
            )


async def measure_comments(app: ASGIApp, form: str) -> None:
    """Every comment that was answered with a receipt must be there afterwards."""
    before = await Response.all().count()
    with Statements() as statements:
        answer = await ask(app, "POST", form, a_comment())
    assert answer.status == 303, answer.status
    comment_ms = await cpu_ms(100, lambda: ask(app, "POST", form, a_comment()))
    assert await Response.all().count() == before + 104
    assert await Remark.exclude(queued_at=None).exists()
    row("comment accepted", f"{comment_ms:.2f} ms CPU", f"{statements.count} statements")


def measure_served(port: int, form: str) -> None:
    """The same page from bare Starlette and from us, turn and turn about; then readers and writers mixed."""
    with serving(SERVED, port) as ours:
        body = urllib.request.urlopen(ours.address + SECTION).read()
        with tempfile.NamedTemporaryFile(suffix=".gz") as file:
            file.write(gzip.compress(body, 6))
            file.flush()
            os.environ[floor.BYTES] = file.name
            with serving("tests.bench.floor:create_app", free_port()) as bare:
                compare(bare, ours)
        mixed(ours, form)


def compare(bare: Server, ours: Server) -> None:
    rounds = [
        (load.run(bare, "/page", seconds=3), load.run(ours, SECTION, seconds=3))
        for _ in range(ROUNDS)
    ]
    floors, kepts = zip(
        *sorted(rounds, key=lambda r: r[1].per_second / r[0].per_second), strict=True
    )
    bottom, kept = floors[ROUNDS // 2], kepts[ROUNDS // 2]
    assert not any(r.failed for pair in rounds for r in pair)
    row("bare Starlette, same bytes", f"{bottom.cpu_ms:.3f} ms CPU", f"{bottom.per_second:,.0f}/s")
    share = kept.per_second / bottom.per_second
    row(
        "section page, kept",
        f"{kept.cpu_ms:.3f} ms CPU",
        f"{kept.per_second:,.0f}/s",
        f"{share:.2f} of bare",
    )


def mixed(ours: Server, form: str) -> None:
    os.environ["CONSULT_BENCH_PAGE"], os.environ["CONSULT_BENCH_FORM"] = SECTION, form
    done = load.run(ours, SECTION, script=HERE / "mix.lua")
    assert done.failed == 0, f"{done.failed} answers were wrong"
    row("95 readers to 5 writers", f"{done.cpu_ms:.2f} ms CPU", f"{done.per_second:,.0f}/s")


if __name__ == "__main__":
    main()
